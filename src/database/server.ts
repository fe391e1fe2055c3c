import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile, rename, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { endProcess } from './end-process.ts';
import { readLastTrouble } from './log-file.ts';
import { isListening } from './port.ts';
import { argumentsOf, startTokenOf } from './process-identity.ts';
import { replicaSetName } from './replica-set.ts';

export interface ServerOptions {
  readonly binary: string;
  readonly dbPath: string;
  readonly logFile: string;
  readonly port: number;
  /** wiredTiger's cache, in gibibytes (0.25 is its own minimum). */
  readonly cacheGigabytes: number;
}

/** A mongod of ours. `exited` resolves when the process is gone, for whatever reason. */
export interface ServerProcess {
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Recovery of a large journal after kill -9 is slow; an empty start takes about a second. */
const startDeadlineMs = 120_000;
const pollEveryMs = 40;
const probeTimeoutMs = 1_000;
const oplogMegabytes = 512;

export const serverArguments = (options: ServerOptions): string[] =>
  [
    ['--dbpath', options.dbPath],
    ['--port', String(options.port)],
    ['--bind_ip', '127.0.0.1'],
    ['--replSet', replicaSetName],
    ['--oplogSize', String(oplogMegabytes)],
    ['--wiredTigerCacheSizeGB', String(options.cacheGigabytes)],
    ['--logpath', options.logFile],
    ['--logappend'],
    process.platform === 'win32' ? [] : ['--nounixsocket'],
    // A set of one has nobody to hand over to, so a stop need not wait for clients to move away.
    ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  ].flat();

/**
 * A mongod that an earlier, killed parent left on the same files: mongod.lock holds its process id while it runs, and
 * its command line tells that the id was not given to another program since.
 */
export const findOrphan = async (dbPath: string): Promise<number | null> => {
  const text = await readFile(join(dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const argv = await argumentsOf(pid);
  const stored = argv?.[argv.indexOf('--dbpath') + 1 || argv.length];
  return stored !== undefined && resolve(stored) === resolve(dbPath) ? pid : null;
};

/** Stops an orphan, cleanly if it can be; gives whether there was one. */
export const stopOrphan = async (dbPath: string): Promise<boolean> => {
  const pid = await findOrphan(dbPath);
  if (pid !== null) await endProcess(pid);
  return pid !== null;
};

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise(done => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });

const waitUntilListening = async (
  port: number,
  hasExited: () => boolean,
  signal?: AbortSignal,
): Promise<boolean> => {
  const deadline = Date.now() + startDeadlineMs;
  while (!hasExited() && Date.now() < deadline && signal?.aborted !== true) {
    if (await isListening(port, probeTimeoutMs)) return !hasExited();
    await sleep(pollEveryMs);
  }
  return false;
};

/** Starts the guard that stops the mongod when this process is killed. Without one the next start would do it. */
const startGuard = async (pid: number): Promise<void> => {
  const token = await startTokenOf(pid);
  if (token === null) return;
  const program = join(import.meta.dirname, `guard${extname(import.meta.filename)}`);
  const guard = spawn(process.execPath, [program, String(pid), token], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  guard.on('error', () => undefined);
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
};

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    found => found.size,
    () => 0,
  );

/** Starts mongod and waits until it listens. The fault is the reason that its log gives. */
export const startServer = async (
  options: ServerOptions,
  signal?: AbortSignal,
): Promise<Result<ServerProcess, string>> => {
  const logged = await sizeOf(options.logFile);
  // A group of its own: Ctrl-C in the terminal reaches Khabar alone, which ends its own work before the database.
  const child = spawn(options.binary, serverArguments(options), { stdio: 'ignore', detached: true });
  const exited = exitOf(child);
  const { pid } = child;
  if (pid === undefined) return fail(`${options.binary} cannot be run`);
  await startGuard(pid);
  const hasExited = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (await waitUntilListening(options.port, hasExited, signal)) {
    child.unref();
    return ok({ pid, exited, stop: () => (hasExited() ? exited : endProcess(pid)) });
  }
  if (!hasExited()) await endProcess(pid);
  return fail((await readLastTrouble(options.logFile, logged)) ?? 'mongod ended without a word in its log');
};

/** Sets a log aside that has grown beyond the limit; one older log is kept. */
export const boundLog = async (logFile: string, maxBytes: number): Promise<void> => {
  if ((await sizeOf(logFile)) > maxBytes) await rename(logFile, `${logFile}.old`);
};
