import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A MongoDB replica set, shared by all test files: use testDatabaseUri() for a database of one's own. */
    mongoUri: string;
  }
}

const projectRoot = join(import.meta.dirname, '..', '..');

/** One mongod for the whole run, by the product's own code; a downloaded server is shared with `npm start`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khabar-test-'));
  const opened = await openDatabase({
    mongodbUri: process.env.MONGODB_URI ?? null,
    dataDir,
    cacheDir: join(projectRoot, '.khabar', 'mongod'),
    progress: event => {
      if (event.kind !== 'bytes')
        process.stderr.write(`database: ${event.kind === 'step' ? event.text : event.reason}\n`);
    },
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  process.stderr.write(`database: ${opened.value.describe}\n`);
  project.provide('mongoUri', opened.value.uri);
  return async () => {
    await opened.value.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
