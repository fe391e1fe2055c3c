import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../../src/core/clock.ts';
import type { FetchOutcome, Fetcher } from '../../../src/ingest/outcome.ts';
import { parseRobots } from '../../../src/ingest/robots-rules.ts';
import { createRobots } from '../../../src/ingest/robots.ts';

const fetched = (text: string): FetchOutcome => ({
  kind: 'fetched',
  body: new TextEncoder().encode(text),
  contentType: 'text/plain',
  etag: null,
  lastModified: null,
  finalUrl: '',
  movedTo: null,
});

const failed = (
  reason: Extract<FetchOutcome, { kind: 'failed' }>['reason'],
  status: number | null,
): FetchOutcome => ({
  kind: 'failed',
  reason,
  detail: '',
  status,
  retryAfterSeconds: null,
});

/** Robots over a site that answers with the given outcomes in turn, the last one from then on. */
const robotsOver = (...outcomes: [FetchOutcome, ...FetchOutcome[]]) => {
  const asked: string[] = [];
  const fetcher: Fetcher = {
    get: url => {
      asked.push(url);
      return Promise.resolve(outcomes[Math.min(asked.length, outcomes.length) - 1] ?? outcomes[0]);
    },
    close: () => Promise.resolve(),
  };
  const clock = fixedClock(new Date('2026-11-24T04:00:00Z'));
  return {
    robots: createRobots({ fetcher, userAgent: 'Khabar/1.0 (+https://khabar.example)', clock }),
    asked,
    clock,
  };
};

describe('the rules of a file', () => {
  test.each<[string, string, string, boolean]>([
    ['nothing', '', '/a', true],
    ['a disallowed folder', 'User-agent: *\nDisallow: /private/', '/private/a', false],
    ['a path beside it', 'User-agent: *\nDisallow: /private/', '/private', true],
    ['an empty disallow', 'User-agent: *\nDisallow:', '/a', true],
    ['everything disallowed', 'User-agent: *\nDisallow: /', '/', false],
    [
      'the longest match',
      'User-agent: *\nDisallow: /a\nAllow: /a/news\nDisallow: /a/news/old',
      '/a/news/1',
      true,
    ],
    [
      'the longest match, the other way',
      'User-agent: *\nAllow: /a/news\nDisallow: /a/news/old',
      '/a/news/old/1',
      false,
    ],
    ['allow where both are as long', 'User-agent: *\nDisallow: /page\nAllow: /page', '/page', true],
    ['our own group only', 'User-agent: *\nDisallow: /\n\nUser-agent: khabar\nDisallow: /x', '/a', true],
    [
      'our own group in other letters and with a version',
      'User-agent: KHABAR/2.0\nDisallow: /x',
      '/x',
      false,
    ],
    ['a group of several names', 'User-agent: a\nUser-agent: Khabar\nDisallow: /x', '/x', false],
    [
      'two groups of the same name',
      'User-agent: khabar\nDisallow: /x\n\nUser-agent: khabar\nDisallow: /y',
      '/y',
      false,
    ],
    ['a name that only begins like ours', 'User-agent: khabar-images\nDisallow: /', '/a', true],
    ['an asterisk inside', 'User-agent: *\nDisallow: /*/amp/', '/news/2026/amp/1', false],
    ['an asterisk and an end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['an end that is not there', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x=1', true],
    ['an end without asterisk', 'User-agent: *\nDisallow: /a$', '/ab', true],
    ['pieces that would overlap', 'User-agent: *\nDisallow: /a*ab$', '/ab', true],
    ['a query', 'User-agent: *\nDisallow: /*?print=', '/a?print=1', false],
    [
      'letters beyond ASCII',
      'User-agent: *\nDisallow: /ख़बर',
      '/%E0%A4%96%E0%A4%BC%E0%A4%AC%E0%A4%B0/1',
      false,
    ],
    ['percent codes in lower case', 'User-agent: *\nDisallow: /a%3cb', '/a%3Cb', false],
    ['codes of plain letters', 'User-agent: *\nDisallow: /%61bc', '/abc', false],
    [
      'comments, blanks and other breaks',
      '\ufeffUser-agent: * # all\r\rDisallow : /x # here\r\n',
      '/x',
      false,
    ],
    ['a rule before any name', 'Disallow: /\nUser-agent: *\nDisallow: /x', '/a', true],
    ['a page in place of rules', '<!doctype html><title>Not found</title>', '/a', true],
  ])('%s', (...[, file, path, allowed]) => {
    expect(parseRobots(file).forToken('khabar').allows(path)).toBe(allowed);
  });

  test('give the delay of the group that is ours', () => {
    const rules = parseRobots('User-agent: *\nCrawl-delay: 5\n\nUser-agent: khabar\nCrawl-delay: 2.5');
    expect(rules.forToken('khabar').crawlDelaySeconds).toBe(2.5);
    expect(rules.forToken('another').crawlDelaySeconds).toBe(5);
    expect(parseRobots('User-agent: *\nCrawl-delay: soon').forToken('khabar').crawlDelaySeconds).toBeNull();
  });
});

