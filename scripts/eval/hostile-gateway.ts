import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Bindings } from './hostile-graphql.ts';

const root = join(import.meta.dirname, '../..');
const readyMs = 120_000;

/** What the operations of graphql.json are called in our schema; `%` is a token's argument. */
export const schemaBindings: Bindings = {
  ONE: 'tags(first: 1) { pageInfo { hasNextPage } }',
  QUERY: 'Query',
  LIST_OPEN: 'articles(first: %) { edges { node {',
  LIST_CLOSE: '} } }',
  LIST_AFTER_OPEN: 'articles(first: 5, after: %) { edges { node {',
  CYCLE_OPEN: 'source { articles(first: 1) { edges { node {',
  CYCLE_CLOSE: '} } } }',
  CYCLE_LIST_OPEN: 'source { articles(first: %) { edges { node {',
  CYCLE_LIST_CLOSE: '} } } }',
  NODE: 'node(id: %)',
  SEARCH_OPEN: 'search(first: 5, query: %) { edges { node {',
  SEARCH_CLOSE: '} } }',
  ONE_ARG: 'article(id: %)',
  TYPO: 'artcles { id }',
};

/** Builds the program, starts it on the sample newsroom with data of its own, and stops it when the work is done. */
export const withGateway = async <T>(work: (endpoint: string) => Promise<T>): Promise<T> => {
  await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: root, timeout: readyMs });
  const data = await mkdtemp(join(tmpdir(), 'khabar-hostile-'));
  const cache = join(root, '.khabar/mongod');
  await mkdir(cache, { recursive: true });
  await symlink(cache, join(data, 'mongod'));
  const env = { ...process.env, PORT: '0', KHABAR_DATA: data, KHABAR_SAMPLE: 'on', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, ['dist/cli/main.js', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()));
  const limit = setTimeout(() => child.kill('SIGKILL'), readyMs);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const endpoint = /^khabar ready (\S+)$/u.exec(line)?.[1];
      if (endpoint === undefined) continue;
      clearTimeout(limit);
      // Its further lines go nowhere, so that the pipe never fills.
      child.stdout.resume();
      return await work(endpoint);
    }
    throw new Error('the gateway ended before it was ready');
  } finally {
    clearTimeout(limit);
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  }
};
