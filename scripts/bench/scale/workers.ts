/* The same feeds read by one worker and by two that share a database. */
import { z } from 'zod';
import type { BenchContext } from '../benchmark.ts';
import { startChild, type Child } from '../child.ts';
import { feedUrls, itemsPerFeed, startFeeds, type FeedSource } from '../ingest/feed-source.ts';
import type { Measured } from '../report.ts';

const pass = z.object({ inserted: z.number(), failed: z.array(z.string()), pending: z.number() });
const nothing = z.null();

interface Settings {
  uri: string;
  feeds: FeedSource;
  urls: string[];
}

/** Milliseconds until everything is read, stored and searchable. */
const readWith = async (workers: readonly Child[], { uri, feeds, urls }: Settings): Promise<number> => {
  for (const worker of workers) await worker.ask('open', { uri, origin: feeds.origin, urls }, nothing);
  await workers[0]?.ask('refresh', null, nothing);
  const started = performance.now();
  const passes = await Promise.all(workers.map(worker => worker.ask('pass', null, pass)));
  const ms = performance.now() - started;
  const inserted = passes.reduce((sum, each) => sum + each.inserted, 0);
  const failed = passes.flatMap(each => each.failed);
  if (failed.length > 0 || inserted !== urls.length * itemsPerFeed)
    throw new Error(
      `${inserted} articles of ${urls.length * itemsPerFeed}; ${failed[0] ?? 'no feed failed'}`,
    );
  for (const worker of workers) await worker.ask('close', null, nothing);
  return ms;
};

export const measureWorkers = async (
  { options, database, say }: BenchContext,
  { count, rounds }: { count: number; rounds: number },
): Promise<Measured[]> => {
  const feeds = await startFeeds({ feeds: count, folder: options.feedserver, directory: database.directory });
  const start = () => startChild(`${import.meta.dirname}/../ingest/product.ts`);
  const workers = [start(), start()];
  const settings = { uri: database.uriOf('workers'), feeds, urls: feedUrls(feeds.origin, count) };
  const measure = async (used: readonly Child[]): Promise<number> => {
    const ms = await readWith(used, settings);
    await database.drop('workers');
    return (count * itemsPerFeed * 1000) / ms;
  };
  say('workers: warming up');
  await measure(workers);
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    say(`workers: round ${round + 1} of ${rounds}`);
    one.push(await measure(workers.slice(round % 2, (round % 2) + 1)));
    two.push(await measure(workers));
  }
  await Promise.all([...workers, feeds].map(each => each.stop()));
  return [
    {
      what: `${count} new feeds of ${itemsPerFeed}, stored and searchable: 2 workers beside 1`,
      unit: 'items/s',
      better: 'more',
      ours: two,
      other: { name: '1 worker', rounds: one },
    },
  ];
};
