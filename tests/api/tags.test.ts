import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { catchUpAll } from '../../src/ingest/catch-up.ts';
import { keepTagsOnce } from '../../src/ingest/tag-upkeep.ts';
import { tagId } from '../../src/tags/tag.ts';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

/** Tags as clients see them, and what an editor can do about them. */

let api: TestApi;
const day = 24 * 60;

/** As the API makes ids: see graphql/node.ts, which cannot be loaded before the schema. */
const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

beforeAll(async () => {
  api = await startApi('tags');
  await seedSources(api.stores, ['daily', 'herald']);
  await seedArticles(api.stores, [
    { headline: 'Budget passed', tags: ['Union Budget', 'latest news', 'India'], minutesAgo: 10 },
    { headline: 'Budget debated', tags: ['Union Budget', 'India'], minutesAgo: 20, source: 'herald' },
    { headline: 'Budget explained', tags: ['Union Budget', 'Taxes'], minutesAgo: 30 },
    { headline: 'बजट पास', tags: ['आम बजट', 'भारत', 'hindi news'], minutesAgo: 40, language: 'hi' },
    { headline: 'Rain', tags: ['Monsoon', 'India'], minutesAgo: 3 * day },
    { headline: 'More rain', tags: ['Monsoon'], minutesAgo: 4 * day },
    { headline: 'Rain again', tags: ['Monsoon', 'Taxes'], minutesAgo: day / 2, source: 'herald' },
    { headline: 'Flats sold', tags: ['Housing', 'Flats'], minutesAgo: 50 },
  ]);
});

afterAll(() => api.stop());

const idOf = (name: string): string => globalId('Tag', tagId(name));

const upkeep = async (): Promise<void> => {
  const deps = { stores: api.stores, clock: api.clock, log: createLog('silent') };
  await keepTagsOnce(deps, new AbortController().signal);
  await catchUpAll(deps, new AbortController().signal);
};

interface Named {
  name: string;
}
interface Payload {
  tag: (Named & { id: string; names: Named[]; aliases: Named[]; articleCount: number }) | null;
  userErrors: { code: string; field: string[] }[];
}

