import type { DatabaseProgress, ServerOrigin } from './fault.ts';
import type { BinarySource } from './resolve.ts';

export interface OpenOptions {
  /** A server that somebody else runs; null starts one of our own. */
  readonly mongodbUri: string | null;
  /** Where the database, its log, its lock and the cache of servers live. */
  readonly dataDir: string;
  /** The port of our own server; without it the one of last time when free, else any. */
  readonly port?: number;
  readonly progress: (event: DatabaseProgress) => void;
  readonly signal?: AbortSignal;
  /** How long the server of `mongodbUri` may take to answer; 10 s without it. */
  readonly remoteTimeoutMs?: number;
  /** wiredTiger's cache, in gibibytes. */
  readonly cacheGigabytes?: number;
  /** Where downloaded servers are kept; `<dataDir>/mongod` without it. */
  readonly cacheDir?: string;
  /** Where a mongod may come from, in order. */
  readonly sources?: readonly BinarySource[];
}

export interface OpenDatabase {
  /** A connection string that mongoose can take as it is. */
  readonly uri: string;
  readonly how: ServerOrigin;
  readonly version: string;
  /** Whether transactions and change streams work. */
  readonly replicaSet: boolean;
  /** One line: which server is used, and its version. */
  readonly describe: string;
  /** Resolves when our own server ends without having been asked to; never for a server of somebody else. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}
