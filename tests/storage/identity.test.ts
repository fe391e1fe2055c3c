import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArticleDraft, KnownArticle } from '../../src/articles/draft.ts';
import { fingerprintOf } from '../../src/articles/fingerprint.ts';
import { stableId } from '../../src/core/identity.ts';
import { openReprints } from '../../src/ingest/reprints.ts';
import { storeArticles } from '../../src/ingest/store.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { emptySignature } from '../../src/stories/signature.ts';
import { analyse } from '../../src/text/analyse.ts';
import { sameEvents } from '../unit/articles/reprint-texts.ts';
import { testNow } from '../kit/api.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let uri: string;
let stores: Stores;
const clock = { now: () => testNow };

beforeAll(async () => {
  uri = testDatabaseUri('identity');
  stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  await seedSources(stores, ['daily', 'herald']);
});

afterAll(async () => {
  await stores.close();
  await dropDatabase(uri);
});

const knownOf = async ({ sourceId, id, guid }: ArticleDraft): Promise<KnownArticle[]> =>
  stores.articleWriter.known({ sourceId, ids: [id], guids: guid === null ? [] : [guid] });

const write = async (draft: ArticleDraft, known: KnownArticle | null = null) =>
  storeArticles([{ article: { draft, tagNames: [] }, known }], { stores, clock });

const seedOne = async (url: string, headline = 'A headline', tags: string[] = []): Promise<ArticleDraft> => {
  const [draft] = await seedArticles(stores, [{ url, headline, tags }]);
  if (draft === undefined) throw new Error('not seeded');
  return draft;
};

test('an edit leaves what it replaced, once, also when it is tried again after a crash', async () => {
  const draft = await seedOne('https://daily.example/edited', 'Old headline');
  const [known] = await knownOf(draft);
  if (known === undefined) throw new Error('not known');
  await stores.revisions.keep([known]);
  expect((await write({ ...draft, headline: 'New headline' }, known)).updated).toEqual([draft.id]);
  await write({ ...draft, headline: 'New headline' }, known);
  const [kept] = await stores.revisions.ofArticles([draft.id]);
  expect(kept?.revisions.map(({ revision }) => revision)).toEqual([1]);
  const [old] = await stores.revisions.byIds([`${draft.id}:1`]);
  expect(old).toMatchObject({ headline: 'Old headline', sections: [{ text: 'The body of Old headline.' }] });
});

test('fifty edits are kept, the oldest go', async () => {
  const draft = await seedOne('https://daily.example/often', 'Edit 0');
  for (let edit = 1; edit <= 53; edit += 1) {
    const [known] = await knownOf(draft);
    await write({ ...draft, headline: `Edit ${edit}` }, known);
  }
  const [kept] = await stores.revisions.ofArticles([draft.id]);
  expect(kept?.revisions).toHaveLength(50);
  expect(kept?.revisions[0]?.revision).toBe(53);
});

test('a page under two addresses of its publisher is one article, known by both', async () => {
  const url = 'https://daily.example/canonical';
  const draft = await seedOne(url);
  const alias = stableId('article', 'https://m.daily.example/other');
  const again = await write({ ...draft, guid: 'another', aliases: [alias] });
  expect(again).toMatchObject({ inserted: [], unchanged: [draft.id] });
  const known = await stores.articleWriter.known({ sourceId: draft.sourceId, ids: [alias], guids: [] });
  expect(known).toMatchObject([{ id: draft.id, aliases: [alias] }]);
  expect(await stores.articles.byAliases([alias])).toEqual([{ alias, id: draft.id }]);
});

test('what was removed stays away: it is known, and an insert that was under way is taken back', async () => {
  const draft = await seedOne('https://daily.example/removed', 'Lighthouse', ['Lighthouses']);
  const removal = { id: draft.id, reason: 'court order', by: 'test', at: testNow };
  expect(await stores.removeArticle(removal)).toBe(true);
  expect(await stores.removeArticle(removal)).toBe(true);
  expect(await stores.articles.byIds([draft.id])).toEqual([]);
  expect(await knownOf(draft)).toMatchObject([{ id: draft.id, removed: true }]);
  expect(await write(draft)).toMatchObject({ inserted: [], unchanged: [draft.id] });
  expect(await stores.articles.byIds([draft.id])).toEqual([]);
  expect(await stores.tags.byIds(draft.tagIds)).toMatchObject([{ articleCount: 0 }]);
  expect(await stores.removeArticle({ ...removal, id: 'nobody' })).toBe(false);
});

test('reprints: the window is read, places are found, a removed original makes way', async () => {
  const text = sameEvents[0]?.first.paragraphs.join('\n') ?? '';
  const sections = [{ heading: null, text }];
  const drafts = await seedArticles(stores, [
    { url: 'https://daily.example/wire', headline: 'Wire', sections, minutesAgo: 30 },
    { url: 'https://herald.example/copy', source: 'herald', headline: 'Copy', sections, minutesAgo: 20 },
    { url: 'https://herald.example/later', source: 'herald', headline: 'Later', sections, minutesAgo: 10 },
  ]);
  // As if nothing had been compared yet: seeding has done so already.
  await stores.reprints.setPlaces(drafts.map(({ id }) => ({ id, reprintOf: null })));
  const fingerprint = fingerprintOf({ headline: [], body: analyse(text, 'en') });
  const entries = drafts.map(({ id, publishedAt }) => ({
    id,
    fingerprint,
    sortAt: publishedAt?.value ?? testNow,
    firstSeenAt: testNow,
  }));
  const [wire = '', copy = '', later = ''] = drafts.map(({ id }) => id);
  const first = await (await openReprints(stores, testNow)).place(entries.slice(0, 2));
  expect([...first.reprintOf]).toEqual([
    [wire, null],
    [copy, wire],
  ]);
  await stores.articleWriter.settle(
    entries.slice(0, 2).map(({ id }) => ({
      id,
      revision: 1,
      related: [],
      signature: emptySignature,
      reprint: { fingerprint, reprintOf: first.reprintOf.get(id) ?? null },
    })),
  );
  const [found] = await stores.reprints.ofOriginals([wire]);
  expect(found?.reprints.map(({ id }) => id)).toEqual([copy]);
  expect(await stores.articles.count({ reprints: 'FOLD', sourceIds: [drafts[1]?.sourceId ?? ''] })).toBe(1);
  const reopened = await openReprints(stores, testNow);
  await stores.removeArticle({ id: wire, reason: 'test', by: 'test', at: testNow });
  expect((await stores.articles.byIds([copy]))[0]?.reprintOf).toBeNull();
  const second = await reopened.place(entries.slice(2));
  expect([...second.reprintOf]).toEqual([[later, copy]]);
  expect(second.moved).toEqual([{ id: copy, reprintOf: null }]);
});
