import { join, resolve } from 'node:path';
import { checkDataDirectory, checkLock } from './doctor-data.ts';
import {
  checkCache,
  checkDownload,
  checkLibc,
  checkLibraries,
  checkPath,
  checkPip,
} from './doctor-sources.ts';
import { settleSources, summariseSources, worstOf } from './doctor-report.ts';
import type { Check, DoctorReport } from './doctor-report.ts';
import { hostsOf } from './connection-string.ts';
import { oldestMajorVersion } from './binary.ts';
import { describeServer } from './replica-set.ts';

export type { Check, CheckState, DoctorReport } from './doctor-report.ts';

export interface DoctorOptions {
  readonly mongodbUri: string | null;
  readonly dataDir: string;
  readonly cacheDir?: string;
  /** How long the server of `mongodbUri` may take to answer; 5 s without it. */
  readonly remoteTimeoutMs?: number;
}

const oldestNodeMajor = 22;
const defaultRemoteTimeoutMs = 5_000;

const checkNode = (): Check => {
  const { node } = process.versions;
  const fits = Number.parseInt(node, 10) >= oldestNodeMajor;
  const advice = fits
    ? null
    : `start Khabar by its npm scripts (they bring Node 24), or install Node ${oldestNodeMajor}+`;
  return { name: 'Node.js', state: fits ? 'ok' : 'fail', found: node, advice };
};

const checkUri = async (uri: string | null, timeoutMs: number): Promise<Check> => {
  const name = 'MONGODB_URI';
  if (uri === null)
    return { name, state: 'ok', found: 'not set: Khabar runs a server of its own', advice: null };
  const server = await describeServer(uri, timeoutMs);
  const host = hostsOf(uri);
  if (!server.ok) {
    const advice = 'start that server, correct MONGODB_URI, or unset it';
    return { name, state: 'fail', found: `${host} does not answer: ${server.fault}`, advice };
  }
  const { version, replicaSet } = server.value;
  if (Number.parseInt(version, 10) < oldestMajorVersion) {
    const advice = `use MongoDB ${oldestMajorVersion}.0 or newer`;
    return { name, state: 'fail', found: `${host} is MongoDB ${version}`, advice };
  }
  if (replicaSet === null) {
    const advice = 'start that server with --replSet and run rs.initiate(): live updates need it';
    return { name, state: 'warn', found: `${host} is MongoDB ${version} without a replica set`, advice };
  }
  return {
    name,
    state: 'ok',
    found: `${host} is MongoDB ${version}, replica set ${replicaSet}`,
    advice: null,
  };
};

/** Looks at everything that a start needs, without starting or writing anything. Takes at most about 30 seconds. */
export const diagnose = async (options: DoctorOptions): Promise<DoctorReport> => {
  const dataDir = resolve(options.dataDir);
  const cacheDir = options.cacheDir ?? join(dataDir, 'mongod');
  const [uri, path, cache, download, pip, libraries, data, lock] = await Promise.all([
    checkUri(options.mongodbUri, options.remoteTimeoutMs ?? defaultRemoteTimeoutMs),
    checkPath(process.env.PATH ?? ''),
    checkCache(cacheDir),
    checkDownload(),
    checkPip(),
    checkLibraries(),
    checkDataDirectory(dataDir),
    checkLock(dataDir),
  ]);
  const needed = options.mongodbUri === null;
  const sources = [path, cache, download, pip];
  const server = summariseSources(sources, needed);
  const checks = [
    checkNode(),
    uri,
    server,
    ...settleSources(sources, needed),
    libraries,
    checkLibc(),
    data,
    lock,
  ];
  return { state: worstOf(checks), checks };
};
