import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Stores } from '../storage/mongo.ts';
import type { IngestDeps } from './deps.ts';
import { createFetcher } from './fetch.ts';
import { createHostTurns } from './host-turns.ts';
import { createRobots } from './robots.ts';

export interface IngestOptions {
  config: Config;
  clock: Clock;
  log: Log;
  /** Origins of our own, which may be read without politeness. */
  ownOrigins: readonly string[];
}

/** Politeness towards hosts that are not ours. */
const politeness = { perHost: 2, spacingMs: 500 } as const;

/** The network side of ingest, to be closed when the worker has stopped. */
export const openIngest = (stores: Stores, { config, clock, log, ownOrigins }: IngestOptions) => {
  const allowedOrigins = new Set([...config.allowedOrigins, ...ownOrigins]);
  const fetcher = createFetcher({ userAgent: config.userAgent, allowedOrigins });
  const total = config.fetchConcurrency * 2;
  const turns = createHostTurns({ total, ...politeness });
  const ownTurns = createHostTurns({ total, perHost: total, spacingMs: 0 });
  const deps: IngestDeps = {
    fetcher,
    robots: createRobots({ fetcher, userAgent: config.userAgent, clock }),
    turns,
    ownTurns,
    allowedOrigins,
    stores,
    clock,
    log,
    random: Math.random,
  };
  return {
    deps,
    close: async () => {
      await Promise.all([turns.stop(), ownTurns.stop()]);
      await fetcher.close();
    },
  };
};
