import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { catchUpAll } from '../../src/ingest/catch-up.ts';
import { createTagUpkeep, keepTagsOnce } from '../../src/ingest/tag-upkeep.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { tagId } from '../../src/tags/tag.ts';
import { testNow } from '../kit/api.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';
import { seedArticles, seedSources, type SeedArticle } from '../kit/seed.ts';

/** What is learned of tags, how it is remembered, and what is left when the work is cut short. */

const uri = testDatabaseUri('tags');
const clock = { now: () => testNow };
let stores: Stores;

beforeAll(async () => {
  stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  await seedSources(stores, ['daily', 'herald', 'dainik']);
});

afterAll(async () => {
  await stores.close();
  await dropDatabase(uri);
});

const deps = () => ({ stores, clock, log: createLog('silent') });
const upkeep = () => keepTagsOnce(deps(), new AbortController().signal);
let place = 0;

/** Articles with addresses of their own. */
const publish = (articles: readonly SeedArticle[]) =>
  seedArticles(
    stores,
    articles.map(article => {
      place += 1;
      return {
        url: `https://x.example/${place}`,
        headline: `Report ${place}`,
        minutesAgo: place,
        ...article,
      };
    }),
  );

const body = (text: string) => [{ heading: null, text }];
const oneTag = async (...names: string[]): Promise<boolean> =>
  new Set((await stores.tags.byNames(names)).map(({ id }) => id)).size === 1;

test('initials and names of one thing become one tag when articles say so often enough', async () => {
  const report = { tags: ['भाजपा'], language: 'hi', sections: body('कल भाजपा (BJP) ने कहा कि बैठक होगी।') };
  await publish([
    { ...report, source: 'daily' },
    { ...report, source: 'daily' },
    { tags: ['BJP'], source: 'herald' },
  ]);
  await upkeep();
  expect(await oneTag('भाजपा', 'BJP')).toBe(false);
  await publish([{ ...report, source: 'dainik' }]);
  await upkeep();
  expect(await oneTag('भाजपा', 'BJP')).toBe(true);
});

test('a name that articles gloss in many ways is not one with any of them', async () => {
  const gloss = (name: string, source: string): SeedArticle => ({
    tags: ['मुख्यमंत्री', name],
    language: 'hi',
    source,
    sections: body(`आज मुख्यमंत्री (${name}) पहुंचे।`),
  });
  const sources = ['daily', 'herald', 'dainik'];
  await publish([
    ...sources.map(source => gloss('Asha Verma', source)),
    ...sources.map(source => gloss('Binod Rao', source)),
  ]);
  await upkeep();
  expect(await oneTag('मुख्यमंत्री', 'Asha Verma')).toBe(false);
});

test('reading an article again counts nothing', async () => {
  await publish([{ tags: ['डीआरडीओ'], language: 'hi', sections: body('डीआरडीओ (DRDO) ने परीक्षण किया।') }]);
  const before = await stores.tagLearning.openGlosses(100);
  await stores.articleWriter.markAllPending();
  await catchUpAll(deps(), new AbortController().signal);
  const after = await stores.tagLearning.openGlosses(100);
  expect(after.find(({ other }) => other.name === 'DRDO')?.articleIds).toEqual(
    before.find(({ other }) => other.name === 'DRDO')?.articleIds,
  );
});

test('names that sound the same are one tag without a gloss, others are not', async () => {
  await publish([
    { tags: ['सुनीता चौहान', 'राम कुमार'], language: 'hi' },
    { tags: ['Sunita Chauhan', 'Rama Kumari'] },
  ]);
  await upkeep();
  expect(await oneTag('सुनीता चौहान', 'Sunita Chauhan')).toBe(true);
  expect(await oneTag('राम कुमार', 'Rama Kumari')).toBe(false);
});

test('what an editor parted is not learned again', async () => {
  const [tag] = await stores.tags.byNames(['Sunita Chauhan']);
  const author = { by: 'EDITOR' as const, now: testNow, why: 'two people' };
  const other = tag?.name === 'Sunita Chauhan' ? 'सुनीता चौहान' : 'Sunita Chauhan';
  expect(await stores.tagEditor.split(tag?.id ?? '', [other], author)).toMatchObject({ ok: true });
  await upkeep();
  await publish([
    {
      tags: ['सुनीता चौहान'],
      language: 'hi',
      sections: body('सुनीता चौहान (Sunita Chauhan) ने कहा।'),
    },
  ]);
  await upkeep();
  expect(await oneTag('सुनीता चौहान', 'Sunita Chauhan')).toBe(false);
});

test('articles get the places and people that they are about, in either script', async () => {
  await publish([{ headline: 'रूस में बाढ़', tags: ['बाढ़'], language: 'hi' }, { tags: ['Russia'] }]);
  // Another process may be some seconds behind.
  await stores.tags.registry({ fresh: true });
  await publish([{ url: 'https://x.example/found', headline: 'Floods spread in Russia', tags: ['Floods'] }]);
  const found = await stores.articles.byUrls(['https://x.example/found']);
  expect(found[0]?.tagIds).toEqual([tagId('Floods'), tagId('Russia')]);
  const [russia] = await stores.tags.byNames(['Russia']);
  expect(russia?.articleCount).toBe(await stores.articles.count({ tagIds: [tagId('Russia')] }));
});

test('a repair that was cut short is done by the next', async () => {
  await publish([{ tags: ['Old name'] }, { tags: ['Old name'] }, { tags: ['New name'] }]);
  const author = { by: 'EDITOR' as const, now: testNow, why: '' };
  await stores.tagEditor.merge(tagId('New name'), tagId('Old name'), author);
  const step = createTagUpkeep(deps());
  await step.step(AbortSignal.abort());
  await step.close();
  expect(await stores.articles.count({ tagIds: [tagId('Old name')] })).toBe(2);
  await upkeep();
  expect(await stores.articles.count({ tagIds: [tagId('Old name')] })).toBe(0);
  const [tag] = await stores.tags.byNames(['Old name']);
  expect(tag).toMatchObject({ id: tagId('New name'), articleCount: 3 });
});

test('a change is looked after until every process knows of it', async () => {
  const waiting = (await stores.tagLearning.withTask('REPAIR_TAGGED', 100)).map(({ name }) => name);
  expect(waiting).toContain('Old name');
  const later = { ...deps(), clock: { now: () => new Date(testNow.getTime() + 60_000) } };
  await keepTagsOnce(later, new AbortController().signal);
  expect(await stores.tagLearning.withTask('REPAIR_TAGGED', 100)).toEqual([]);
});

test('a tag that was stored before tags had kinds is read as a topic', async () => {
  await stores.connection.collection<{ _id: string }>('tags').insertOne({
    ...{ slug: 'before', name: 'Before', names: { en: 'Before' }, articleCount: 1, lastUsedAt: testNow },
    _id: 'before',
  });
  expect(await stores.tags.byIds(['before'])).toMatchObject([
    { kind: 'TOPIC', aliases: [], suppressed: null, mergedIds: [] },
  ]);
});
