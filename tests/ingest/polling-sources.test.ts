import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { conditionOf } from '../../src/sources/health.ts';
import { never } from '../../src/sources/schedule.ts';
import type { Source } from '../../src/sources/source.ts';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

/** One source at a real server that answers as each test wants: what is remembered, and when it is polled again. */

const minuteMs = 60_000;
// A Tuesday.
const start = new Date('2026-11-24T04:00:00Z');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
let requests: { path: string; ifNoneMatch: string | undefined }[];
let server: TestServer;
let ingest: TestIngest;
let clock: ReturnType<typeof fixedClock>;
let sourceId: string;

const feedWith = (head = ''): string => {
  const times = [10, 40, 70, 100].map(ago => new Date(start.getTime() - ago * minuteMs).toUTCString());
  const items = times.map(
    (time, place) =>
      `<item><title>Report ${place}</title><guid>${place}</guid><link>https://news.example/${place}</link><pubDate>${time}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Feed</title>${head}${items.join('')}</channel></rss>`;
};

const text =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/rss+xml', ...headers });
    response.end(body);
  };

/** The feed, or 304 to who has it. */
const conditional =
  (body: string): Answer =>
  (request, response) => {
    const isKnown = request.headers['if-none-match'] === '"1"';
    text(isKnown ? 304 : 200, isKnown ? '' : body, { etag: '"1"' })(request, response);
  };

const source = async (): Promise<Source> => {
  const [found] = await ingest.stores.sources.byIds([sourceId]);
  if (found === undefined) throw new Error('the source is gone');
  return found;
};

/** Polls the source now, due or not, and says what became of it. */
const poll = async (): Promise<Source> => {
  await ingest.stores.sources.refresh([sourceId], clock.now());
  const reports = await ingest.pass();
  expect(reports).toHaveLength(1);
  return source();
};

const minutesUntilNext = ({ health }: Source): number =>
  (health.nextFetchAt.getTime() - clock.now().getTime()) / minuteMs;

beforeEach(async () => {
  requests = [];
  server = await startServer((request, response) => {
    requests.push({ path: request.url ?? '', ifNoneMatch: request.headers['if-none-match'] });
    answer(request, response);
  });
  clock = fixedClock(start);
  const https = server.origin.replace('http:', 'https:');
  ingest = await startIngest('polling', { ownOrigins: [server.origin, https], clock });
  [sourceId = ''] = await addFeeds(ingest.stores, [`${server.origin}/feed`]);
});

afterEach(async () => {
  await ingest.stop();
  await server.stop();
});

