import { onTestFinished } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { webSubPass } from '../../src/ingest/websub/loop.ts';
import { startGateway, type Gateway } from '../../src/server/http.ts';
import type { StoredSubscription } from '../../src/storage/websub-store.ts';
import { adminKey } from './api.ts';
import { startHub, type TestHub } from './hub.ts';
import { addFeeds, startIngest, type TestIngest } from './ingest.ts';

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

export interface TestWebSub {
  hub: TestHub;
  gateway: Gateway;
  ingest: TestIngest;
  clock: ReturnType<typeof fixedClock>;
  sourceId: string;
  /** Reads what is due. */
  poll: () => Promise<IngestReport[]>;
  /** Asks the hubs that are due and reads what was delivered; what came of each delivery. */
  tend: () => Promise<IngestReport[]>;
  /** The subscription of the source. */
  subscription: () => Promise<StoredSubscription | undefined>;
  headlines: () => Promise<string[]>;
  /** Minutes until the source is polled next. */
  minutesToPoll: () => Promise<number>;
  ask: (query: string) => Promise<unknown>;
}

export interface WebSubOptions {
  /** Further origins that may be reached. */
  origins?: readonly string[];
  /** Whether the gateway knows its address from outside. */
  isPublic?: boolean;
}

/**
 * A publisher with a hub, a gateway and ingest beside it over one database. The clock stands in a year to come, so that
 * MongoDB, which goes by its own, throws nothing away.
 */
export const startWebSubTest = async (
  name: string,
  { origins = [], isPublic = true }: WebSubOptions = {},
): Promise<TestWebSub> => {
  const clock = fixedClock(new Date('2036-03-01T12:00:00Z'));
  const hub = await startHub();
  // The gateway's port is known once it listens, so ingest is told of it afterwards.
  const ingest = await startIngest(name, { ownOrigins: [hub.origin, ...origins], clock });
  const { stores } = ingest;
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    adminKey,
    corsOrigins: ['*'],
    publicUrl: isPublic ? 'http://khabar.example' : null,
    stores,
    clock,
    log: createLog('silent'),
    operations: [],
  });
  ingest.deps.publicUrl = isPublic ? gateway.origin : null;
  const [sourceId = ''] = await addFeeds(stores, [hub.feedUrl]);
  onTestFinished(async () => {
    await gateway.stop();
    await ingest.stop();
    await hub.stop();
  });
  return {
    hub,
    gateway,
    ingest,
    clock,
    sourceId,
    poll: () => ingest.pass(),
    tend: async () => {
      const reports: IngestReport[] = [];
      await webSubPass(ingest.deps, { onReport: report => void reports.push(report) });
      return reports;
    },
    subscription: async () => (await stores.websub.bySources([sourceId]))[0],
    headlines: async () => {
      const rows = await stores.connection.collection('articles').find({}).toArray();
      return rows.map(row => String(row['headline'])).toSorted();
    },
    minutesToPoll: async () => {
      const [source] = await stores.sources.byIds([sourceId]);
      const due = source?.health.nextFetchAt ?? clock.now();
      return (due.getTime() - clock.now().getTime()) / minuteMs;
    },
    ask: async query => {
      const response = await fetch(`${gateway.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
  };
};
