import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ok } from '../../src/core/result.ts';
import type { MongodBinary } from '../../src/database/binary.ts';
import { checkLock } from '../../src/database/doctor-data.ts';
import { findLockOwner } from '../../src/database/lock.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { OpenDatabase, OpenOptions } from '../../src/database/open.ts';
import { findFreePort, findServerPort } from '../../src/database/port.ts';
import { startTokenOf } from '../../src/database/process-identity.ts';
import { resolveBinary, standardSources } from '../../src/database/resolve.ts';
import { findOrphan, serverArguments } from '../../src/database/server.ts';
import { fetchOptions, temporaryFolder } from './fake-mongod.ts';

const projectRoot = join(import.meta.dirname, '..', '..');

let binary: MongodBinary;

beforeAll(async () => {
  const options = fetchOptions(join(projectRoot, '.khabar', 'mongod'));
  const resolved = await resolveBinary(standardSources(process.env.PATH ?? ''), options);
  if (!resolved.ok) throw new Error(resolved.fault.message);
  binary = resolved.value;
});

const optionsFor = (dataDir: string, more: Partial<OpenOptions> = {}): OpenOptions => ({
  mongodbUri: null,
  dataDir,
  cacheGigabytes: 0.25,
  progress: () => undefined,
  sources: [{ how: 'cache', find: () => Promise.resolve(ok(binary)) }],
  ...more,
});

const withItems = async <T>(
  uri: string,
  use: (items: mongoose.mongo.Collection) => Promise<T>,
): Promise<T> => {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await use(client.db('t').collection('items'));
  } finally {
    await client.close();
  }
};

const insert = (uri: string, amount: number): Promise<unknown> =>
  withItems(uri, items => items.insertMany(Array.from({ length: amount }, (_, n) => ({ n }))));

const count = (uri: string): Promise<number> => withItems(uri, items => items.countDocuments());

const portOf = (uri: string): number => Number(/:(\d+)\//.exec(uri)?.[1]);

const mongodPid = async (dataDir: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8'), 10);

const waitFor = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sleep(20);
};

/** Starts are slow on a busy machine: these tests are one life of one data directory, in order. */
describe('the life of a data directory', () => {
  let dataDir: string;
  let database: OpenDatabase;
  let written = 0;

  const reopen = async (): Promise<void> => {
    const opened = await openDatabase(optionsFor(dataDir));
    if (!opened.ok) throw new Error(opened.fault.message);
    database = opened.value;
  };

  const write = async (amount: number, uri = database.uri): Promise<void> => {
    await insert(uri, amount);
    written += amount;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'khabar-database-'));
    await reopen();
  });

  afterAll(async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('the first start gives a replica set: transactions and change streams work', async () => {
    expect(database).toMatchObject({ how: 'cache', version: binary.version, replicaSet: true });
    expect(database.describe).toContain(binary.version);
    await write(3);
    await withItems(database.uri, async items => {
      const changes = items.watch();
      // The stream opens with the first look at it: only what is written after that is seen.
      expect(await changes.tryNext()).toBeNull();
      await items.db.client.withSession(session =>
        session.withTransaction(() => items.insertOne({ n: 3 }, { session })),
      );
      written += 1;
      expect(await changes.next()).toMatchObject({ operationType: 'insert', fullDocument: { n: 3 } });
      await changes.close();
    });
  });

  test('a second start is told who has the directory and where the server is', async () => {
    const second = await openDatabase(optionsFor(dataDir));
    expect(second).toMatchObject({
      ok: false,
      fault: { kind: 'locked', pid: process.pid, uri: database.uri },
    });
    expect(second.ok ? '' : second.fault.message).toContain(String(process.pid));
  });

  test('a port that is asked for and taken is a fault', async () => {
    const port = portOf(database.uri);
    const other = await openDatabase(optionsFor(await temporaryFolder(), { port }));
    expect(other).toMatchObject({ ok: false, fault: { kind: 'portTaken', port } });
  });

  test('given by its URI, the server is used as it is and survives our stop', async () => {
    const opened = await openDatabase(optionsFor('/nowhere', { mongodbUri: database.uri }));
    expect(opened).toMatchObject({ ok: true, value: { uri: database.uri, how: 'uri', replicaSet: true } });
    if (opened.ok) await opened.value.stop();
    expect(await count(database.uri)).toBe(written);
  });

  test('the doctor sees who uses the directory', async () => {
    const check = await checkLock(dataDir);
    expect(check.state).toBe('ok');
    expect(check.found).toContain(database.uri);
  });

  test('a stop and a start keep the data and the port', async () => {
    const { uri } = database;
    await database.stop();
    expect(await findLockOwner(dataDir)).toBeNull();
    await reopen();
    expect(database.uri).toBe(uri);
    expect(await count(database.uri)).toBe(written);
  });

  test('after kill -9 of mongod, the next start has all that was acknowledged', async () => {
    await write(500);
    process.kill(await mongodPid(dataDir), 'SIGKILL');
    await database.lost;
    await database.stop();
    await reopen();
    expect(await count(database.uri)).toBe(written);
  });

  test('when the port of last time is taken, another one is found and is primary', async () => {
    const port = portOf(database.uri);
    await database.stop();
    // What sits there hangs up at once: mongod asks its old port whether that is itself.
    const occupant = createServer(socket => socket.destroy());
    await new Promise<void>(resolve => occupant.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>(resolve => occupant.close(() => resolve())));
    await reopen();
    expect(portOf(database.uri)).not.toBe(port);
    await write(1);
    expect(await count(database.uri)).toBe(written);
  });

  test('a mongod that a killed run left is stopped first', async () => {
    await database.stop();
    // Of those that no outgoing connection takes meanwhile.
    const port = (await findServerPort()) ?? 0;
    const dbPath = join(dataDir, 'db');
    const logFile = join(dataDir, 'mongod.log');
    const args = serverArguments({ binary: binary.path, dbPath, logFile, port, cacheGigabytes: 0.25 });
    const orphan = spawn(binary.path, args, { stdio: 'ignore', detached: true });
    const gone = new Promise(resolve => orphan.once('exit', resolve));
    await waitFor(async () => (await findOrphan(dbPath)) === orphan.pid);
    expect(await checkLock(dataDir)).toMatchObject({ state: 'warn' });
    await reopen();
    await gone;
    expect(await count(database.uri)).toBe(written);
  });

  test('when Khabar is killed with -9, its mongod ends by itself and the next start takes the lock', async () => {
    await database.stop();
    const module = join(projectRoot, 'src', 'database', 'open.ts');
    const program = `
      import { openDatabase } from ${JSON.stringify(module)};
      const found = { ok: true, value: ${JSON.stringify(binary)} };
      const sources = [{ how: 'cache', find: async () => found }];
      const opened = await openDatabase({ mongodbUri: null, dataDir: ${JSON.stringify(dataDir)}, progress() {}, sources });
      process.stdout.write(opened.value.uri + '\\n');
      setInterval(() => {}, 1000);`;
    const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio });
    const uri = await new Promise<string>(resolve =>
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
    );
    await write(2, uri);
    const pid = await mongodPid(dataDir);
    expect(await findLockOwner(dataDir)).toMatchObject({ pid: child.pid, uri });
    child.kill('SIGKILL');
    await waitFor(async () => (await startTokenOf(pid)) === null);
    await reopen();
    expect(await count(database.uri)).toBe(written);
  });
});

