import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, startApi, testNow, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';
import { storeArticles } from '../../src/ingest/store.ts';

/** Reprints, edits and removals as a client sees them. */

let api: TestApi;

beforeAll(async () => {
  api = await startApi('identity');
  await seedSources(api.stores, ['daily', 'herald']);
});

afterAll(() => api.stop());

interface Nodes {
  nodes: { headline: string; reprintOf: { headline: string } | null; reprints: { headline: string }[] }[];
}

test('latest folds reprints under their original; articles shows them', async () => {
  const [wire, copy] = await seedArticles(api.stores, [
    { url: 'https://daily.example/wire', headline: 'Wire' },
    { url: 'https://herald.example/copy', source: 'herald', headline: 'Copy' },
  ]);
  await api.stores.reprints.setPlaces([{ id: copy?.id ?? '', reprintOf: wire?.id ?? '' }]);
  const fields = 'totalCount nodes { headline reprintOf { headline } reprints(first: 5) { headline } }';
  api.commands.length = 0;
  const lists = await api.data<Record<'latest' | 'shown' | 'articles', Nodes>>(
    `{ latest { ${fields} } shown: latest(reprints: SHOW) { ${fields} } articles { ${fields} } }`,
  );
  const original = { headline: 'Wire', reprintOf: null, reprints: [{ headline: 'Copy' }] };
  const reprint = { headline: 'Copy', reprintOf: { headline: 'Wire' }, reprints: [] };
  expect(lists.latest).toEqual({ totalCount: 1, nodes: [original] });
  expect(lists.shown).toEqual({ totalCount: 2, nodes: [original, reprint] });
  expect(lists.articles).toEqual(lists.shown);
});

const revisions = `query ($url: URL!, $first: Int, $after: String) {
  article(url: $url) {
    revisions(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { revision at changes { field addedWords removedWords diff { kind text } } }
    }
  }
}`;

interface Revisions {
  article: {
    revisions: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      nodes: { revision: number; at: string; changes: unknown[] }[];
    };
  };
}

test('edits are a list with what changed, the latest first', async () => {
  const url = 'https://daily.example/edited';
  const [draft] = await seedArticles(api.stores, [{ url, headline: 'Eight routes open' }]);
  if (draft === undefined) throw new Error('not seeded');
  for (const headline of ['Six routes open', 'Six routes open today']) {
    const [known = null] = await api.stores.articleWriter.known({
      sourceId: draft.sourceId,
      ids: [draft.id],
      guids: [],
    });
    const article = { draft: { ...draft, headline }, tagNames: [] };
    await storeArticles([{ article, known }], { stores: api.stores, clock: api.clock });
  }
  const first = await api.data<Revisions>(revisions, { url, first: 1 });
  expect(first.article.revisions).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [{ revision: 3, changes: [{ field: 'HEADLINE', addedWords: 1, removedWords: 0 }] }],
  });
  const { endCursor } = first.article.revisions.pageInfo;
  const second = await api.data<Revisions>(revisions, { url, after: endCursor });
  expect(second.article.revisions).toMatchObject({
    pageInfo: { hasNextPage: false },
    nodes: [
      {
        revision: 2,
        changes: [
          {
            field: 'HEADLINE',
            diff: [
              { kind: 'REMOVED', text: 'Eight' },
              { kind: 'ADDED', text: 'Six' },
              { kind: 'SAME', text: ' routes open' },
            ],
          },
        ],
      },
    ],
  });
  expect(second.article.revisions.nodes[0]?.at).toBe(testNow.toISOString());
});

test('the edits of a page of articles are loaded together', async () => {
  api.commands.length = 0;
  await api.data(
    '{ articles(first: 20) { nodes { revisions(first: 5) { nodes { changes { field } } } reprints { id } } } }',
  );
  expect(api.commands.length).toBeLessThanOrEqual(7);
});

const removal =
  'mutation ($input: RemoveArticleInput!) { removeArticle(input: $input) { removedId userErrors { code field } } }';

test('a removed article is null from then on, and gone from lists, search and tags', async () => {
  const url = 'https://daily.example/lighthouse';
  await seedArticles(api.stores, [{ url, headline: 'Lighthouse repaired', tags: ['Lighthouses'] }]);
  const ask =
    'query ($url: URL!) { article(url: $url) { id } search(query: "lighthouse") { totalCount } tags { nodes { name } } }';
  const before = await api.data<{ article: { id: string } }>(ask, { url });
  const input = { id: before.article.id, reason: 'a court said so' };
  expect((await api.ask(removal, { input })).body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  expect(await api.data(removal, { input }, asAdmin)).toEqual({
    removeArticle: { removedId: input.id, userErrors: [] },
  });
  expect(await api.data(ask, { url })).toEqual({
    article: null,
    search: { totalCount: 0 },
    tags: { nodes: [] },
  });
  expect(await api.data('query ($id: ID!) { node(id: $id) { id } }', { id: input.id })).toEqual({
    node: null,
  });
});

test('a removal without a reason, or of nothing, is refused as data', async () => {
  const id = Buffer.from('Article:nobody').toString('base64url');
  expect(await api.data(removal, { input: { id, reason: ' ' } }, asAdmin)).toMatchObject({
    removeArticle: { removedId: null, userErrors: [{ code: 'INVALID_REASON', field: ['reason'] }] },
  });
  expect(await api.data(removal, { input: { id, reason: 'none' } }, asAdmin)).toMatchObject({
    removeArticle: { removedId: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
  });
});
