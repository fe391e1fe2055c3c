import { afterAll, beforeAll, expect, test } from 'vitest';
import { createThreadedCatchUp } from '../../src/ingest/threaded-catch-up.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { testNow } from '../kit/api.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let uri: string;
let stores: Stores;

beforeAll(async () => {
  uri = testDatabaseUri('thread');
  stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  await seedSources(stores, ['daily']);
});

afterAll(async () => {
  await stores.close();
  await dropDatabase(uri);
});

const never = new AbortController().signal;
const body = [{ heading: null, text: 'The reservoir was the talk of the town, said the reservoir desk.' }];

const seedTwo = () =>
  seedArticles(stores, [
    { url: 'https://daily.example/1', headline: 'Dam opened', sections: body },
    { url: 'https://daily.example/2', headline: 'Valley flooded', sections: body },
  ]);

test('without anything to do no thread is started', async () => {
  const catchUp = createThreadedCatchUp(stores);
  expect(await catchUp.all(never)).toBe(0);
  await catchUp.close();
});

test('a thread indexes and relates what is pending, and this process finds it', async () => {
  await seedTwo();
  await stores.articleWriter.markAllPending();
  const catchUp = createThreadedCatchUp(stores);
  expect(await catchUp.all(never)).toBe(2);
  expect(await stores.articleWriter.pending(10)).toEqual([]);
  const { hits } = await stores.search.search({ text: 'dam', order: 'RELEVANCE', first: 5, now: testNow });
  expect(hits).toHaveLength(1);
  await stores.articleWriter.markAllPending();
  expect(await catchUp.all(never)).toBe(2);
  await catchUp.close();
});

test('what goes wrong in the thread is thrown here, and the next step tries again', async () => {
  await stores.articleWriter.markAllPending();
  const { articleWriter, search } = stores;
  const catchUp = createThreadedCatchUp({ uri: 'mongodb://127.0.0.1:1/nowhere', articleWriter, search });
  await expect(catchUp.step(never)).rejects.toThrow();
  await expect(catchUp.step(never)).rejects.toThrow();
  await catchUp.close();
});

test('pending articles are read in parts that do not overlap', async () => {
  await stores.articleWriter.markAllPending();
  const first = await stores.articleWriter.pending(1);
  const rest = await stores.articleWriter.pending(10, first);
  expect([...first, ...rest].map(({ id }) => id).toSorted()).toEqual(
    (await stores.articleWriter.pending(10)).map(({ id }) => id).toSorted(),
  );
});
