import { afterAll, beforeAll, expect, test } from 'vitest';
import { fail, ok } from '../../src/core/result.ts';
import type { Discover, SourceCandidate } from '../../src/sources/discovery.ts';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';

const candidate = (path: string, kind: SourceCandidate['kind'] = 'RSS'): SourceCandidate => ({
  url: `https://several.example${path}`,
  kind,
  title: `Feed ${path}`,
  homepage: 'https://several.example/',
  language: 'en-IN',
  itemCount: 10,
  newestAt: new Date('2026-02-28T00:00:00Z'),
});

/** What ingest would find, by the host that is asked. */
const discover: Discover = url => {
  const { host } = new URL(url);
  const answers: Record<
    string,
    | ReturnType<typeof ok<SourceCandidate[]>>
    | ReturnType<typeof fail<{ reason: 'NO_FEED' | 'DNS' | 'BLOCKED_ADDRESS'; detail: string }>>
  > = {
    'one.example': ok([{ ...candidate('/feed'), url: 'https://one.example/feed', title: 'One' }]),
    'several.example': ok([candidate('/a'), candidate('/b', 'ATOM'), candidate('/comments')]),
    'map.example': ok([{ ...candidate('/s.xml', 'SITEMAP'), url: 'https://map.example/s.xml' }]),
    'none.example': fail({ reason: 'NO_FEED', detail: 'none there' }),
    '10.0.0.1': fail({ reason: 'BLOCKED_ADDRESS', detail: 'not public' }),
  };
  return Promise.resolve(answers[host] ?? fail({ reason: 'DNS', detail: 'no such host' }));
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi('api-sources', { discover });
});
afterAll(() => api.stop());

const reader = `reader { __typename
  ... on ApiReader { preset items fields { name rules } keys { place name variable } paging { kind maxPages } }
  ... on ListingReader { selectors { item link } } }`;
const addMutation = `mutation ($input: AddSourceInput!) { addSource(input: $input) {
  source { id title feedUrl weight fetchPages homepage ${reader} }
  candidates { url kind title itemCount isForComments } userErrors { code field message } } }`;

interface Payload {
  source: { id: string; [field: string]: unknown } | null;
  candidates: { url: string }[];
  userErrors: { code: string; field: string[]; message: string }[];
}

const add = async (input: object): Promise<Payload> =>
  (await api.data<{ addSource: Payload }>(addMutation, { input }, asAdmin)).addSource;

test('a site with one feed is added by its feed, under its own title', async () => {
  expect(await add({ url: 'one.example' })).toMatchObject({
    source: {
      title: 'One',
      feedUrl: 'https://one.example/feed',
      homepage: 'https://several.example/',
      reader: { __typename: 'FeedReader' },
    },
    userErrors: [],
  });
});

test('a site with several offers them and adds none', async () => {
  const payload = await add({ url: 'https://several.example/', title: 'Several' });
  expect(payload).toMatchObject({ source: null, userErrors: [{ code: 'AMBIGUOUS_FEED', field: ['url'] }] });
  expect(payload.candidates.map(({ url }) => url)).toEqual(
    ['/a', '/b', '/comments'].map(path => `https://several.example${path}`),
  );
});

test('a site that has only a sitemap is read by it', async () => {
  expect(await add({ url: 'https://map.example/' })).toMatchObject({
    source: { reader: { __typename: 'SitemapReader' } },
  });
});

test.each<[string, object, string | null]>([
  ['a site without feeds', { url: 'https://none.example/' }, 'NO_FEED_FOUND'],
  ['an address in a private network', { url: 'http://10.0.0.1/feed' }, 'INVALID_URL'],
  ['a weight out of range', { url: 'https://x.example/', weight: -1 }, 'INVALID_WEIGHT'],
  ['an empty category', { url: 'https://x.example/', categories: [' '] }, 'INVALID_CATEGORY'],
  [
    'a key in the address of an API',
    { url: 'https://x.example/?apiKey=1', reader: { kind: 'API', preset: 'newsapi' } },
    'INVALID_URL',
  ],
  [
    'a preset that is not there',
    { url: 'https://x.example/', reader: { kind: 'API', preset: 'nobody' } },
    'INVALID_READER',
  ],
  [
    'a selector that is none',
    { url: 'https://x.example/', reader: { kind: 'LISTING', selectors: { item: 'a[' } } },
    'INVALID_READER',
  ],
  [
    'a listing without selectors',
    { url: 'https://x.example/', reader: { kind: 'LISTING' } },
    'INVALID_READER',
  ],
  ['a site that is away just now', { url: 'https://away.example/feed' }, null],
  ['a site that is not to be looked into', { url: 'https://none.example/feed', discover: false }, null],
])('%s', async (_name, input, code) => {
  const payload = await add(input);
  expect(payload.userErrors[0]?.code ?? null).toBe(code);
  expect(payload.source === null).toBe(code !== null);
});

