import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Stores } from '../storage/mongo.ts';
import type { HostTurns } from './host-turns.ts';
import type { Fetcher } from './outcome.ts';
import type { Robots } from './robots.ts';

/** What ingest is given from outside: the network, the database, the time and chance. */
export interface IngestDeps {
  fetcher: Fetcher;
  robots: Robots;
  /** Politeness towards the hosts of others. */
  turns: HostTurns;
  /** Turns at our own origins, without pauses. */
  ownTurns: HostTurns;
  /** Our own origins: the sample newsroom and what the operator allows. */
  allowedOrigins: ReadonlySet<string>;
  stores: Stores;
  clock: Clock;
  log: Log;
  /** 0 to 1. */
  random: () => number;
}
