/* Ingest: the product beside what fetching and parsing alone, and storing alone, take on the same feeds. */
import type { Benchmark } from '../benchmark.ts';
import type { Measured } from '../report.ts';
import { feedUrls, itemsPerFeed, startFeeds } from './feed-source.ts';
import { measureDisturbed } from './disturbed.ts';
import { measureMemory } from './memory.ts';
import { miniflux } from './published.ts';
import { newItems, runRound, startWorkers, type RoundResult } from './round.ts';

export const run: Benchmark = async ({ options, database, say }) => {
  const { quick } = options;
  const count = options.feeds ?? (quick ? 6 : 200);
  const rounds = options.rounds ?? (quick ? 2 : 3);
  const feeds = await startFeeds({ feeds: count, folder: options.feedserver, directory: database.directory });
  say(`${count} feeds of ${itemsPerFeed} items by ${feeds.name}`);
  const workers = startWorkers();
  const urls = feedUrls(feeds.origin, count);
  say('warming up');
  await runRound({ workers, feeds, urls: urls.slice(0, Math.ceil(count / 4)), database });
  const results: RoundResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}`);
    results.push(await runRound({ workers, feeds, urls, database }));
  }
  say('among feeds that hang, drip and reset');
  const { product } = workers;
  const disturbed = await measureDisturbed({ product, feeds, urls, database, rounds });
  say('memory');
  const few = urls.slice(0, Math.ceil(count / 4));
  const memory = await measureMemory({ feeds, urls: few, database, rounds: quick ? 2 : memoryRounds });
  await Promise.all([workers.product, workers.parse, workers.store, feeds].map(each => each.stop()));
  return {
    settings: { feeds: count, itemsPerFeed, newItems, rounds, feedServer: feeds.name, miniflux, results },
    rows: [
      ...freshRows(results, count),
      ...pollRows(results, count),
      ...costRows(results, count),
      ...disturbed,
      memoryRow(results),
      memory,
    ],
    notes: [
      'Feeds only, no article pages. Product, floors, feed server and database share the processors, nothing is pinned.',
      '"searchable" ends when every article is indexed for search and related to others; "stored" when the last one is written.',
      "The parse floor fetches with undici and parses with the product's parser; the store floor writes ready documents under the product's indexes.",
      'Among bad feeds: of all sources 30 % never answer, 10 % send a byte a second, 10 % reset; the time is that of the last healthy one, in a running worker with indexing beside it.',
      'Every pass was checked: all items stored, none pending, no feed failed.',
    ],
  };
};

const memoryRounds = 10;

const perSecond = (amount: number, ms: number): number => (amount / ms) * 1000;

const freshRows = (results: readonly RoundResult[], feeds: number): Measured[] => {
  const items = feeds * itemsPerFeed;
  const parse = results.map(({ fresh }) => perSecond(items, fresh.parse));
  const store = results.map(({ fresh }) => perSecond(items, fresh.store));
  const both = results.map(({ fresh }) => perSecond(items, fresh.parse + fresh.store));
  const row =
    (what: string, read: (round: RoundResult) => number) =>
    (name: string, rounds: number[]): Measured => ({
      what,
      unit: 'items/s',
      better: 'more',
      ours: results.map(result => perSecond(items, read(result))),
      other: { name, rounds },
    });
  const stored = row('new items, stored', ({ fresh }) => fresh.product.readMs);
  const searchable = row('new items, searchable', ({ fresh }) => fresh.product.totalMs);
  return [
    stored('floor: fetch + parse', parse),
    stored('floor: bulk upserts', store),
    stored('both floors, one after the other', both),
    searchable('both floors, one after the other', both),
    searchable(miniflux.name, [miniflux.newItemsPerSecond]),
  ];
};

const pollRows = (results: readonly RoundResult[], feeds: number): Measured[] => {
  const row = (what: string, rounds: number[], other: { name: string; rounds: number[] }): Measured => ({
    what,
    unit: 'feeds/s',
    better: 'more',
    ours: rounds,
    other,
  });
  const unchanged = results.map(round => perSecond(feeds, round.unchanged.product.totalMs));
  const again = results.map(round => perSecond(feeds, round.repoll.product.totalMs));
  const parse = (read: (round: RoundResult) => number) => results.map(round => perSecond(feeds, read(round)));
  const repolled = `re-poll, ${newItems} new of ${itemsPerFeed}`;
  return [
    row('unchanged feeds (304)', unchanged, {
      name: 'floor: fetch',
      rounds: parse(round => round.unchanged.parse),
    }),
    row('unchanged feeds (304)', unchanged, {
      name: miniflux.name,
      rounds: [miniflux.unchangedFeedsPerSecond],
    }),
    row(repolled, again, { name: 'floor: fetch + parse', rounds: parse(round => round.repoll.parse) }),
    row(repolled, again, { name: miniflux.name, rounds: [miniflux.repolledFeedsPerSecond] }),
  ];
};

const costRows = (results: readonly RoundResult[], feeds: number): Measured[] => {
  const perThousand = (seconds: number): number => (seconds * 1000) / (feeds * itemsPerFeed);
  const row = (what: string, read: (round: RoundResult) => number, other: Measured['other']): Measured => ({
    what,
    unit: 'CPU s per 1,000 items',
    better: 'less',
    ours: results.map(round => perThousand(read(round))),
    ...(other === undefined ? {} : { other }),
  });
  const floors = (read: (round: RoundResult) => number) => ({
    name: 'both floors',
    rounds: results.map(round => perThousand(read(round))),
  });
  return [
    row(
      'new items, program',
      ({ fresh }) => fresh.cost.program,
      floors(({ fresh }) => fresh.parseCost.program + fresh.storeCost.program),
    ),
    row(
      'new items, mongod',
      ({ fresh }) => fresh.cost.database,
      floors(({ fresh }) => fresh.storeCost.database),
    ),
    row('new items, both', ({ fresh }) => fresh.cost.program + fresh.cost.database, {
      name: miniflux.name,
      rounds: [miniflux.cpuPerThousand.program + miniflux.cpuPerThousand.database],
    }),
  ];
};

const memoryRow = (results: readonly RoundResult[]): Measured => ({
  what: 'resident memory after each round, in order',
  unit: 'MB',
  better: 'less',
  ours: results.map(({ memory }) => memory.now),
  extra: { peak: [Math.max(...results.map(({ memory }) => memory.peak)), null] },
});
