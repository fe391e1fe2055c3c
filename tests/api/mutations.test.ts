import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi('mutations');
});

afterAll(() => api.stop());

const add = `mutation ($input: AddSourceInput!) {
  addSource(input: $input) { source { id title feedUrl language health { nextFetchAt } } userErrors { code field message } }
}`;

interface Payload {
  source: { id: string; title: string } | null;
  userErrors: { code: string; field: string[] }[];
}

const input = { url: 'https://news.example/rss.xml', title: ' The News ', language: 'EN', country: 'in' };

test('without a key a mutation is refused, and with a wrong one it is forbidden', async () => {
  const anonymous = await api.ask(add, { input });
  expect(anonymous.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  const stranger = await api.ask(add, { input }, { authorization: 'Bearer not-the-key' });
  expect(stranger.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  expect(await api.stores.sources.count()).toBe(0);
});

test('a source is added once, due at once, and adding it again says so', async () => {
  const first = await api.data<{ addSource: Payload }>(add, { input }, asAdmin);
  expect(first.addSource).toMatchObject({
    source: { title: 'The News', language: 'en', health: { nextFetchAt: '2026-03-01T12:00:00.000Z' } },
    userErrors: [],
  });
  const second = await api.data<{ addSource: Payload }>(add, { input }, asAdmin);
  expect(second.addSource.source?.id).toBe(first.addSource.source?.id);
  expect(second.addSource.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS', field: ['url'] }]);
  expect(await api.stores.sources.count()).toBe(1);
});

test.each([
  ['an address that is none', { ...input, url: 'not an address' }, 'INVALID_URL', 'url'],
  ['a scheme that is not fetched', { ...input, url: 'file:///etc/passwd' }, 'INVALID_URL', 'url'],
  ['an empty title', { ...input, title: '  ' }, 'INVALID_TITLE', 'title'],
  ['a country that is none', { ...input, country: 'India' }, 'INVALID_COUNTRY', 'country'],
])("%s is the caller's mistake, as data", async (_name, wrong, code, field) => {
  const { addSource } = await api.data<{ addSource: Payload }>(add, { input: wrong }, asAdmin);
  expect(addSource).toMatchObject({ source: null, userErrors: [{ code, field: [field] }] });
});

test('refresh makes a source due; an unknown one is said to be not found', async () => {
  const refresh =
    'mutation ($input: SourceInput!) { refreshSource(input: $input) { source { health { nextFetchAt } } userErrors { code } } }';
  const { addSource } = await api.data<{ addSource: Payload }>(add, { input }, asAdmin);
  await api.stores.connection
    .collection('sources')
    .updateMany({}, { $set: { nextFetchAt: new Date('2030-01-01') } });
  expect(await api.data(refresh, { input: { id: addSource.source?.id } }, asAdmin)).toEqual({
    refreshSource: { source: { health: { nextFetchAt: '2026-03-01T12:00:00.000Z' } }, userErrors: [] },
  });
  const nobody = Buffer.from('Source:nobody').toString('base64url');
  expect(await api.data(refresh, { input: { id: nobody } }, asAdmin)).toMatchObject({
    refreshSource: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
});

test('removing a source takes its articles out of the lists, the tags and the search', async () => {
  await seedSources(api.stores, ['gone']);
  await seedArticles(api.stores, [
    { source: 'gone', headline: 'Lighthouse repaired', tags: ['Lighthouses'] },
  ]);
  const before = await api.data<{ search: { nodes: { source: { id: string } }[] } }>(
    '{ search(query: "lighthouse") { nodes { source { id } } } }',
  );
  const [hit] = before.search.nodes;
  await api.data(
    'mutation ($input: SourceInput!) { removeSource(input: $input) { userErrors { code } } }',
    { input: { id: hit?.source.id } },
    asAdmin,
  );
  expect(
    await api.data(
      '{ search(query: "lighthouse") { totalCount } latest { nodes { id } } tags { nodes { name } } }',
    ),
  ).toEqual({ search: { totalCount: 0 }, latest: { nodes: [] }, tags: { nodes: [] } });
});