describe('a site', () => {
  test('is asked once for many pages, and again after a day', async () => {
    const { robots, asked, clock } = robotsOver(fetched('User-agent: *\nDisallow: /no'), fetched(''));
    const pages = ['/a', '/b', '/no/1'].map(path => robots.mayFetch(`https://news.example${path}`));
    expect(await Promise.all(pages)).toEqual([true, true, false]);
    expect(asked).toEqual(['https://news.example/robots.txt']);
    clock.advance(25 * 60 * 60 * 1000);
    expect(await robots.mayFetch('https://news.example/no/1')).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test('is asked once a scheme, a host and a port', async () => {
    const { robots, asked } = robotsOver(fetched(''));
    const origins = [
      'https://news.example',
      'http://news.example',
      'https://m.news.example',
      'https://news.example:8443',
    ];
    for (const origin of origins) await robots.mayFetch(`${origin}/a`);
    expect(asked).toEqual(origins.map(origin => `${origin}/robots.txt`));
  });

  test.each([
    ['NOT_FOUND', 404, true],
    ['GONE', 410, true],
    ['FORBIDDEN', 403, true],
    ['BOT_WALL', 403, true],
    ['RATE_LIMITED', 429, false],
    ['SERVER_ERROR', 503, false],
    ['BOT_WALL', 503, false],
    ['TIMEOUT', null, false],
    ['DNS', null, false],
    ['BLOCKED_ADDRESS', null, false],
    ['TOO_LARGE', null, false],
  ] as const)('whose file ends in %s (%s) lets us in: %s', async (reason, status, allowed) => {
    const { robots } = robotsOver(failed(reason, status));
    expect(await robots.mayFetch('https://news.example/a')).toBe(allowed);
  });

  test('that could not be asked is asked again soon', async () => {
    const { robots, asked, clock } = robotsOver(failed('SERVER_ERROR', 500), fetched(''));
    expect(await robots.mayFetch('https://news.example/a')).toBe(false);
    expect(await robots.mayFetch('https://news.example/a')).toBe(false);
    clock.advance(11 * 60 * 1000);
    expect(await robots.mayFetch('https://news.example/a')).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test('that can no longer be asked keeps the rules that it had', async () => {
    const { robots, clock } = robotsOver(fetched('User-agent: *\nDisallow: /no'), failed('TIMEOUT', null));
    await robots.mayFetch('https://news.example/a');
    clock.advance(25 * 60 * 60 * 1000);
    expect(await robots.mayFetch('https://news.example/a')).toBe(true);
    expect(await robots.mayFetch('https://news.example/no')).toBe(false);
  });

  test.each([
    ['2', 2],
    ['0', null],
    ['9999', 60],
  ])('that asks for a delay of %s seconds gets %s', async (delay, seconds) => {
    const { robots } = robotsOver(fetched(`User-agent: *\nCrawl-delay: ${delay}`));
    expect(await robots.crawlDelaySeconds('https://news.example/a')).toBe(seconds);
  });
});

test('a caller who stops waiting is told no, and the others get their answer', async () => {
  const { robots, asked } = robotsOver(fetched(''));
  const controller = new AbortController();
  const stopped = robots.mayFetch('https://news.example/a', controller.signal);
  const other = robots.mayFetch('https://news.example/a');
  controller.abort();
  expect(await stopped).toBe(false);
  expect(await other).toBe(true);
  expect(asked).toHaveLength(1);
});

test('what is no web address may not be fetched, and nobody is asked', async () => {
  const { robots, asked } = robotsOver(fetched(''));
  expect(await robots.mayFetch('file:///etc/passwd')).toBe(false);
  expect(await robots.mayFetch('nonsense')).toBe(false);
  expect(await robots.crawlDelaySeconds('nonsense')).toBeNull();
  expect(asked).toEqual([]);
});
