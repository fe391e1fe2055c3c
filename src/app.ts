import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { systemClock, type Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { fail, ok, type Result } from './core/result.ts';
import {
  openDatabase,
  type DatabaseFault,
  type DatabaseProgress,
  type OpenDatabase,
} from './database/open.ts';
import type { IngestReport } from './ingest/report.ts';
import { startWebSub } from './ingest/websub/loop.ts';
import type { IngestDeps } from './ingest/deps.ts';
import { createDiscovery } from './ingest/read/discover-site.ts';
import { startWorker } from './ingest/worker.ts';
import { openIngest } from './ingest/wiring.ts';
import type { Discover } from './sources/discovery.ts';
import { startGateway, type Gateway } from './server/http.ts';
import { openSampleNewsroom } from './sample/sources.ts';
import { connectStores, type Stores } from './storage/mongo.ts';
import { readNamedOperations } from './web/named-operation.ts';

const operationsFolder = fileURLToPath(new URL('../schema/operations/', import.meta.url));

/** What `khabar start` and its parts are told. */
export interface AppOptions {
  config: Config;
  log: Log;
  /** The gateway answers questions, the worker reads sources; one process can be both. */
  parts: { gateway: boolean; worker: boolean };
  clock?: Clock;
  /** Cancels the start of the database. */
  signal?: AbortSignal;
  onDatabase?: (event: DatabaseProgress) => void;
  onReport?: (report: IngestReport) => void;
}

export interface App {
  /** One line: which database is used. */
  database: string;
  /** Null when only the worker runs. */
  origin: string | null;
  adminKey: string;
  /** The sample newsroom's address, where it is served. */
  sampleOrigin: string | null;
  /** Resolves when our own database ends unasked. */
  lost: Promise<void>;
  /** Everything in the reverse order of its start. */
  stop(): Promise<void>;
}

/** Starts what is asked for, in the order in which the parts need each other. */
export const startApp = async (options: AppOptions): Promise<Result<App, DatabaseFault>> => {
  const { config, clock = systemClock, signal, onDatabase = () => undefined } = options;
  const opened = await openDatabase({
    mongodbUri: config.mongodbUri,
    dataDir: config.dataDir,
    progress: onDatabase,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!opened.ok) return fail(opened.fault);
  const running = new Running();
  running.add(() => opened.value.stop());
  try {
    return ok(await startParts(opened.value, { ...options, clock }, running));
  } catch (thrown) {
    await running.stop();
    throw thrown;
  }
};

/** What has been started, to be stopped in reverse. */
class Running {
  readonly #stops: (() => Promise<void>)[] = [];

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  async stop(): Promise<void> {
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) await stop();
  }
}

const startParts = async (
  database: OpenDatabase,
  options: AppOptions & { clock: Clock },
  running: Running,
): Promise<App> => {
  const { config, parts } = options;
  const stores = await connectStores({ uri: database.uri, searchCacheBytes: config.searchCacheBytes });
  running.add(() => stores.close());
  // Our own database serves nobody else, so a claim that is still there is of a process that died.
  if (database.how !== 'uri') await Promise.all([stores.claims.releaseAll(), stores.leases.releaseAll()]);
  const adminKey = config.adminKey ?? randomBytes(24).toString('base64url');
  // The gateway is there first; a discovery that is asked for at once waits for the network.
  const network = Promise.withResolvers<IngestDeps>();
  const discover = createDiscovery(() => network.promise);
  const gateway = parts.gateway ? await openGateway(stores, options, { adminKey, discover }) : null;
  if (gateway !== null) running.add(() => gateway.stop());
  const { deps, sampleOrigin } = await openNetwork(stores, options, running);
  network.resolve(deps);
  if (parts.worker) openWorker(deps, options, running);
  return {
    database: database.describe,
    origin: gateway?.origin ?? null,
    adminKey,
    sampleOrigin,
    lost: database.lost,
    stop: () => running.stop(),
  };
};

const openGateway = async (
  stores: Stores,
  { config, clock, log }: AppOptions & { clock: Clock },
  { adminKey, discover }: { adminKey: string; discover: Discover },
): Promise<Gateway> =>
  startGateway({
    host: config.host,
    port: config.port,
    adminKey,
    corsOrigins: config.corsOrigins,
    publicUrl: config.publicUrl,
    stores,
    clock,
    log,
    operations: await readNamedOperations(operationsFolder),
    discover,
    limits: {
      bodyBytes: config.maxBodyBytes,
      tokens: config.maxTokens,
      depth: config.maxDepth,
      aliases: config.maxAliases,
      directives: config.maxDirectives,
      rootFields: config.maxRootFields,
      nodes: config.maxNodes,
      cost: config.maxCost,
      operationMs: config.maxOperationMs,
    },
  });

/** Opens the way out to the web, and the sample newsroom where a worker wants it. */
const openNetwork = async (
  stores: Stores,
  { config, clock, log, parts }: AppOptions & { clock: Clock },
  running: Running,
): Promise<{ deps: IngestDeps; sampleOrigin: string | null }> => {
  const sample = parts.worker ? await openSampleNewsroom(stores, config, clock) : null;
  if (sample !== null) running.add(() => sample.stop());
  const ingest = openIngest(stores, {
    config,
    clock,
    log,
    ownOrigins: sample === null ? [] : [sample.origin],
    hasIndexingThread: clock === systemClock,
  });
  running.add(() => ingest.close());
  return { deps: ingest.deps, sampleOrigin: sample?.origin ?? null };
};

const openWorker = (
  deps: IngestDeps,
  { config, onReport = () => undefined }: AppOptions,
  running: Running,
): void => {
  const worker = startWorker(deps, { concurrency: config.fetchConcurrency, onReport });
  running.add(() => worker.stop());
  if (config.publicUrl === null) return;
  const websub = startWebSub({ ...deps, publicUrl: config.publicUrl }, { onReport });
  running.add(() => websub.stop());
};