test('an API is added by a shipped mapping or by its own, and shows no more than the name of its key', async () => {
  expect(
    await add({
      url: 'https://newsapi.example/v2/everything?q=india',
      reader: { kind: 'API', preset: 'newsapi' },
    }),
  ).toMatchObject({
    source: {
      reader: {
        __typename: 'ApiReader',
        preset: 'newsapi',
        items: 'articles',
        keys: [{ place: 'HEADER', name: 'X-Api-Key', variable: 'KHABAR_SECRET_NEWSAPI' }],
        paging: { kind: 'PAGE', maxPages: 2 },
      },
    },
    userErrors: [],
  });
  const mapping = {
    items: 'data',
    fields: { url: 'link', title: ['headline', 'name'] },
    keys: [{ place: 'QUERY', name: 'key', variable: 'KHABAR_SECRET_OWN' }],
  };
  expect(await add({ url: 'https://own.example/v1', reader: { kind: 'API', mapping } })).toMatchObject({
    source: {
      reader: {
        preset: null,
        fields: [
          { name: 'url', rules: ['link'] },
          { name: 'title', rules: ['headline', 'name'] },
        ],
      },
    },
  });
  const stolen = { ...mapping, keys: [{ place: 'QUERY', name: 'k', variable: 'KHABAR_ADMIN_KEY' }] };
  expect(
    (await add({ url: 'https://own.example/v2', reader: { kind: 'API', mapping: stolen } })).userErrors,
  ).toMatchObject([{ code: 'INVALID_READER', field: ['reader', 'mapping', 'keys', '0', 'variable'] }]);
});

test('a source is changed in what is given, and another reader makes it due anew', async () => {
  const { source } = await add({ url: 'https://change.example/feed', title: 'Before', country: 'in' });
  const update = `mutation ($input: UpdateSourceInput!) { updateSource(input: $input) {
    source { title country weight language categories fetchPages slug kind health { nextFetchAt } ${reader} } userErrors { code field } } }`;
  const change = (input: object) =>
    api.data<{ updateSource: Payload }>(update, { input: { id: source?.id, ...input } }, asAdmin);
  const sources = api.stores.connection.collection('sources');
  await sources.updateMany({}, { $set: { nextFetchAt: new Date('2030-01-01'), kind: 'RSS', etag: '"a"' } });
  const first = await change({
    title: ' After ',
    weight: 2.5,
    language: 'hi',
    categories: ['A'],
    fetchPages: false,
    country: null,
  });
  expect(first.updateSource).toMatchObject({
    source: {
      title: 'After',
      country: null,
      weight: 2.5,
      language: 'hi',
      categories: ['A'],
      fetchPages: false,
      kind: 'RSS',
      health: { nextFetchAt: '2030-01-01T00:00:00.000Z' },
    },
    userErrors: [],
  });
  const second = await change({ reader: { kind: 'LISTING', selectors: { item: 'li' } } });
  expect(second.updateSource.source).toMatchObject({
    title: 'After',
    kind: null,
    health: { nextFetchAt: '2026-03-01T12:00:00.000Z' },
    reader: { selectors: { item: 'li', link: null } },
  });
  expect(await sources.findOne({ title: 'After' })).toMatchObject({ etag: null, leaseToken: 1 });
  expect((await change({ title: '' })).updateSource.userErrors).toMatchObject([{ code: 'INVALID_TITLE' }]);
  const nobody = Buffer.from('Source:nobody').toString('base64url');
  expect((await change({ id: nobody })).updateSource.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('discovery is for admins, and offers what is found', async () => {
  const ask =
    'mutation ($url: String!) { discoverFeeds(input: { url: $url }) { candidates { url kind newestAt } userErrors { code message } } }';
  const anonymous = await api.ask(ask, { url: 'https://several.example/' });
  expect(anonymous.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await api.data(ask, { url: 'several.example' }, asAdmin)).toMatchObject({
    discoverFeeds: {
      candidates: [{ kind: 'RSS', newestAt: '2026-02-28T00:00:00.000Z' }, { kind: 'ATOM' }, {}],
      userErrors: [],
    },
  });
  expect(await api.data(ask, { url: 'https://away.example/' }, asAdmin)).toEqual({
    discoverFeeds: { candidates: [], userErrors: [{ code: 'UNREACHABLE', message: 'DNS: no such host' }] },
  });
});
