import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { createHostTurns } from '../../src/ingest/host-turns.ts';
import { createLanes, laneLimits } from '../../src/ingest/lanes.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { visit } from '../../src/ingest/visit.ts';
import { startWorker, type WorkerOptions } from '../../src/ingest/worker.ts';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

/** Hosts that do not answer beside hosts that do, at a real server and with a single place to read. */

const start = new Date('2026-11-24T04:00:00Z');

let server: TestServer;
let ingest: TestIngest;
let hanging: ServerResponse[];
const clock = fixedClock(start);

beforeEach(async () => {
  hanging = [];
  server = await startServer((request, response) => {
    if (request.url?.startsWith('/feed') === true)
      response.end('<rss version="2.0"><channel><title>Feed</title></channel></rss>');
    else if (request.url?.startsWith('/drip') === true) {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      response.write('<');
      hanging.push(response);
    } else if (request.url?.startsWith('/reset') === true) request.socket.destroy();
    else hanging.push(response);
  });
  ingest = await startIngest('lanes', { ownOrigins: [server.origin], clock });
});

afterEach(async () => {
  await ingest.stop();
  await server.stop();
});

const urls = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${server.origin}/${kind}/${place}`);

/** Runs a worker until so many sources are reported; the reports so far. */
const reportsOf = async (
  count: number,
  isWanted: (report: IngestReport) => boolean,
  options: Partial<WorkerOptions> = {},
): Promise<IngestReport[]> => {
  const reports: IngestReport[] = [];
  const enough = Promise.withResolvers<true>();
  const worker = startWorker(ingest.deps, {
    concurrency: 1,
    onReport: report => {
      reports.push(report);
      if (reports.filter(isWanted).length === count) enough.resolve(true);
    },
    ...options,
  });
  await enough.promise;
  const soFar = [...reports];
  await worker.stop();
  return soFar;
};

const isHealthy = ({ title }: IngestReport): boolean => title.includes('/feed/');

test('sources that answer are read while three times as many hang before them in the line', async () => {
  const bad = await addFeeds(ingest.stores, [...urls('hang', 30), ...urls('drip', 10), ...urls('reset', 10)]);
  const good = await addFeeds(ingest.stores, urls('feed', 15));
  await ingest.stores.sources.refresh(bad, new Date(start.getTime() - 2_000));
  await ingest.stores.sources.refresh(good, new Date(start.getTime() - 1_000));
  const reports = await reportsOf(15, isHealthy);
  expect(reports.filter(isHealthy).every(({ failure }) => failure === null)).toBe(true);
  const slow = reports.filter(({ title }) => /\/(?:hang|drip)\//.test(title));
  expect(slow).toEqual([]);
});

test('a worker that is stopped gives back what hangs, as due as it was', async () => {
  await addFeeds(ingest.stores, [...urls('hang', 10), ...urls('feed', 1)]);
  await reportsOf(1, isHealthy);
  expect(await ingest.stores.sources.countDue(clock.now())).toBe(10);
  expect(await ingest.stores.claims.claimDue(clock.now(), 100)).toHaveLength(10);
});

test('a source that timed out the last time takes no place of the others, even where its own lane is full', async () => {
  const bad = await addFeeds(ingest.stores, urls('hang', 40));
  const claims = await ingest.stores.claims.claimDue(clock.now(), 100);
  const failure = { reason: 'TIMEOUT', detail: '', status: null } as const;
  const before = new Date(start.getTime() - 1_000);
  await Promise.all(
    claims.map(claim =>
      ingest.stores.claims.finish(claim, { at: start, nextFetchAt: before, failure, learned: {} }),
    ),
  );
  await ingest.stores.sources.refresh(await addFeeds(ingest.stores, urls('feed', 3)), start);
  const reports = await reportsOf(3, isHealthy);
  expect(reports.map(isHealthy)).toEqual([true, true, true]);
  const waiting = await ingest.stores.sources.byIds(bad);
  // Sixteen places in the slow lane for one reader: the others were put off, unread and not blamed.
  const putOff = waiting.filter(({ health }) => health.nextFetchAt > start);
  expect(putOff.length).toBe(24);
  expect(putOff.every(({ health }) => health.consecutiveFailures === 1)).toBe(true);
});

test('a source whose host is held is put off until then, and neither waits nor stays claimed', async () => {
  const [id = ''] = await addFeeds(ingest.stores, ['http://held.example/feed']);
  ingest.deps.turns.hold('held.example', 300_000);
  expect(await ingest.pass()).toEqual([]);
  const [source] = await ingest.stores.sources.byIds([id]);
  const waitMs = (source?.health.nextFetchAt.getTime() ?? 0) - start.getTime();
  expect(waitMs).toBeGreaterThan(290_000);
  expect(waitMs).toBeLessThanOrEqual(300_000);
  expect(await ingest.stores.claims.claimDue(new Date(start.getTime() + 300_000), 1)).toHaveLength(1);
});

test('a host that leaves the pages of a feed unanswered is not waited for page by page', async () => {
  const asked: string[] = [];
  const silentFetcher = {
    ...ingest.deps.fetcher,
    get: (url: string) => {
      asked.push(url);
      const failure = { reason: 'TIMEOUT', detail: '', status: null, retryAfterSeconds: null } as const;
      return Promise.resolve({ kind: 'failed' as const, ...failure });
    },
  };
  const seat = createLanes(laneLimits(1)).seat('quick');
  if (seat === null) throw new Error('no seat');
  const deps = { ...ingest.deps, fetcher: silentFetcher, seat };
  const { signal } = new AbortController();
  await visit('http://127.0.0.1:1/feed', { signal }, deps);
  const ownTurns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
  const pages = Array.from({ length: 10 }, (_, place) => `${server.origin}/page/${place}`);
  const outcomes = await Promise.all(pages.map(url => visit(url, { signal }, { ...deps, ownTurns })));
  expect(asked).toHaveLength(3);
  expect(outcomes.every(outcome => outcome.kind === 'failed' && outcome.reason === 'TIMEOUT')).toBe(true);
  seat.leave();
});
