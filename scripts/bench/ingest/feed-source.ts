/* The server that the feeds are read from: one of our own, or a Go program with the same addresses. */
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { end, guard, startChild } from '../child.ts';

export const itemsPerFeed = 50;

export interface FeedSource {
  name: string;
  origin: string;
  pid: number;
  /** Puts this many new items on top of each feed. */
  add(items: number): Promise<void>;
  /** Back to the items of the beginning. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface FeedSourceOptions {
  feeds: number;
  /** Folder of the Go program; null: our own server. */
  folder: string | null;
  /** Where the program is built. */
  directory: string;
}

export const startFeeds = (options: FeedSourceOptions): Promise<FeedSource> =>
  options.folder === null ? startOwn(options.feeds) : startGo(options.folder, options);

export const feedUrls = (origin: string, feeds: number): string[] =>
  Array.from({ length: feeds }, (_, feed) => `${origin}/feed/${feed}`);

const startOwn = async (feeds: number): Promise<FeedSource> => {
  const child = startChild(`${import.meta.dirname}/feed-server.ts`);
  const { port } = await child.ask('start', { feeds, itemsPerFeed }, z.object({ port: z.number() }));
  return {
    name: 'own feed server',
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid,
    add: async items => {
      await child.ask('add', items, z.null());
    },
    reset: async () => {
      await child.ask('reset', null, z.null());
    },
    stop: () => child.stop(),
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const startGo = async (folder: string, { feeds, directory }: FeedSourceOptions): Promise<FeedSource> => {
  const program = join(directory, 'feedserver');
  await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd: folder, timeout: 120_000 });
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['-addr', address, '-n', String(feeds), '-items', String(itemsPerFeed)], {
    stdio: 'ignore',
  });
  guard(child);
  const origin = `http://${address}`;
  const post = async (path: string): Promise<void> => {
    const response = await fetch(`${origin}${path}`, { method: 'POST' });
    if (!response.ok) throw new Error(`the feed server answers ${response.status}`);
    await response.text();
  };
  await waitFor(`${origin}/stats`);
  return {
    name: 'feedserver (Go)',
    origin,
    pid: child.pid ?? 0,
    add: items => post(`/round?add=${items}`),
    reset: () => post('/reset'),
    stop: () => end(child),
  };
};

const startMs = 60_000;

/** It renders all feeds before it answers. */
const waitFor = async (url: string): Promise<void> => {
  for (const until = performance.now() + startMs; performance.now() < until;) {
    await sleep(50);
    const answered = await fetch(url).then(
      response => response.ok,
      () => false,
    );
    if (answered) return;
  }
  throw new Error('the feed server did not start');
};
