import { resolve } from 'node:path';
import { messageOf } from '../core/errors.ts';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { hostsOf } from './connection-string.ts';
import type { OpenDatabase, OpenOptions } from './database.ts';
import type { DatabaseFault } from './fault.ts';
import { neverEnds, openOwn } from './own-server.ts';
import { describeServer } from './replica-set.ts';

export type { OpenDatabase, OpenOptions } from './database.ts';
export type { DatabaseFault, DatabaseProgress } from './fault.ts';

const defaultRemoteTimeoutMs = 10_000;

const openRemote = async (uri: string, timeoutMs: number): Promise<Result<OpenDatabase, DatabaseFault>> => {
  const server = await describeServer(uri, timeoutMs);
  if (!server.ok) {
    return fail({
      kind: 'unreachable',
      message: `MONGODB_URI (${hostsOf(uri)}) does not answer: ${server.fault}`,
    });
  }
  const { version, replicaSet } = server.value;
  const kind =
    replicaSet === null
      ? 'a single server without a replica set: no live updates'
      : `replica set ${replicaSet}`;
  return ok({
    uri,
    how: 'uri',
    version,
    replicaSet: replicaSet !== null,
    describe: `MongoDB ${version} at ${hostsOf(uri)} (MONGODB_URI, ${kind})`,
    lost: neverEnds,
    stop: () => Promise.resolve(),
  });
};

/**
 * Opens the MongoDB that Khabar stores in: the one of `mongodbUri`, or one of its own, a replica set of one that is
 * started in `dataDir`, found or fetched in the order of `sources`.
 */
export const openDatabase = async (options: OpenOptions): Promise<Result<OpenDatabase, DatabaseFault>> => {
  const { mongodbUri, remoteTimeoutMs = defaultRemoteTimeoutMs } = options;
  if (mongodbUri !== null) return openRemote(mongodbUri, remoteTimeoutMs);
  const dataDir = resolve(options.dataDir);
  try {
    return await openOwn({ ...options, dataDir });
  } catch (error) {
    return fail({ kind: 'dataDirectory', message: `${dataDir} cannot be used: ${messageOf(error)}` });
  }
};
