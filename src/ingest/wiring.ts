import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { secretsIn } from '../sources/secret.ts';
import type { Stores } from '../storage/mongo.ts';
import type { IngestDeps } from './deps.ts';
import { createFetcher } from './fetch.ts';
import { createHostTurns } from './host-turns.ts';
import { laneLimits } from './lanes.ts';
import { createRobots } from './robots.ts';
import { createThreadedCatchUp } from './threaded-catch-up.ts';
import { createParser } from './threads/parser.ts';
import { defaultThreads } from './threads/pool.ts';

export interface IngestOptions {
  config: Config;
  clock: Clock;
  log: Log;
  /** Origins of our own, which may be read without politeness. */
  ownOrigins: readonly string[];
  /** Indexing has a thread of its own, with the system's clock; otherwise it is done beside everything else. */
  hasIndexingThread?: boolean;
}

/** Politeness towards hosts that are not ours. */
const politeness = { perHost: 2, spacingMs: 500 } as const;

/** The network side of ingest, to be closed when the worker has stopped. */
export const openIngest = (
  stores: Stores,
  { config, clock, log, ownOrigins, hasIndexingThread = false }: IngestOptions,
) => {
  const catchUp = hasIndexingThread ? createThreadedCatchUp(stores) : null;
  const allowedOrigins = new Set([...config.allowedOrigins, ...ownOrigins]);
  const fetcher = createFetcher({ userAgent: config.userAgent, allowedOrigins });
  const total = config.fetchConcurrency * 2;
  // The worker limits how many sources wait for an answer; here only what it may reach at the most.
  const turns = createHostTurns({ total: laneLimits(config.fetchConcurrency).waiting, ...politeness });
  const ownTurns = createHostTurns({ total, perHost: total, spacingMs: 0 });
  const parser = createParser(config.parseThreads === 0 ? defaultThreads() : config.parseThreads);
  const deps: IngestDeps = {
    fetcher,
    robots: createRobots({ fetcher, userAgent: config.userAgent, clock }),
    turns,
    ownTurns,
    allowedOrigins,
    parser,
    secrets: secretsIn(process.env),
    stores,
    clock,
    log,
    publicUrl: config.publicUrl,
    random: Math.random,
    ...(catchUp === null ? {} : { catchUp }),
  };
  return {
    deps,
    close: async () => {
      await Promise.all([turns.stop(), ownTurns.stop()]);
      await catchUp?.close().catch((thrown: unknown) => {
        log.error({ err: thrown }, 'what is related could not be written at the end');
      });
      await fetcher.close();
      await parser.stop();
    },
  };
};
