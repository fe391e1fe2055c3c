import { access, constants, readFile, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Check } from './doctor-report.ts';
import { findLockOwner } from './lock.ts';
import { findOrphan } from './server.ts';

const bytesPerMegabyte = 1024 * 1024;
/** A new database takes 300 MB for its journal at once; the server's binary about 140 MB more. */
const leastFreeMegabytes = 500;
const comfortableFreeMegabytes = 2_000;

const nearestExisting = async (path: string): Promise<string> => {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  return exists || dirname(path) === path ? path : nearestExisting(dirname(path));
};

/** Whether the data directory (or the folder where it will be made) can be written to, and how much room it has. */
export const checkDataDirectory = async (dataDir: string): Promise<Check> => {
  const name = 'Data directory';
  const existing = await nearestExisting(dataDir);
  const writable = await access(existing, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    return {
      name,
      state: 'fail',
      found: `${existing} cannot be written to`,
      advice: 'set KHABAR_DATA to another folder',
    };
  }
  const { bavail, bsize } = await statfs(existing);
  const freeMegabytes = Math.floor((bavail * bsize) / bytesPerMegabyte);
  const found = `${dataDir}${existing === dataDir ? '' : ' (will be made)'}, ${freeMegabytes} MB free`;
  const advice = `make room: ${comfortableFreeMegabytes} MB are comfortable`;
  if (freeMegabytes < leastFreeMegabytes) return { name, state: 'fail', found, advice };
  if (freeMegabytes < comfortableFreeMegabytes) return { name, state: 'warn', found, advice };
  return { name, state: 'ok', found, advice: null };
};

/** Who uses the data directory, and what a killed run has left. */
export const checkLock = async (dataDir: string): Promise<Check> => {
  const name = 'Lock';
  const owner = await findLockOwner(dataDir);
  if (owner !== null) {
    const found = `in use by process ${owner.pid}${owner.uri === null ? ', which is starting' : ` at ${owner.uri}`}`;
    return { name, state: 'ok', found, advice: null };
  }
  const orphan = await findOrphan(join(dataDir, 'db'));
  if (orphan !== null) {
    const found = `mongod ${orphan} was left by a killed run`;
    return { name, state: 'warn', found, advice: 'nothing: the next start stops it cleanly' };
  }
  const left = await readFile(join(dataDir, 'khabar.lock'), 'utf8').then(
    () => true,
    () => false,
  );
  const found = left ? 'left by a killed run; the next start takes it over' : 'free';
  return { name, state: 'ok', found, advice: null };
};
