import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Secrets } from '../sources/secret.ts';
import type { Stores } from '../storage/mongo.ts';
import type { CatchUp } from './catch-up.ts';
import type { HostTurns } from './host-turns.ts';
import type { Seat } from './lanes.ts';
import type { HttpClient } from './outcome.ts';
import type { Robots } from './robots.ts';
import type { DocumentParser } from './threads/parser.ts';

/** What ingest is given from outside: the network, the database, the time and chance. */
export interface IngestDeps {
  fetcher: HttpClient;
  robots: Robots;
  /** Politeness towards the hosts of others. */
  turns: HostTurns;
  /** Turns at our own origins, without pauses. */
  ownTurns: HostTurns;
  /** Our own origins: the sample newsroom and what the operator allows. */
  allowedOrigins: ReadonlySet<string>;
  /** Reads feeds and pages in threads. */
  parser: DocumentParser;
  stores: Stores;
  clock: Clock;
  log: Log;
  /** Keys of other people's APIs, by the name of their variable; none where absent. */
  secrets?: Secrets;
  /** Where hubs reach the gateway; without one, sources are only polled. */
  publicUrl?: string | null;
  /** Indexes what is stored, for as long as ingest is open; each worker has one of its own where absent. */
  catchUp?: CatchUp;
  /** 0 to 1. */
  random: () => number;
  /** The worker's place for the source that is under way; absent where nobody counts. */
  seat?: Seat;
}
