import { describe, expect, test } from 'vitest';
import { parseAnswer, type ApiAnswer } from '../../../../src/ingest/read/api-answer.ts';
import { apiRequest, withoutKeys } from '../../../../src/ingest/read/api-request.ts';
import { parseListing } from '../../../../src/ingest/read/listing-page.ts';
import { apiMappingSchema, type ApiMapping } from '../../../../src/sources/api-mapping.ts';
import { mappingPresets } from '../../../../src/sources/mapping-presets.ts';
import { listingSelectorsSchema } from '../../../../src/sources/selectors.ts';
import { guardianAnswer, newsApiAnswer } from '../../../kit/api-answers.ts';

const bytesOf = (value: unknown): Uint8Array =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const document = (value: unknown) => ({
  bytes: bytesOf(value),
  contentType: 'application/json',
  url: 'https://api.example/v2',
});
const preset = (name: string): ApiMapping => {
  const mapping = mappingPresets.get(name);
  if (mapping === undefined) throw new Error(name);
  return mapping;
};
const read = (value: unknown, mapping: ApiMapping): ApiAnswer => {
  const parsed = parseAnswer(document(value), mapping);
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  return parsed.value;
};

describe('an answer in the manner of NewsAPI', () => {
  test('gives its articles, and leaves withdrawn ones out', () => {
    const { items, entries } = read(newsApiAnswer, preset('newsapi'));
    expect(entries).toBe(3);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      url: 'https://daily.example/bridge',
      title: 'Bridge reopens after 3 years & two floods',
      authors: ['Asha Rao'],
      contentHtml: null,
      images: [{ url: 'https://daily.example/bridge.jpg' }],
    });
    expect(items[0]?.publishedAt?.value.toISOString()).toBe('2026-02-28T09:30:00.000Z');
    expect(items[1]).toMatchObject({ authors: [], images: [], summaryHtml: null });
  });
  test('says why where it refuses', () => {
    const refusal = { status: 'error', code: 'apiKeyInvalid', message: 'Your API key is <b>invalid</b>.' };
    expect(parseAnswer(document(refusal), preset('newsapi'))).toEqual({
      ok: false,
      fault: { reason: 'UNKNOWN_FORMAT', detail: 'the API answers status error: Your API key is invalid.' },
    });
  });
});

test('an answer in the manner of the Guardian gives body, tags and contributors', () => {
  const { items, last } = read(guardianAnswer, preset('guardian'));
  expect(last).toBe(7);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    guid: 'world/2026/feb/28/delta-farmers',
    url: 'https://paper.example/world/2026/feb/28/delta-farmers',
    title: 'Delta farmers win back their river',
    contentHtml: '<p>First paragraph.</p><p>Second.</p>',
    authors: ['Meera Iyer', 'John Doe'],
    categories: ['Rivers', 'World news'],
    language: 'en',
  });
});

describe('answers that are none', () => {
  const mapping = preset('newsapi');
  test.each<[string, unknown]>([
    ['EMPTY_FEED', ''],
    ['MALFORMED_FEED', '{"articles": ['],
    ['HTML_INSTEAD_OF_FEED', '<!DOCTYPE html><html></html>'],
    ['UNKNOWN_FORMAT', { status: 'ok', results: [] }],
    ['UNKNOWN_FORMAT', null],
    ['UNKNOWN_FORMAT', 7],
  ])('%s', (reason, value) => {
    expect(parseAnswer(document(value), mapping)).toMatchObject({ ok: false, fault: { reason } });
  });
  test('an empty list is an answer', () => {
    expect(read({ status: 'ok', articles: [] }, mapping)).toMatchObject({ items: [], entries: 0 });
  });
  test('entries of a wrong type have no fields', () => {
    const { items } = read({ status: 'ok', articles: [1, null, 'x', { url: 5, title: {} }] }, mapping);
    expect(items.map(item => item.url)).toEqual([null, null, null, 'https://api.example/5']);
  });
});

