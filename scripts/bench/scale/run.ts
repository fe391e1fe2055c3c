/* What a second process brings: gateways, workers, and how soon one shows what another has stored. */
import { createQuestions } from '../api/questions.ts';
import type { Benchmark } from '../benchmark.ts';
import { seedStores } from '../corpus/store.ts';
import { connectStores } from '../../../src/storage/mongo.ts';
import { measureFreshness } from './freshness.ts';
import { measureGateways } from './gateways.ts';
import { measureWorkers } from './workers.ts';

const sizes = { sources: 200, tags: 2_000 } as const;

export const run: Benchmark = async context => {
  const { options, database, say } = context;
  const { quick } = options;
  const articles = options.articles ?? (quick ? 1_000 : 20_000);
  const feeds = options.feeds ?? (quick ? 3 : 60);
  const connections = options.connections ?? [16, 64];
  const rounds = options.rounds ?? (quick ? 2 : 4);
  const seconds = options.seconds ?? (quick ? 0.7 : 3);
  const samples = quick ? rounds * 3 : 40;
  const stores = await connectStores({ uri: database.uriOf('scale'), searchCacheBytes: 64_000_000 });
  say(`storing and indexing ${articles} articles`);
  const { corpus } = await seedStores(stores, {
    articles,
    ...sizes,
    newest: new Date(Date.now() - 86_400_000),
  });
  await stores.search.close();
  await stores.close();
  const questions = createQuestions(corpus, articles).page;
  const gateways = await measureGateways(context, { questions, connections, rounds, seconds });
  const workers = await measureWorkers(context, { count: feeds, rounds });
  const freshness = await measureFreshness(context, samples);
  return {
    settings: { articles, feeds, connections, rounds, seconds, samples, ...sizes },
    rows: [...gateways, ...workers, ...freshness],
    notes: [
      'Gateways, workers, database, feeds and load share the processors of one machine: with two of them, a second process finds little left.',
      'Freshness counts from the acknowledgement of the write; an answer is asked for every 10 ms.',
    ],
  };
};
