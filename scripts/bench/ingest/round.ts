/* One round: the same feeds read by the product and by the floors, first new, then unchanged, then with 2 new items. */
import { z } from 'zod';
import type { BenchDatabase } from '../database.ts';
import { startChild, type Child } from '../child.ts';
import { cpuSeconds, memoryMegabytes } from '../processes.ts';
import { itemsPerFeed, type FeedSource } from './feed-source.ts';

const productPass = z.object({
  feeds: z.number(),
  readMs: z.number(),
  totalMs: z.number(),
  inserted: z.number(),
  updated: z.number(),
  notModified: z.number(),
  failed: z.array(z.string()),
  pending: z.number(),
});
export type ProductPass = z.infer<typeof productPass>;

const parsePass = z.object({ items: z.number(), notModified: z.number(), ms: z.number() });
const storePass = z.object({ inserted: z.number(), ms: z.number() });
const nothing = z.null();

export interface Cost {
  /** Processor seconds of the process that did the work, and of the database. */
  program: number;
  database: number;
}

export interface RoundResult {
  fresh: { product: ProductPass; cost: Cost; parse: number; parseCost: Cost; store: number; storeCost: Cost };
  unchanged: { product: ProductPass; cost: Cost; parse: number; store: number };
  repoll: { product: ProductPass; cost: Cost; parse: number };
  /** Megabytes of the product after the round, and the most so far. */
  memory: { now: number; peak: number };
}

export interface Workers {
  product: Child;
  parse: Child;
  store: Child;
}

export const startWorkers = (): Workers => ({
  product: startChild(`${import.meta.dirname}/product.ts`),
  parse: startChild(`${import.meta.dirname}/floor-parse.ts`),
  store: startChild(`${import.meta.dirname}/floor-store.ts`),
});

export interface RoundSettings {
  workers: Workers;
  feeds: FeedSource;
  urls: string[];
  database: BenchDatabase;
}

const concurrency = 16;
export const newItems = 2;

const costOf = async <T>(
  child: Child,
  database: BenchDatabase,
  work: () => Promise<T>,
): Promise<{ value: T; cost: Cost }> => {
  const read = async (): Promise<Cost> => ({
    program: await cpuSeconds(child.pid),
    database: await cpuSeconds(database.pid),
  });
  const before = await read();
  const value = await work();
  const after = await read();
  return {
    value,
    cost: { program: after.program - before.program, database: after.database - before.database },
  };
};

const expect = (found: number, wanted: number, what: string): void => {
  if (found !== wanted) throw new Error(`${what}: ${found} instead of ${wanted}`);
};

export const runRound = async ({ workers, feeds, urls, database }: RoundSettings): Promise<RoundResult> => {
  const { product, parse, store } = workers;
  const uri = database.uriOf('ingest');
  await feeds.reset();
  await parse.ask('forget', null, nothing);
  await product.ask('open', { uri, origin: feeds.origin, urls }, nothing);
  const parseAll = () => parse.ask('pass', { urls, concurrency }, parsePass);
  const readAll = async () => {
    await product.ask('refresh', null, nothing);
    return costOf(product, database, () => product.ask('pass', null, productPass));
  };
  const items = urls.length * itemsPerFeed;

  const parsedFresh = await costOf(parse, database, parseAll);
  expect(parsedFresh.value.items, items, 'parsed items');
  const readFresh = await readAll();
  check(readFresh.value, { inserted: items });
  const stored = await storeTwice(store, database, urls);
  expect(stored.inserted, items, 'items stored by the floor');

  const parsedUnchanged = await parseAll();
  expect(parsedUnchanged.notModified, urls.length, 'feeds not modified');
  const readUnchanged = await readAll();
  check(readUnchanged.value, { inserted: 0, notModified: urls.length });

  await feeds.add(newItems);
  const parsedAgain = await parseAll();
  const readAgain = await readAll();
  check(readAgain.value, { inserted: urls.length * newItems });

  const memory = await memoryMegabytes(product.pid);
  await product.ask('close', null, nothing);
  await database.drop('ingest');
  return {
    fresh: {
      product: readFresh.value,
      cost: readFresh.cost,
      parse: parsedFresh.value.ms,
      parseCost: parsedFresh.cost,
      store: stored.freshMs,
      storeCost: stored.cost,
    },
    unchanged: {
      product: readUnchanged.value,
      cost: readUnchanged.cost,
      parse: parsedUnchanged.ms,
      store: stored.againMs,
    },
    repoll: { product: readAgain.value, cost: readAgain.cost, parse: parsedAgain.ms },
    memory,
  };
};

/** A figure counts only when all of the work was done. */
const check = (pass: ProductPass, wanted: { inserted: number; notModified?: number }): void => {
  if (pass.failed.length > 0) throw new Error(`${pass.failed.length} feeds failed: ${pass.failed[0] ?? ''}`);
  expect(pass.inserted, wanted.inserted, 'new articles');
  expect(pass.pending, 0, 'articles that are not searchable yet');
  if (wanted.notModified !== undefined) expect(pass.notModified, wanted.notModified, 'feeds not modified');
};

const storeTwice = async (store: Child, database: BenchDatabase, urls: readonly string[]) => {
  await store.ask('prepare', { uri: database.uriOf('floor'), urls, concurrency }, nothing);
  const write = () => store.ask('write', null, storePass);
  const { value: fresh, cost } = await costOf(store, database, write);
  const again = await write();
  await store.ask('close', null, nothing);
  await database.drop('floor');
  return { freshMs: fresh.ms, inserted: fresh.inserted, againMs: again.ms, cost };
};
