import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClaimedSource, PollResult } from '../../src/storage/source-claims.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { addFeeds } from '../kit/ingest.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';

/** Claims on sources: batches, leases by the database's clock, and the token that fences off a late writer. */

const now = new Date('2026-11-24T04:00:00Z');
const later = new Date('2026-11-24T05:00:00Z');

let uri: string;
let stores: Stores;

beforeEach(async () => {
  uri = testDatabaseUri('claims');
  stores = await connectStores({ uri, searchCacheBytes: 1_000_000 });
});

afterEach(async () => {
  await stores.close();
  await dropDatabase(uri);
});

const addMany = (count: number): Promise<string[]> =>
  addFeeds(
    stores,
    Array.from({ length: count }, (_, place) => `http://feeds.example/${place}`),
  );

const result = (fields: Partial<PollResult> = {}): PollResult => ({
  at: now,
  nextFetchAt: later,
  failure: null,
  learned: {},
  ...fields,
});

const idsOf = (claims: readonly ClaimedSource[]): string[] => claims.map(({ source }) => source.id);

/** As if the holder had been away for longer than its lease. */
const lapse = async (): Promise<void> => {
  await stores.connection.collection('sources').updateMany({}, { $set: { leaseUntil: new Date(0) } });
};

const claimOne = async (): Promise<ClaimedSource> => {
  const [claim] = await stores.claims.claimDue(now, 1);
  if (claim === undefined) throw new Error('nothing was due');
  return claim;
};

const stored = async (id: string) => (await stores.sources.byIds([id]))[0];

test('claims come in batches, and nothing is claimed twice by any number of workers at once', async () => {
  const ids = await addMany(60);
  const batches = await Promise.all(Array.from({ length: 8 }, () => stores.claims.claimDue(now, 10)));
  const rest = await stores.claims.claimDue(now, 100);
  const claimed = [...batches.flat(), ...rest].map(({ source }) => source.id);
  expect(new Set(claimed).size).toBe(claimed.length);
  expect([...claimed].sort()).toEqual([...ids].sort());
  expect(await stores.claims.claimDue(now, 100)).toEqual([]);
});

test('the source that has been due longest is claimed first', async () => {
  const [first = '', second = ''] = await addMany(2);
  await stores.sources.refresh([first], new Date(now.getTime() - 1_000));
  await stores.sources.refresh([second], new Date(now.getTime() - 2_000));
  expect(idsOf(await stores.claims.claimDue(now, 1))).toEqual([second]);
});

test('a claim whose holder died is free again after its lease, and not before', async () => {
  const ids = await addMany(3);
  await stores.claims.claimDue(now, 10);
  expect(await stores.claims.claimDue(now, 10)).toEqual([]);
  await lapse();
  expect(idsOf(await stores.claims.claimDue(now, 10)).sort()).toEqual([...ids].sort());
});

test('a lease goes by the clock of the database: a worker whose own clock is wrong takes nothing from others', async () => {
  await addMany(1);
  await claimOne();
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000);
  expect(await stores.claims.claimDue(tomorrow, 1)).toEqual([]);
});

test('only the newest claim writes: what a late worker brings is turned away', async () => {
  const [id = ''] = await addMany(1);
  const late = await claimOne();
  await lapse();
  const newest = await claimOne();
  expect(await stores.claims.renew(late, now)).toBe(false);
  const failure = { reason: 'TIMEOUT', detail: 'late', status: null } as const;
  expect(await stores.claims.finish(late, result({ failure }))).toBe(false);
  await stores.claims.release(late);
  expect((await stored(id))?.health.lastFailure).toBeNull();
  expect(await stores.claims.claimDue(now, 1)).toEqual([]);
  expect(await stores.claims.finish(newest, result())).toBe(true);
  expect((await stored(id))?.health).toMatchObject({ lastSuccessAt: now, nextFetchAt: later });
});

test('in one batch of results each is judged for itself', async () => {
  await addMany(3);
  const late = await stores.claims.claimDue(now, 3);
  await stores.connection
    .collection<{ _id: string }>('sources')
    .updateOne({ _id: late[1]?.source.id ?? '' }, { $set: { leaseUntil: new Date(0) } });
  await stores.claims.claimDue(now, 3);
  const finished = await Promise.all(late.map(claim => stores.claims.finish(claim, result())));
  expect(finished).toEqual([true, false, true]);
});

test('a source that was removed is written no more', async () => {
  const ids = await addMany(1);
  const claim = await claimOne();
  await stores.sources.remove(ids);
  expect(await stores.claims.renew(claim, now)).toBe(false);
  expect(await stores.claims.finish(claim, result())).toBe(false);
  expect(await stores.sources.count()).toBe(0);
});

test('a claim that is given back is as due as it was, one that is put off comes at its time', async () => {
  const [id = ''] = await addMany(1);
  await stores.claims.release(await claimOne());
  await stores.claims.postpone(await claimOne(), later);
  expect(await stores.claims.claimDue(now, 1)).toEqual([]);
  expect(idsOf(await stores.claims.claimDue(later, 1))).toEqual([id]);
});

test('a result brings what was learned, and a failure counts up until a success', async () => {
  const [id = ''] = await addMany(1);
  const rhythm = { gapMs: 60_000, newestItemAt: now, ttlMinutes: 30, skipHours: [1], skipDays: [0] };
  const failure = { reason: 'DNS', detail: 'no address', status: null } as const;
  for (let times = 1; times <= 2; times += 1) {
    await stores.claims.finish(await claimOne(), result({ nextFetchAt: now, failure }));
    expect((await stored(id))?.health).toMatchObject({
      consecutiveFailures: times,
      lastFailure: { reason: 'DNS' },
    });
  }
  const learned = { etag: '"1"', kind: 'RSS', url: 'http://feeds.example/moved', rhythm } as const;
  await stores.claims.finish(await claimOne(), result({ nextFetchAt: now, learned: { ...learned } }));
  expect(await stored(id)).toMatchObject({
    kind: 'RSS',
    url: 'http://feeds.example/moved',
    health: { consecutiveFailures: 0, lastFailure: { reason: 'DNS' }, rhythm },
  });
  expect((await claimOne()).validators).toEqual({ etag: '"1"', lastModified: null });
});
