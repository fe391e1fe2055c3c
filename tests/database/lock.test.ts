import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock, findLockOwner } from '../../src/database/lock.ts';
import { argumentsOf, startTokenOf } from '../../src/database/process-identity.ts';
import { temporaryFolder } from './fake-mongod.ts';

/** No process has this id: it is above the largest that Linux gives out (proc(5), pid_max). */
const impossiblePid = 4_194_305;

const writeLock = (folder: string, text: string): Promise<void> =>
  writeFile(join(folder, 'khabar.lock'), text);

test('a lock is had once, names its owner, and is free after its release', async () => {
  const folder = await temporaryFolder();
  const lock = await acquireLock(folder);
  expect(await acquireLock(folder)).toMatchObject({ ok: false, fault: { pid: process.pid, uri: null } });
  if (!lock.ok) throw new Error('not locked');
  await lock.value.publish('mongodb://127.0.0.1:1/');
  expect(await findLockOwner(folder)).toMatchObject({ pid: process.pid, uri: 'mongodb://127.0.0.1:1/' });
  await lock.value.release();
  expect(await findLockOwner(folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['a process that is gone', JSON.stringify({ pid: impossiblePid, started: 'x', uri: null })],
  [
    'a process id that another program has now',
    JSON.stringify({ pid: process.pid, started: 'earlier', uri: null }),
  ],
  ['a write that did not finish', '{"pid": 12'],
  ['nobody', ''],
])('a lock left by %s is taken over', async (_owner, text) => {
  const folder = await temporaryFolder();
  await writeLock(folder, text);
  expect(await findLockOwner(folder)).toBeNull();
  expect((await acquireLock(folder)).ok).toBe(true);
  expect(await findLockOwner(folder)).toMatchObject({ pid: process.pid });
});

test('of many that take over one stale lock at once, one gets it', async () => {
  const folder = await temporaryFolder();
  await writeLock(folder, JSON.stringify({ pid: impossiblePid, started: 'x', uri: null }));
  const results = await Promise.all(Array.from({ length: 20 }, () => acquireLock(folder)));
  expect(results.filter(result => result.ok)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['khabar.lock']);
});

test('of several processes that take over one stale lock at once, one gets it', async () => {
  const folder = await temporaryFolder();
  await writeLock(folder, JSON.stringify({ pid: impossiblePid, started: 'x', uri: null }));
  const module = join(import.meta.dirname, '..', '..', 'src', 'database', 'lock.ts');
  const program = `
    import { acquireLock } from ${JSON.stringify(module)};
    process.stdin.once('data', async () => {
      const lock = await acquireLock(${JSON.stringify(folder)});
      process.stdout.write(lock.ok ? 'taken' : 'refused');
    });
    process.stdout.write('ready');`;
  const children = [1, 2, 3, 4].map(() => spawn(process.execPath, ['--input-type=module', '-e', program]));
  const nextWords = (): Promise<string[]> =>
    Promise.all(
      children.map(
        child =>
          new Promise<string>(said => child.stdout.once('data', (text: Buffer) => said(text.toString()))),
      ),
    );
  await nextWords();
  const answers = nextWords();
  for (const child of children) child.stdin.write('go');
  expect((await answers).sort()).toEqual(['refused', 'refused', 'refused', 'taken']);
  for (const child of children) child.kill();
});

test('a lock that somebody else has taken meanwhile is not released', async () => {
  const folder = await temporaryFolder();
  const lock = await acquireLock(folder);
  const other = { pid: process.ppid, started: (await startTokenOf(process.ppid)) ?? '', uri: null };
  await writeLock(folder, JSON.stringify(other));
  if (lock.ok) await lock.value.release();
  expect(await findLockOwner(folder)).toEqual(other);
});

test('a process is known by its start and its arguments; one that is not there has neither', async () => {
  expect(await startTokenOf(process.pid)).toBe(await startTokenOf(process.pid));
  expect(await startTokenOf(process.ppid)).not.toBe(await startTokenOf(process.pid));
  expect((await argumentsOf(process.pid))?.[0]).toMatch(/node/);
  expect(await startTokenOf(impossiblePid)).toBeNull();
  expect(await argumentsOf(impossiblePid)).toBeNull();
});
