import { createServer, type RequestListener } from 'node:http';
import { readConfig, type Config } from '../../src/config.ts';
import { systemClock, type Clock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { IngestDeps } from '../../src/ingest/deps.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { openIngest } from '../../src/ingest/wiring.ts';
import { ingestDue } from '../../src/ingest/worker.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { dropDatabase, testDatabaseUri } from './mongo.ts';

export const testConfig = (env: Record<string, string> = {}): Config => {
  const config = readConfig({ LOG_LEVEL: 'silent', ...env });
  if (!config.ok) throw new Error(JSON.stringify(config.fault));
  return config.value;
};

export interface TestIngest {
  stores: Stores;
  /** What ingest is given from outside. */
  deps: IngestDeps;
  /** One pass over all that is due; what came of each source. */
  pass(): Promise<IngestReport[]>;
  stop(): Promise<void>;
}

/** Ingest over a database of its own, allowed to read the given origins. */
export const startIngest = async (
  name: string,
  {
    ownOrigins,
    clock = systemClock,
    env = {},
  }: { ownOrigins: readonly string[]; clock?: Clock; env?: Record<string, string> },
): Promise<TestIngest> => {
  const uri = testDatabaseUri(name);
  const stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  const ingest = openIngest(stores, { config: testConfig(env), clock, log: createLog('silent'), ownOrigins });
  return {
    stores,
    deps: ingest.deps,
    pass: async () => {
      const reports: IngestReport[] = [];
      const onReport = (report: IngestReport) => void reports.push(report);
      await ingestDue(ingest.deps, { concurrency: 8, onReport }, new AbortController().signal);
      return reports;
    },
    stop: async () => {
      await ingest.close();
      await stores.close();
      await dropDatabase(uri);
    },
  };
};

export interface TestServer {
  origin: string;
  stop(): Promise<void>;
}

/** An HTTP server on a free port that answers as it is told. */
export const startServer = async (listener: RequestListener): Promise<TestServer> => {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Adds feeds as sources and says under which ids. */
export const addFeeds = async (
  stores: Stores,
  urls: readonly string[],
  fields: { fetchPages?: boolean; language?: string } = {},
): Promise<string[]> => {
  const added = await Promise.all(
    urls.map(url =>
      stores.sources.addOne(
        {
          title: url,
          url,
          homepage: null,
          language: fields.language ?? null,
          country: null,
          categories: [],
          fetchPages: fields.fetchPages ?? false,
          sample: false,
        },
        new Date(0),
      ),
    ),
  );
  return added.map(({ source }) => source.id);
};
