import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import type { Relatable } from '../../src/stories/related.ts';
import { testNow } from '../kit/api.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let uri: string;
let stores: Stores;

beforeAll(async () => {
  uri = testDatabaseUri('related');
  stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
});

afterAll(async () => {
  await stores.close();
  await dropDatabase(uri);
});

test('terms are counted once an article: an edit counts no more, a key counts across languages', async () => {
  await stores.related.count([
    { revision: 1, terms: ['en:river', '~rvr@en'] },
    { revision: 1, terms: ['hi:नदी', '~rvr@hi'] },
    { revision: 2, terms: ['en:river'] },
  ]);
  const stats = await stores.related.stats(['en:river', '~rvr', '~rvr@hi', 'en:unheard']);
  expect(stats.documents).toBe(2);
  expect(['en:river', '~rvr', '~rvr@hi', 'en:unheard'].map(term => stats.frequency(term))).toEqual([
    1, 2, 1, 0,
  ]);
});

test('candidates share a strong term and are recent', async () => {
  await seedSources(stores, ['daily']);
  const body = (words: string) => [
    { heading: null, text: `${words} was the talk of the town, said the ${words} desk.` },
  ];
  const [dam, flood, cricket, old] = await seedArticles(stores, [
    { headline: 'Dam opened', sections: body('reservoir'), minutesAgo: 10 },
    { headline: 'Valley flooded', sections: body('reservoir'), minutesAgo: 20 },
    { headline: 'Match drawn', sections: body('cricket'), minutesAgo: 30 },
    { headline: 'Dam planned', sections: body('reservoir'), minutesAgo: 60 * 24 * 40 },
  ]);
  const asked: Relatable = {
    id: 'asked',
    sourceId: 'daily',
    language: 'en',
    tagIds: [],
    sortAt: testNow,
    signature: [{ term: 'en:reservoir', weight: 1 }],
  };
  const since = new Date(testNow.getTime() - 30 * 86_400_000);
  const found = await stores.related.candidates([asked], { since, limit: 10 });
  const ids = found.get('asked')?.map(candidate => candidate.id);
  expect(ids).toEqual([dam?.id, flood?.id]);
  expect(ids).not.toContain(cricket?.id);
  expect(ids).not.toContain(old?.id);
});

test('an article without terms has no candidates', async () => {
  const bare: Relatable = {
    id: 'bare',
    sourceId: 'x',
    language: 'en',
    tagIds: [],
    sortAt: testNow,
    signature: [],
  };
  const found = await stores.related.candidates([bare], { since: new Date(0), limit: 10 });
  expect(found.get('bare')).toEqual([]);
});
