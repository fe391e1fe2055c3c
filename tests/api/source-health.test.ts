import { afterAll, beforeAll, expect, test } from 'vitest';
import { never } from '../../src/sources/schedule.ts';
import type { PollResult } from '../../src/storage/source-claims.ts';
import { asAdmin, startApi, testNow, type TestApi } from '../kit/api.ts';
import { addFeeds } from '../kit/ingest.ts';

/** What anybody may ask about the health of a source. */

let api: TestApi;
const minutesAgo = (minutes: number): Date => new Date(testNow.getTime() - minutes * 60_000);

const pollWith = async (url: string, result: Partial<PollResult>): Promise<void> => {
  await addFeeds(api.stores, [url]);
  const [claim] = await api.stores.claims.claimDue(testNow, 1);
  if (claim === undefined) throw new Error('nothing was due');
  const whole = { at: minutesAgo(30), nextFetchAt: minutesAgo(-10), failure: null, learned: {}, ...result };
  await api.stores.claims.finish(claim, whole);
};

beforeAll(async () => {
  api = await startApi('source-health');
  const rhythm = {
    gapMs: 600_000,
    newestItemAt: minutesAgo(45),
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
  };
  await pollWith('http://a.example/', { learned: { rhythm } });
  await pollWith('http://b.example/', { nextFetchAt: minutesAgo(20) });
  const gone = { reason: 'GONE', detail: 'HTTP 410', status: 410 } as const;
  await addFeeds(api.stores, ['http://c.example/']);
  const claims = await api.stores.claims.claimDue(testNow, 10);
  const claim = claims.find(({ source }) => source.url === 'http://c.example/');
  if (claim === undefined) throw new Error('the third source was not due');
  await api.stores.claims.finish(claim, { at: testNow, nextFetchAt: never, failure: gone, learned: {} });
});

afterAll(() => api.stop());

const query = `query { sources(first: 10) { nodes { id feedUrl health {
  state failureReason lagSeconds nextPollAt newestItemAt silenceSeconds observedIntervalSeconds } } } }`;

interface Listed {
  sources: { nodes: { id: string; feedUrl: string; health: Record<string, unknown> }[] };
}

test('the health of each source is public, with its state, its lag and the cause of a failure', async () => {
  const { sources } = await api.data<Listed>(query);
  expect(sources.nodes.map(({ feedUrl, health }) => [feedUrl, health])).toEqual([
    [
      'http://a.example/',
      {
        state: 'HEALTHY',
        failureReason: null,
        lagSeconds: 0,
        nextPollAt: minutesAgo(-10).toISOString(),
        newestItemAt: minutesAgo(45).toISOString(),
        silenceSeconds: 2_700,
        observedIntervalSeconds: 600,
      },
    ],
    [
      'http://b.example/',
      expect.objectContaining({ state: 'LATE', lagSeconds: 1_200, silenceSeconds: null }) as unknown,
    ],
    [
      'http://c.example/',
      expect.objectContaining({ state: 'GONE', failureReason: 'GONE', nextPollAt: null }) as unknown,
    ],
  ]);
});

test('a source that is gone is due again once it is refreshed', async () => {
  const { sources } = await api.data<Listed>(query);
  const id = sources.nodes[2]?.id ?? '';
  const { refreshSource } = await api.data<{ refreshSource: { source: Listed['sources']['nodes'][number] } }>(
    'mutation ($id: ID!) { refreshSource(input: { id: $id }) { source { health { state nextPollAt } } userErrors { message } } }',
    { id },
    asAdmin,
  );
  expect(refreshSource.source.health).toEqual({ state: 'GONE', nextPollAt: testNow.toISOString() });
});
