/* Resident memory of one ingest process over many rounds of the same work: flat, or a leak. */
import { z } from 'zod';
import type { BenchDatabase } from '../database.ts';
import { startChild } from '../child.ts';
import { memoryMegabytes } from '../processes.ts';
import type { Measured } from '../report.ts';
import type { FeedSource } from './feed-source.ts';

const pass = z.object({ inserted: z.number(), failed: z.array(z.string()) });
const nothing = z.null();
const newItems = 2;

export interface MemorySettings {
  feeds: FeedSource;
  urls: string[];
  database: BenchDatabase;
  rounds: number;
}

/** Every round reads all feeds three times: as they were, with new items on top, and unchanged. */
export const measureMemory = async ({ feeds, urls, database, rounds }: MemorySettings): Promise<Measured> => {
  const product = startChild(`${import.meta.dirname}/product.ts`);
  await feeds.reset();
  await product.ask('open', { uri: database.uriOf('memory'), origin: feeds.origin, urls }, nothing);
  const read = async (): Promise<void> => {
    await product.ask('refresh', null, nothing);
    const { failed } = await product.ask('pass', null, pass);
    if (failed.length > 0) throw new Error(`${failed.length} feeds failed: ${failed[0] ?? ''}`);
  };
  const after: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await read();
    await feeds.add(newItems);
    await read();
    await read();
    after.push((await memoryMegabytes(product.pid)).now);
  }
  await product.ask('close', null, nothing);
  await product.stop();
  await database.drop('memory');
  // The first rounds fill caches and compile code: what grows after that is what counts.
  const settled = Math.floor(rounds / 2);
  return {
    what: `resident memory, last of ${rounds} rounds in one process`,
    unit: 'MB',
    better: 'less',
    ours: after.slice(-1),
    other: { name: `after round ${settled}`, rounds: [after[settled - 1] ?? after[0] ?? NaN] },
    extra: { 'after the first': [after[0] ?? NaN, null] },
  };
};
