import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchUpAll, createCatchUp } from '../../src/ingest/catch-up.ts';
import { createLog } from '../../src/core/log.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { decodeTermCounts } from '../../src/stories/term-counts.ts';
import { testNow } from '../kit/api.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let uri: string;
let stores: Stores;

beforeAll(async () => {
  uri = testDatabaseUri('related');
  stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  await seedSources(stores, ['daily']);
});

afterAll(async () => {
  await stores.close();
  await dropDatabase(uri);
});

const deps = () => ({ stores, log: createLog('silent'), clock: { now: () => testNow } });
const never = new AbortController().signal;

const body = (words: string) => [
  { heading: null, text: `${words} was the talk of the town, said the ${words} desk.` },
];
const news = [
  { headline: 'Dam opened', sections: body('reservoir'), minutesAgo: 10 },
  { headline: 'Valley flooded', sections: body('reservoir'), minutesAgo: 20 },
  { headline: 'Match drawn', sections: body('cricket'), minutesAgo: 30 },
  { headline: 'Dam planned', sections: body('reservoir'), minutesAgo: 60 * 24 * 40 },
];

const relatedOf = async (id: string | undefined): Promise<string[]> => {
  const [article] = await stores.articles.byIds([id ?? '']);
  return article?.related.map(({ articleId }) => articleId) ?? [];
};

test('articles that come one after the other, by other processes, are related both ways round', async () => {
  const seeded = [];
  for (const [place, article] of news.entries())
    seeded.push(...(await seedArticles(stores, [{ ...article, url: `https://daily.example/${place}` }])));
  const [dam, flood, cricket] = seeded.map(({ id }) => id);
  expect(await relatedOf(dam)).toContain(flood);
  expect(await relatedOf(flood)).toContain(dam);
  expect((await relatedOf(dam)).at(-1)).toBe(cricket);
});

test('the window holds recent articles with the signature and the list that they were stored with', async () => {
  const since = new Date(testNow.getTime() - 30 * 86_400_000);
  const window = await stores.related.window({ since, limit: 10 });
  expect(window.map(({ sortAt }) => sortAt.getTime())).toEqual(
    window.map(({ sortAt }) => sortAt.getTime()).toSorted((a, b) => a - b),
  );
  expect(window).toHaveLength(3);
  for (const { signature, related, id } of window) {
    expect(signature.stems.terms.length).toBeGreaterThan(3);
    expect(related.map(({ articleId }) => articleId)).toEqual(await relatedOf(id));
  }
});

test('the counts of terms go on from one process to the next: an article counts once, however often it is edited', async () => {
  const counted = async () =>
    decodeTermCounts((await stores.related.loadCounts()) ?? new Uint8Array()).documents;
  expect(await counted()).toBe(news.length);
  await stores.articleWriter.markAllPending();
  await stores.connection.collection('articles').updateMany({}, { $inc: { revision: 1 } });
  expect(await catchUpAll(deps(), never)).toBe(news.length);
  expect(await counted()).toBe(news.length);
});

test('one process at a time catches up; another takes over when the first has let go', async () => {
  const first = createCatchUp(deps());
  const second = createCatchUp(deps());
  await stores.articleWriter.markAllPending();
  expect(await first.step(never)).toEqual({ kind: 'done', articles: news.length });
  await stores.articleWriter.markAllPending();
  expect(await second.step(never)).toEqual({ kind: 'elsewhere' });
  await first.close();
  expect(await second.step(never)).toEqual({ kind: 'done', articles: news.length });
  await second.close();
});

test('a process that was idle while another went on knows what came meanwhile', async () => {
  let now = testNow.getTime();
  const moving = { ...deps(), clock: { now: () => new Date(now) } };
  const [first, second] = [createCatchUp(moving), createCatchUp(moving)];
  await stores.articleWriter.markAllPending();
  await first.step(never);
  // Its lease runs out, and somebody else indexes an article.
  now += 60_000;
  const [between] = await seedArticles(
    stores,
    [{ url: 'https://daily.example/between', headline: 'Reservoir drained', sections: body('reservoir') }],
    second,
  );
  await second.close();
  const [last] = await seedArticles(
    stores,
    [{ url: 'https://daily.example/last', headline: 'Reservoir refilled', sections: body('reservoir') }],
    first,
  );
  await first.close();
  expect(await relatedOf(last?.id)).toContain(between?.id);
});

test('an article that was removed leaves the lists of others', async () => {
  const [gone] = await seedArticles(stores, [
    { url: 'https://daily.example/gone', headline: 'Reservoir dam opened', sections: body('reservoir') },
  ]);
  const catchUp = createCatchUp(deps());
  await stores.articleWriter.markAllPending();
  await catchUp.step(never);
  await stores.connection.collection<{ _id: string }>('articles').deleteOne({ _id: gone?.id ?? '' });
  await stores.articleWriter.markAllPending();
  await catchUp.all(never);
  await catchUp.close();
  const rows = await stores.connection.collection('articles').find().toArray();
  expect(JSON.stringify(rows.map(row => row['related'] as unknown))).not.toContain(gone?.id);
});