const change = async (mutation: string, input: Record<string, unknown>): Promise<Payload> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`.replace('UnsuppressTag', 'Tag');
  const query = `mutation M($input: ${type}!) { ${mutation}(input: $input) {
    tag { id name names { name } aliases { name } articleCount } userErrors { code field } } }`;
  return (await api.data<Record<string, Payload>>(query, { input }, asAdmin))[mutation] as Payload;
};

const shownNames = async (): Promise<string[]> => {
  const { tags } = await api.data<{ tags: { nodes: Named[] } }>('{ tags(first: 100) { nodes { name } } }');
  return tags.nodes.map(({ name }) => name);
};

const tagsOf = async (headline: string): Promise<string[]> => {
  const { articles } = await api.data<{ articles: { nodes: { headline: string; tags: Named[] }[] } }>(
    '{ articles(first: 50) { nodes { headline tags { name } } } }',
  );
  return articles.nodes.find(node => node.headline === headline)?.tags.map(({ name }) => name) ?? [];
};

test('lists show what is a subject and leave out furniture', async () => {
  const names = await shownNames();
  expect(names).toContain('Union Budget');
  expect(names).not.toContain('latest news');
  expect(names).not.toContain('hindi news');
  expect(await tagsOf('Budget passed')).toEqual(['Union Budget', 'India']);
});

test('a suppressed tag says why when it is asked for by its name', async () => {
  const { tag } = await api.data<{ tag: unknown }>('{ tag(slug: "latest-news") { suppression { reason } } }');
  expect(tag).toEqual({ suppression: { reason: 'MEDIUM_WORDS' } });
});

test('a country is one tag in both languages, of the kind PLACE', async () => {
  const { tag } = await api.data<{ tag: unknown }>(
    '{ tag(slug: "भारत") { name kind articleCount names { language name } } }',
  );
  expect(tag).toEqual({
    name: 'India',
    kind: 'PLACE',
    articleCount: 4,
    names: [
      { language: 'en', name: 'India' },
      { language: 'hi', name: 'भारत' },
    ],
  });
  const { tags } = await api.data<{ tags: { nodes: Named[]; totalCount: number } }>(
    '{ tags(kind: PLACE) { nodes { name } totalCount } }',
  );
  expect(tags).toEqual({ nodes: [{ name: 'India' }], totalCount: 1 });
});

test('counts by day have every day, and all tags of a list cost one question', async () => {
  api.commands.length = 0;
  const { tags } = await api.data<{ tags: { nodes: { name: string; countsByDay: { count: number }[] }[] } }>(
    '{ tags(first: 20) { nodes { name countsByDay(days: 5) { day count } } } }',
  );
  const monsoon = tags.nodes.find(({ name }) => name === 'Monsoon');
  expect(monsoon?.countsByDay.map(({ count }) => count)).toEqual([1, 1, 0, 0, 1]);
  expect(api.commands.filter(name => name === 'aggregate')).toHaveLength(1);
});

test('trending tags give the numbers they go by', async () => {
  const { trendingTags } = await api.data<{
    trendingTags: { tag: Named; recentCount: number; baseCount: number; residual: number }[];
  }>('{ trendingTags(first: 3) { tag { name } recentCount baseCount expectedCount residual sourceCount } }');
  expect(trendingTags[0]).toMatchObject({
    tag: { name: 'Union Budget' },
    recentCount: 3,
    baseCount: 0,
    residual: 3,
  });
  const inHindi = await api.data<{ trendingTags: unknown[] }>(
    '{ trendingTags(languages: ["hi"]) { tag { name } } }',
  );
  expect(inHindi.trendingTags).toEqual([]);
});

test('related tags are those of the same articles', async () => {
  const { tag } = await api.data<{ tag: { related: { tag: Named; sharedCount: number; score: number }[] } }>(
    '{ tag(slug: "housing") { related(first: 5) { tag { name } sharedCount score } } }',
  );
  expect(tag.related).toMatchObject([{ tag: { name: 'Flats' }, sharedCount: 1 }]);
});

test('changes of tags need the admin key', async () => {
  const { body } = await api.ask(
    `mutation { mergeTags(input: { intoId: "${idOf('Union Budget')}", fromId: "${idOf('आम बजट')}" }) { tag { id } } }`,
  );
  expect(body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
});

test('two merged tags are one at once, and their articles follow', async () => {
  const { tag, userErrors } = await change('mergeTags', {
    intoId: idOf('Union Budget'),
    fromId: idOf('आम बजट'),
  });
  expect(userErrors).toEqual([]);
  expect(tag?.names.map(({ name }) => name)).toEqual(['आम बजट', 'Union Budget']);
  expect(await tagsOf('बजट पास')).toEqual(['Union Budget', 'India']);
  const listed = '{ tag(slug: "आम-बजट") { name articleCount articles { totalCount } } }';
  expect(await api.data(listed)).toMatchObject({
    tag: { name: 'Union Budget', articles: { totalCount: 4 } },
  });
  await upkeep();
  expect(await api.data(listed)).toEqual({
    tag: { name: 'Union Budget', articleCount: 4, articles: { totalCount: 4 } },
  });
  const { search } = await api.data<{ search: { nodes: { headline: string }[] } }>(
    '{ search(query: "tag:union-budget") { nodes { headline } } }',
  );
  expect(search.nodes).toHaveLength(4);
  expect(
    (await change('mergeTags', { intoId: idOf('Union Budget'), fromId: idOf('आम बजट') })).userErrors,
  ).toEqual([{ code: 'SAME_TAG', field: ['fromId'] }]);
});

test('what comes in under a merged name gets the one tag', async () => {
  await seedArticles(api.stores, [
    {
      url: 'https://daily.example/story/late',
      headline: 'बजट पर बहस',
      tags: ['आम बजट'],
      language: 'hi',
      minutesAgo: 5,
    },
  ]);
  expect(await tagsOf('बजट पर बहस')).toEqual(['Union Budget']);
});

test('a name that is split off is a tag of its own again, with its articles', async () => {
  const { tag, userErrors } = await change('splitTag', { id: idOf('Union Budget'), names: ['आम बजट'] });
  expect(userErrors).toEqual([]);
  expect(tag?.name).toBe('आम बजट');
  await upkeep();
  expect(await tagsOf('बजट पास')).toEqual(['आम बजट', 'India']);
  expect(await tagsOf('Budget debated')).toEqual(['Union Budget', 'India']);
  const counts = await api.data<{ a: { articleCount: number }; b: { articleCount: number } }>(
    '{ a: tag(slug: "union-budget") { articleCount } b: tag(slug: "आम-बजट") { articleCount } }',
  );
  expect(counts).toEqual({ a: { articleCount: 3 }, b: { articleCount: 2 } });
  expect(
    (await change('splitTag', { id: idOf('Union Budget'), names: ['Union Budget'] })).userErrors,
  ).toEqual([{ code: 'NOT_AN_ALIAS', field: ['names'] }]);
});

test('a renamed tag is found by both names, and a name that is taken is refused', async () => {
  const { tag } = await change('renameTag', { id: idOf('Monsoon'), name: 'Monsoon 2026' });
  expect(tag?.name).toBe('Monsoon 2026');
  expect(tag?.aliases.map(({ name }) => name)).toContain('Monsoon');
  expect(await api.data('{ tag(slug: "monsoon-2026") { name } }')).toEqual({ tag: { name: 'Monsoon 2026' } });
  expect((await change('renameTag', { id: idOf('Monsoon'), name: 'Taxes' })).userErrors).toEqual([
    { code: 'NAME_TAKEN', field: ['name'] },
  ]);
  expect((await change('renameTag', { id: idOf('Monsoon'), name: '  ' })).userErrors).toEqual([
    { code: 'INVALID_NAME', field: ['name'] },
  ]);
});

test('a tag that an editor hides is gone from articles, and comes back', async () => {
  await change('suppressTag', { id: idOf('Taxes'), reason: 'too broad' });
  expect(await tagsOf('Budget explained')).toEqual(['Union Budget']);
  expect(await shownNames()).not.toContain('Taxes');
  await upkeep();
  await change('unsuppressTag', { id: idOf('Taxes') });
  await upkeep();
  expect(await tagsOf('Budget explained')).toEqual(['Union Budget', 'Taxes']);
  expect(await shownNames()).toContain('Taxes');
});

test('furniture that an editor shows stays shown', async () => {
  await change('unsuppressTag', { id: idOf('latest news') });
  await upkeep();
  expect(await tagsOf('Budget passed')).toEqual(['Union Budget', 'latest news', 'India']);
});

test('what was done to a tag is remembered', async () => {
  const { tagHistory } = await api.data<{ tagHistory: { action: string; by: string }[] }>(
    `{ tagHistory(id: "${idOf('Union Budget')}") { action by at detail } }`,
    {},
    asAdmin,
  );
  expect(tagHistory.map(({ action }) => action).toSorted()).toEqual(['MERGE', 'SPLIT']);
  expect((await change('suppressTag', { id: globalId('Tag', 'nothing') })).userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['id'] },
  ]);
});