test('keys come from the environment and go where they are declared to', () => {
  const mapping = apiMappingSchema.parse({
    items: '$',
    fields: { url: ['u'] },
    query: [{ name: 'size', value: '50' }],
    keys: [
      { place: 'HEADER', name: 'Authorization', variable: 'KHABAR_SECRET_A', prefix: 'Bearer ' },
      { place: 'QUERY', name: 'key', variable: 'KHABAR_SECRET_B' },
    ],
  });
  const secrets = (name: string) => (name === 'KHABAR_SECRET_A' ? 'aaa' : 'b b');
  expect(apiRequest('https://api.example/x?size=10', mapping, secrets)).toEqual({
    ok: true,
    value: {
      url: 'https://api.example/x?size=10&key=b+b',
      headers: { authorization: 'Bearer aaa' },
      keys: ['aaa', 'b b'],
    },
  });
  expect(apiRequest('https://api.example/x', mapping, () => null)).toEqual({
    ok: false,
    fault: 'not set in the environment: KHABAR_SECRET_A, KHABAR_SECRET_B',
  });
  expect(withoutKeys('key b%20b of aaa is bad', ['aaa', 'b b'])).toBe('key (key) of (key) is bad');
});

describe('a page that lists articles', () => {
  const page = `<html lang="hi"><head><base href="/news/"><meta property="og:site_name" content="दैनिक">
    </head><body><nav><a href="/">Home</a></nav><div class="list">
    <article class="card"><a href="/topic">Topic</a><h2><a href="one?utm_source=x">पहली ख़बर</a></h2>
      <time datetime="2026-02-28T10:00:00+05:30">कल</time><p class="sum">A &lt;b&gt; summary</p>
      <span data-by="Asha Rao"></span><img data-src="/1.jpg" src="data:image/gif;base64,R0"></article>
    <article class="card"><h2><a href="https://other.example/two">Second</a></h2><time>28 February 2026</time></article>
    <article class="card"><h2>No link at all</h2></article>
    <article class="card"><h2><a href="javascript:alert(1)">Bad</a></h2></article></div></body></html>`;
  const parse = (selectors: object, html = page) =>
    parseListing(
      {
        bytes: Buffer.from(html),
        contentType: 'text/html; charset=utf-8',
        url: 'https://daily.example/latest',
      },
      listingSelectorsSchema.parse(selectors),
    );

  test('the usual elements are found by themselves', () => {
    const parsed = parse({ item: 'article.card' });
    expect(parsed).toMatchObject({
      ok: true,
      value: { kind: 'LISTING', title: 'दैनिक', language: 'hi', homepage: 'https://daily.example/' },
    });
    const items = parsed.ok ? parsed.value.items : [];
    expect(items.map(({ url, title }) => [url, title])).toEqual([
      ['https://daily.example/news/one?utm_source=x', 'पहली ख़बर'],
      ['https://other.example/two', 'Second'],
    ]);
    expect(items[0]?.publishedAt?.value.toISOString()).toBe('2026-02-28T04:30:00.000Z');
    expect(items[1]?.publishedAt?.precision).toBe('DAY');
    expect(items[0]?.images.map(({ url }) => url)).toEqual(['https://daily.example/1.jpg']);
  });
  test('declared selectors say what is meant', () => {
    const parsed = parse({
      item: '.list > article:has(time)',
      link: 'a:not(h2 a)',
      title: 'h2',
      summary: 'p.sum',
      author: '[data-by]@data-by',
      date: 'time@datetime',
      image: 'img@data-src',
    });
    expect(parsed.ok && parsed.value.items).toMatchObject([
      {
        url: 'https://daily.example/topic',
        title: 'पहली ख़बर',
        summaryHtml: 'A &lt;b&gt; summary',
        authors: ['Asha Rao'],
      },
    ]);
  });
  test('nothing that matches, and nothing with a link, are faults that say so', () => {
    expect(parse({ item: '.none' })).toMatchObject({
      fault: { detail: 'nothing on the page matches .none' },
    });
    expect(parse({ item: 'nav' }, '<nav>x</nav>')).toMatchObject({ fault: { reason: 'MALFORMED_FEED' } });
    expect(parse({ item: 'a' }, '')).toMatchObject({ fault: { reason: 'EMPTY_FEED' } });
  });
});

test('whatever the bytes, an answer and a page give a value', () => {
  const { random } = seededRandom(7);
  const sound = Buffer.from(JSON.stringify(guardianAnswer));
  for (let round = 0; round < 500; round += 1) {
    const bytes = Buffer.from(sound);
    for (let n = 0; n < 10; n += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const broken = { bytes, contentType: null, url: 'https://api.example/' };
    expect(typeof parseAnswer(broken, preset('guardian')).ok).toBe('boolean');
    expect(typeof parseListing(broken, listingSelectorsSchema.parse({ item: 'p:has(b), p' })).ok).toBe(
      'boolean',
    );
  }
});

/** The same numbers at each run (Numerical Recipes' linear congruential generator). */
const seededRandom = (seed: number) => {
  let state = seed;
  return {
    random: (): number => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return state / 2 ** 32;
    },
  };
};