describe('the rhythm', () => {
  test('is that of the feed: half of the time between two items', async () => {
    answer = text(200, feedWith());
    const { health } = await poll();
    expect(health.rhythm).toMatchObject({ gapMs: 30 * minuteMs });
    expect(minutesUntilNext(await source())).toBeGreaterThanOrEqual(13.5);
    expect(minutesUntilNext(await source())).toBeLessThanOrEqual(16.5);
    expect(conditionOf(health, clock.now())).toMatchObject({
      state: 'HEALTHY',
      silenceSeconds: 600,
      observedIntervalSeconds: 1_800,
    });
  });

  test('and the wishes of the feed hold also while it is unchanged', async () => {
    answer = conditional(feedWith('<ttl>120</ttl>'));
    expect(minutesUntilNext(await poll())).toBeGreaterThanOrEqual(120);
    const unchanged = await poll();
    expect(requests.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([undefined, '"1"']);
    expect(unchanged.health.rhythm?.ttlMinutes).toBe(120);
    expect(minutesUntilNext(unchanged)).toBeGreaterThanOrEqual(120);
  });

  test('leaves out the hours and days that the feed asks to skip', async () => {
    answer = text(
      200,
      feedWith('<skipHours><hour>4</hour><hour>5</hour></skipHours><skipDays><day>Tuesday</day></skipDays>'),
    );
    const { health } = await poll();
    expect(health.rhythm).toMatchObject({ skipHours: [4, 5], skipDays: [2] });
    expect(health.nextFetchAt.getUTCDay()).toBe(3);
    expect(health.nextFetchAt.getUTCHours()).toBe(0);
  });
});

describe('a server that asks to wait', () => {
  test.each([
    [429, 'RATE_LIMITED'],
    [503, 'SERVER_ERROR'],
  ])('with %i and Retry-After is left alone for that time', async (status, reason) => {
    answer = text(status, '', { 'retry-after': '7200' });
    const found = await poll();
    expect(found.health.lastFailure).toMatchObject({ reason, status });
    expect(minutesUntilNext(found)).toBeGreaterThanOrEqual(120);
    expect(conditionOf(found.health, clock.now()).state).toBe('PAUSED');
  });

  test('with a date is left alone until then', async () => {
    const until = new Date(Date.now() + 5 * 3_600_000);
    answer = text(503, '', { 'retry-after': until.toUTCString() });
    expect(minutesUntilNext(await poll())).toBeGreaterThan(4.9 * 60);
  });
});

describe('a feed that moved', () => {
  test('for good is asked for at its new address from then on, and keeps its identity', async () => {
    answer = (request, response) =>
      (request.url === '/feed' ? text(301, '', { location: '/new' }) : text(200, feedWith()))(
        request,
        response,
      );
    expect(await poll()).toMatchObject({ id: sourceId, url: `${server.origin}/new` });
    await poll();
    expect(requests.map(({ path }) => path)).toEqual(['/feed', '/new', '/new']);
  });

  test('for a while is asked for at its old address', async () => {
    answer = (request, response) =>
      (request.url === '/feed' ? text(302, '', { location: '/new' }) : text(200, feedWith()))(
        request,
        response,
      );
    expect((await poll()).url).toBe(`${server.origin}/feed`);
  });

  test('for good to an address that the guard refuses is not followed there, now or later', async () => {
    const canary = await startServer((_request, response) => {
      requests.push({ path: 'canary', ifNoneMatch: undefined });
      response.end();
    });
    answer = text(301, '', { location: `${canary.origin}/feed` });
    const found = await poll();
    await canary.stop();
    expect(found).toMatchObject({
      url: `${server.origin}/feed`,
      health: { lastFailure: { reason: 'BLOCKED_ADDRESS' } },
    });
    expect(requests.map(({ path }) => path)).toEqual(['/feed']);
  });

  test('for good to something that is no feed is not remembered', async () => {
    answer = (request, response) =>
      (request.url === '/feed'
        ? text(301, '', { location: '/home' })
        : text(200, '<!doctype html><html><body>Home</body></html>', { 'content-type': 'text/html' }))(
        request,
        response,
      );
    expect((await poll()).url).toBe(`${server.origin}/feed`);
  });
});

describe('a feed that is gone', () => {
  test('is polled no more, and says so', async () => {
    answer = text(410);
    const found = await poll();
    expect(found.health).toMatchObject({ nextFetchAt: never, lastFailure: { reason: 'GONE', status: 410 } });
    expect(conditionOf(found.health, clock.now())).toMatchObject({ state: 'GONE', nextPollAt: null });
    clock.advance(10 * 365 * 24 * 60 * minuteMs);
    expect(await ingest.pass()).toEqual([]);
  });

  test('starts again when somebody refreshes it and it is there', async () => {
    answer = text(410);
    await poll();
    answer = text(200, feedWith());
    const found = await poll();
    expect(conditionOf(found.health, clock.now())).toMatchObject({ state: 'HEALTHY', failureReason: null });
  });
});

describe('a failure is named by its cause', () => {
  const html = { 'content-type': 'text/html' };
  test.each<[string, Answer, string]>([
    ['401', text(401), 'FORBIDDEN'],
    ['402', text(402), 'PAYWALL'],
    ['403', text(403), 'FORBIDDEN'],
    ['403 of a bot wall', text(403, 'Just a moment', { ...html, server: 'cloudflare' }), 'BOT_WALL'],
    [
      'a challenge with 200',
      text(200, 'Just a moment', { ...html, 'cf-mitigated': 'challenge' }),
      'BOT_WALL',
    ],
    ['404', text(404), 'NOT_FOUND'],
    ['418', text(418), 'HTTP_STATUS'],
    ['429', text(429), 'RATE_LIMITED'],
    ['451', text(451), 'FORBIDDEN'],
    ['500', text(500), 'SERVER_ERROR'],
    ['a page', text(200, '<!doctype html><html><body>Hello</body></html>', html), 'HTML_INSTEAD_OF_FEED'],
    ['nothing', text(200), 'EMPTY_FEED'],
    ['noise', text(200, 'not a feed'), 'UNKNOWN_FORMAT'],
    ['a body that is not coded as it says', text(200, 'x', { 'content-encoding': 'br' }), 'BAD_ENCODING'],
    ['a circle', text(302, '', { location: '/feed' }), 'REDIRECT_LOOP'],
    ['a reset', request => request.socket.destroy(), 'CONNECTION'],
  ])('%s', async (_which, given, reason) => {
    answer = given;
    const { health } = await poll();
    expect(health.lastFailure?.reason).toBe(reason);
    expect(conditionOf(health, clock.now()).failureReason).toBe(reason);
  });

  test('a server without TLS where there should be some', async () => {
    answer = text(200, feedWith());
    const url = `${server.origin.replace('http:', 'https:')}/feed`;
    const [id = ''] = await addFeeds(ingest.stores, [url]);
    await ingest.pass();
    const [found] = await ingest.stores.sources.byIds([id]);
    expect(found?.health.lastFailure?.reason).toBe('TLS');
  });

  test('and the pauses grow with each in a row, and end with a success', async () => {
    answer = text(500);
    const pauses: number[] = [];
    for (let times = 0; times < 4; times += 1) pauses.push(minutesUntilNext(await poll()));
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0);
    expect(pauses[3]).toBeGreaterThan(2 * (pauses[1] ?? 0));
    answer = text(200, feedWith());
    expect((await poll()).health.consecutiveFailures).toBe(0);
  });
});
