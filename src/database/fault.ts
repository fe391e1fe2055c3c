import type { MissingLibraries } from './libraries.ts';

/** Where a server came from. `uri` is a server that somebody else runs. */
export type ServerOrigin = 'uri' | 'path' | 'cache' | 'download' | 'wheel';

/** One source that was tried for a mongod and why it gave none. */
export interface Miss {
  readonly how: ServerOrigin;
  readonly reason: string;
  readonly libraries?: MissingLibraries;
}

/** Everything that can be expected to go wrong; `message` is one or more lines for a person. */
export type DatabaseFault =
  | { kind: 'unreachable'; message: string }
  | { kind: 'noServer'; message: string; misses: readonly Miss[] }
  | { kind: 'missingLibraries'; message: string; libraries: readonly string[]; packages: readonly string[] }
  /** Another live process uses this data directory; `uri` is its server, once it is up. */
  | { kind: 'locked'; message: string; pid: number; uri: string | null }
  | { kind: 'portTaken'; message: string; port: number }
  | { kind: 'dataDirectory'; message: string }
  | { kind: 'startFailed'; message: string; logFile: string }
  | { kind: 'aborted'; message: string };

export type DatabaseProgress =
  | { kind: 'step'; text: string }
  /** A source was passed over; the next one is tried. */
  | { kind: 'miss'; how: ServerOrigin; reason: string }
  /** Bytes so far of a download; `totalBytes` is null where the sender has not said. */
  | { kind: 'bytes'; what: string; bytes: number; totalBytes: number | null };

/** What every way of fetching a server is told. */
export interface FetchOptions {
  readonly cacheDir: string;
  readonly progress: (event: DatabaseProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** The version that wrote the data which the server will open; null for new data. */
  readonly dataVersion: string | null;
}

export const abortedFault: DatabaseFault = {
  kind: 'aborted',
  message: 'the start of the database was cancelled',
};
