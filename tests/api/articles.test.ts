import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi('articles');
  await seedSources(api.stores, ['daily', 'herald']);
  await seedArticles(
    api.stores,
    Array.from({ length: 30 }, (_, place) => ({
      source: place % 2 === 0 ? 'daily' : 'herald',
      language: place % 3 === 0 ? 'hi' : 'en',
      tags: place % 5 === 0 ? ['Monsoon'] : [],
      // Two of each share a minute, so that the id has to break the tie.
      minutesAgo: Math.floor(place / 2),
    })),
  );
});

afterAll(() => api.stop());

interface Listed {
  articles: {
    edges: { cursor: string; node: { headline: string; publishedAt: string } }[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
    totalCount: number;
  };
}

const listing = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ArticleOrder, $filter: ArticleFilter) {
  articles(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
    edges { cursor node { headline publishedAt } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`;

const list = async (variables: Record<string, unknown>) =>
  (await api.data<Listed>(listing, variables)).articles;

const newestFirst = { field: 'PUBLISHED_AT', direction: 'DESC' };
const oldestFirst = { field: 'PUBLISHED_AT', direction: 'ASC' };

const walkForward = async (orderBy: object, first: number): Promise<string[]> => {
  const headlines: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await list({ first, after, orderBy });
    headlines.push(...page.edges.map(edge => edge.node.headline));
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  return headlines;
};

const walkBack = async (orderBy: object, last: number): Promise<string[]> => {
  const headlines: string[] = [];
  for (let before: string | null = null, more = true; more;) {
    const page = await list({ last, before, orderBy });
    headlines.unshift(...page.edges.map(edge => edge.node.headline));
    more = page.pageInfo.hasPreviousPage;
    before = page.pageInfo.startCursor;
  }
  return headlines;
};

test.each([
  ['newest first', newestFirst],
  ['oldest first', oldestFirst],
])('walking forward and back, %s, meets every article once and in the same order', async (_name, orderBy) => {
  const whole = await list({ first: 100, orderBy });
  const expected = whole.edges.map(edge => edge.node.headline);
  expect(new Set(expected).size).toBe(30);
  expect(await walkForward(orderBy, 7)).toEqual(expected);
  expect(await walkBack(orderBy, 7)).toEqual(expected);
});

test('the two orders are each other backwards', async () => {
  const down = await list({ first: 100, orderBy: newestFirst });
  const up = await list({ first: 100, orderBy: oldestFirst });
  expect(up.edges.map(edge => edge.node.headline)).toEqual(
    down.edges.map(edge => edge.node.headline).toReversed(),
  );
});

test('an article that arrives while one pages is neither skipped into nor repeated', async () => {
  const first = await list({ first: 5 });
  await seedArticles(api.stores, [
    { headline: 'Just in', url: 'https://daily.example/just-in', minutesAgo: 0 },
  ]);
  const second = await list({ first: 5, after: first.pageInfo.endCursor });
  const met = [...first.edges, ...second.edges].map(edge => edge.node.headline);
  expect(new Set(met).size).toBe(10);
  expect(met).not.toContain('Just in');
  await api.stores.connection.collection('articles').deleteOne({ headline: 'Just in' });
});

test('a filter narrows the list and its count', async () => {
  const page = await list({ first: 100, filter: { languages: ['hi'] } });
  expect(page.edges).toHaveLength(10);
  expect(page.totalCount).toBe(10);
});

test('filters join: language, tag, source and time', async () => {
  const { tags, sources } = await api.data<{
    tags: { nodes: { id: string }[] };
    sources: { nodes: { id: string }[] };
  }>('{ tags { nodes { id name } } sources { nodes { id title } } }');
  const page = await list({
    first: 100,
    filter: {
      languages: ['hi'],
      tags: [tags.nodes[0]?.id],
      sources: [sources.nodes[0]?.id],
      publishedAfter: '2026-03-01T11:50:00Z',
    },
  });
  expect(page.edges.map(edge => edge.node.headline)).toEqual(['Article 0']);
});

test.each([
  ['zero', { first: 0 }, 'first'],
  ['over the limit', { first: 101 }, 'first'],
  ['negative from the end', { last: -1 }, 'last'],
  ['both ends', { first: 1, last: 1 }, 'last'],
  ['a cursor that is none', { after: 'nonsense' }, 'after'],
  [
    'a cursor of another order',
    { after: Buffer.from('["articles:OLDEST",1,"a"]').toString('base64url') },
    'after',
  ],
])(
  'a page size or cursor that is wrong (%s) is an error that names the argument',
  async (_name, variables, argument) => {
    const { body } = await api.ask(listing, variables);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  },
);

test('one article by id, by slug and by its address with tracking parameters', async () => {
  const { latest } = await api.data<{ latest: { nodes: { id: string; slug: string; url: string }[] } }>(
    '{ latest(first: 1) { nodes { id slug url } } }',
  );
  const [article] = latest.nodes;
  const found = await api.data<Record<string, { id: string }>>(
    `query ($id: ID!, $slug: String!, $url: URL!) {
      byId: article(id: $id) { id } bySlug: article(slug: $slug) { id } byUrl: article(url: $url) { id }
      node(id: $id) { id ... on Article { headline source { articles(first: 1) { nodes { id } } } } }
    }`,
    { id: article?.id, slug: article?.slug, url: `${article?.url}?utm_source=feed#top` },
  );
  for (const value of Object.values(found)) expect(value.id).toBe(article?.id);
});

test('an unknown id is null, a malformed one is an error', async () => {
  const unknown = Buffer.from('Article:nobody').toString('base64url');
  expect(await api.data(`{ node(id: "${unknown}") { id } nodes(ids: ["${unknown}"]) { id } }`)).toEqual({
    node: null,
    nodes: [null],
  });
  const { body } = await api.ask('{ node(id: "???") { id } }');
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
});

test('article wants exactly one key', async () => {
  const { body } = await api.ask('{ article { id } }');
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('tags come with the most used first and lead to their articles', async () => {
  const { tags } = await api.data<{
    tags: { nodes: { name: string; articleCount: number; articles: object }[] };
  }>(
    '{ tags(first: 5) { totalCount nodes { name articleCount articles(first: 3) { totalCount nodes { headline } } } } }',
  );
  expect(tags.nodes[0]).toMatchObject({ name: 'Monsoon', articleCount: 6, articles: { totalCount: 6 } });
});
