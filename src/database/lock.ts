import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { startTokenOf } from './process-identity.ts';

/**
 * One data directory, one owner. The lock is a file that names its owner by process id and start, so that a lock left
 * by kill -9 is told from a living one. It appears whole, by link(2), which fails when the name is taken. mongod's own
 * lock on its files stands behind it.
 */
const ownerShape = z.object({
  pid: z.number().int().positive(),
  started: z.string(),
  uri: z.string().nullable(),
});

export type LockOwner = z.infer<typeof ownerShape>;

export interface DirectoryLock {
  /** Tells others where the owner's server is. */
  publish(uri: string): Promise<void>;
  release(): Promise<void>;
}

const lockFile = (dataDir: string): string => join(dataDir, 'khabar.lock');

const maxAttempts = 100;
const retryAfterMs = 20;

const parseOwner = (text: string): LockOwner | null => {
  try {
    const parsed = ownerShape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readText = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

const linkTo = (existing: string, name: string): Promise<boolean> =>
  link(existing, name).then(
    () => true,
    () => false,
  );

const liveOwnerOf = async (text: string | null): Promise<LockOwner | null> => {
  const owner = parseOwner(text ?? '');
  return owner !== null && (await startTokenOf(owner.pid)) === owner.started ? owner : null;
};

/** The live process that owns the directory, or null: no lock, or one whose owner is gone. */
export const findLockOwner = async (dataDir: string): Promise<LockOwner | null> =>
  liveOwnerOf(await readText(lockFile(dataDir)));

const writeAside = async (dataDir: string, owner: LockOwner): Promise<string> => {
  const aside = join(dataDir, `.khabar.lock-${randomUUID()}`);
  await writeFile(aside, `${JSON.stringify(owner)}\n`, { flag: 'wx' });
  return aside;
};

/**
 * Puts our lock in the place of a dead owner's, whose text was `seen`. Whoever replaces that text must first hold the
 * marker that is named after it, so of many that try one gets it; the marker itself then becomes the lock.
 */
const takeOver = async (dataDir: string, aside: string, seen: string): Promise<boolean> => {
  const marker = `${lockFile(dataDir)}-${createHash('sha256').update(seen).digest('hex').slice(0, 16)}`;
  if (!(await linkTo(aside, marker))) {
    const holder = await readText(marker);
    if (holder !== null && (await liveOwnerOf(holder)) === null) await rm(marker, { force: true });
    return false;
  }
  if ((await readText(lockFile(dataDir))) === seen) {
    return rename(marker, lockFile(dataDir)).then(
      () => true,
      () => false,
    );
  }
  await rm(marker, { force: true });
  return false;
};

const lockOf = (dataDir: string, owner: LockOwner): DirectoryLock => ({
  async publish(uri) {
    await rename(await writeAside(dataDir, { ...owner, uri }), lockFile(dataDir));
  },
  async release() {
    const current = parseOwner((await readText(lockFile(dataDir))) ?? '');
    const isOurs = current?.pid === owner.pid && current.started === owner.started;
    if (isOurs) await rm(lockFile(dataDir), { force: true });
  },
});

/** Takes the directory for this process, or gives its live owner (this process itself included). */
export const acquireLock = async (dataDir: string): Promise<Result<DirectoryLock, LockOwner>> => {
  const owner: LockOwner = { pid: process.pid, started: (await startTokenOf(process.pid)) ?? '', uri: null };
  const aside = await writeAside(dataDir, owner);
  try {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      if (await linkTo(aside, lockFile(dataDir))) return ok(lockOf(dataDir, owner));
      // Judged and replaced must be the same text: a moment later the lock may be another, living one.
      const seen = await readText(lockFile(dataDir));
      const live = await liveOwnerOf(seen);
      if (live !== null) return fail(live);
      if (seen !== null && (await takeOver(dataDir, aside, seen))) return ok(lockOf(dataDir, owner));
      await sleep(retryAfterMs);
    }
    throw new Error(`the lock in ${dataDir} can neither be taken nor read`);
  } finally {
    await rm(aside, { force: true });
  }
};
