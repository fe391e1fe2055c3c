import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DatabaseProgress, FetchOptions } from '../../src/database/fault.ts';

/** A folder for one test, removed after it. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'khabar-database-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Writes a program that prints and exits as told, e.g. a mongod that only knows `--version`. */
export const writeProgram = async (path: string, script: string): Promise<string> => {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
};

export const versionScript = (version: string): string => `echo 'db version v${version}'`;

/** Fetch options that keep what was reported. */
export const fetchOptions = (
  cacheDir: string,
  dataVersion: string | null = null,
): FetchOptions & { events: DatabaseProgress[] } => {
  const events: DatabaseProgress[] = [];
  return { cacheDir, dataVersion, events, progress: event => events.push(event) };
};
