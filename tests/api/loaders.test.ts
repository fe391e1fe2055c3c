import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let api: TestApi;

const topics = ['cricket', 'monsoon', 'railways', 'elections', 'space'];
const body = (topic: string, place: number) =>
  `${topic} ${topic} news from the capital, with ${topic} details and report number ${place} of the ${topic} desk.`;

beforeAll(async () => {
  api = await startApi('loaders');
  await seedSources(api.stores, ['daily', 'herald', 'gazette']);
  await seedArticles(
    api.stores,
    Array.from({ length: 40 }, (_, place) => {
      const topic = topics[place % topics.length] ?? '';
      return {
        source: ['daily', 'herald', 'gazette'][place % 3] ?? 'daily',
        headline: `${topic} report ${place}`,
        sections: [{ heading: null, text: body(topic, place) }],
        tags: [topic, `desk ${place % 7}`],
      };
    }),
  );
});

afterAll(() => api.stop());

const page = `{
  latest(first: 20) {
    nodes { headline source { title } tags { name } related(first: 3) { score article { headline } } }
  }
}`;

interface Page {
  latest: { nodes: { source: object; tags: object[]; related: { article: object }[] }[] };
}

test('a page of 20 articles with source, tags and 3 related each takes at most 4 database commands', async () => {
  api.commands.length = 0;
  const { latest } = await api.data<Page>(page);
  expect(api.commands.length).toBeLessThanOrEqual(4);
  expect(latest.nodes).toHaveLength(20);
  for (const node of latest.nodes) {
    expect(node.source).not.toBeNull();
    expect(node.tags).toHaveLength(2);
    expect(node.related).toHaveLength(3);
  }
});

const edges: [string, string, number][] = [
  ['the source of each article', '{ latest(first: 20) { nodes { source { title } } } }', 2],
  ['the tags of each article', '{ latest(first: 20) { nodes { tags { name } } } }', 2],
  ['the body of each article', '{ latest(first: 20) { nodes { text html excerpt sections { html } } } }', 2],
  [
    'the related articles',
    '{ latest(first: 20) { nodes { related(first: 3) { article { headline } } } } }',
    2,
  ],
  [
    'the sources of related articles',
    '{ latest(first: 20) { nodes { source { id } related(first: 3) { article { source { id } } } } } }',
    4,
  ],
];

test.each(edges)('%s is loaded once for all', async (_name, query, most) => {
  api.commands.length = 0;
  await api.data(query);
  expect(api.commands.length).toBeLessThanOrEqual(most);
});

test('the same article asked for by several names is loaded once a key', async () => {
  const { latest } = await api.data<{ latest: { nodes: { id: string; slug: string; url: string }[] } }>(
    '{ latest(first: 2) { nodes { id slug url } } }',
  );
  const [first, second] = latest.nodes;
  api.commands.length = 0;
  await api.data(
    `query ($a: ID!, $b: ID!, $s: String!, $t: String!) {
      a: node(id: $a) { id } b: node(id: $b) { id } again: node(id: $a) { id }
      s: article(slug: $s) { id } t: article(slug: $t) { id }
    }`,
    { a: first?.id, b: second?.id, s: first?.slug, t: second?.slug },
  );
  expect(api.commands).toEqual(['find', 'find']);
});
