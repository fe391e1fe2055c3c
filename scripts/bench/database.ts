import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openDatabase } from '../../src/database/open.ts';

export interface BenchDatabase {
  /** One line: which server is used. */
  describe: string;
  version: string;
  /** Null when the server runs on another machine, or does not tell. */
  pid: number | null;
  /** The directory of this run, removed at its end. */
  directory: string;
  /** Connection string of a database that only this run uses. */
  uriOf(name: string): string;
  drop(name: string): Promise<void>;
  /** Drops what was used and stops the server, where it is ours. */
  stop(): Promise<void>;
}

const projectRoot = join(import.meta.dirname, '..', '..');

const withPath = (uri: string, path: string): string => {
  const [base = '', query] = uri.split('?', 2);
  const [scheme = '', rest = ''] = base.split('//', 2);
  return `${scheme}//${rest.split('/', 1)[0] ?? ''}/${path}${query === undefined ? '' : `?${query}`}`;
};

/** A database of the benchmark's own: a fresh mongod by the product's own code, or that of MONGODB_URI. */
export const openBenchDatabase = async (): Promise<BenchDatabase> => {
  const directory = await mkdtemp(join(tmpdir(), 'khabar-bench-'));
  const opened = await openDatabase({
    mongodbUri: process.env['MONGODB_URI'] ?? null,
    dataDir: directory,
    cacheDir: join(projectRoot, '.khabar', 'mongod'),
    progress: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  const { uri, version, describe } = opened.value;
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  const used = new Set<string>();
  const nameOf = (name: string): string => `bench-${process.pid}-${name}`;
  const drop = async (name: string): Promise<void> => {
    await client.db(nameOf(name)).dropDatabase();
  };
  return {
    describe,
    version,
    pid: await localPid(client),
    directory,
    uriOf: name => {
      used.add(name);
      return withPath(uri, nameOf(name));
    },
    drop,
    stop: async () => {
      for (const name of used) await drop(name);
      await client.close();
      await opened.value.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const localPid = async (client: mongoose.mongo.MongoClient): Promise<number | null> => {
  const status = await client.db('admin').command({ serverStatus: 1 });
  const pid = Number(status['pid']);
  const isHere = client.options.hosts.every(({ host }) => host === '127.0.0.1' || host === 'localhost');
  return isHere && Number.isInteger(pid) ? pid : null;
};