test('a server that cannot start gives the reason of its log, and the lock is free again', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'db'));
  await writeFile(join(dataDir, 'db', 'WiredTiger'), 'no such format');
  await writeFile(join(dataDir, 'db', 'WiredTiger.turtle'), 'no such format');
  const opened = await openDatabase(optionsFor(dataDir));
  expect(opened).toMatchObject({ ok: false, fault: { kind: 'startFailed' } });
  expect(opened.ok ? '' : opened.fault.message).toMatch(/WiredTiger/i);
  expect(await findLockOwner(dataDir)).toBeNull();
});

test('a start that is cancelled leaves nothing running', async () => {
  const dataDir = await temporaryFolder();
  const controller = new AbortController();
  const progress = (): void => controller.abort();
  const opened = await openDatabase(optionsFor(dataDir, { progress, signal: controller.signal }));
  expect(opened).toMatchObject({ ok: false, fault: { kind: 'aborted' } });
  expect(await findOrphan(join(dataDir, 'db'))).toBeNull();
});

test('a server of somebody else that does not answer is a fault that hides the password', async () => {
  const port = (await findFreePort(0)) ?? 0;
  const mongodbUri = `mongodb://reader:s3cret@127.0.0.1:${port}/`;
  const opened = await openDatabase(optionsFor('/nowhere', { mongodbUri, remoteTimeoutMs: 300 }));
  expect(opened).toMatchObject({ ok: false, fault: { kind: 'unreachable' } });
  expect(opened.ok ? '' : opened.fault.message).toContain(`127.0.0.1:${port}`);
  expect(opened.ok ? '' : opened.fault.message).not.toContain('s3cret');
});

test('a data directory that cannot be made is a fault', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const opened = await openDatabase(optionsFor(join(folder, 'file', 'data')));
  expect(opened).toMatchObject({ ok: false, fault: { kind: 'dataDirectory' } });
});
