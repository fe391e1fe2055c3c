/* GraphQL answers a second: the product beside two GraphQL servers and beside a floor without GraphQL. */
import type { Benchmark } from '../benchmark.ts';
import { seedStores } from '../corpus/store.ts';
import { startGenerator } from '../load/drive.ts';
import { pin, pinning } from '../processes.ts';
import type { Measured } from '../report.ts';
import { connectStores } from '../../../src/storage/mongo.ts';
import { measureAll, type Sample } from './measure.ts';
import { operationNames, whatIs, type OperationName } from './operations.ts';
import { createQuestions } from './questions.ts';
import { ourName, startConstant, startServers } from './servers.ts';
import { ask, verify } from './verify.ts';

const sizes = { sources: 200, tags: 2_000 } as const;

export const run: Benchmark = async context => {
  const { options, database, say } = context;
  const { quick } = options;
  const articles = options.articles ?? (quick ? 2_000 : 20_000);
  const connections = options.connections ?? [1, 16, 64];
  const rounds = options.rounds ?? (quick ? 2 : 5);
  const seconds = options.seconds ?? (quick ? 0.4 : 2);
  const pins = await pinning();
  const stores = await connectStores({ uri: database.uriOf('api'), searchCacheBytes: 64_000_000 });
  say(`storing and indexing ${articles} articles`);
  const { corpus, indexSeconds } = await seedStores(stores, { articles, ...sizes, newest: new Date() });
  await stores.search.close();
  await stores.close();
  const questions = createQuestions(corpus, articles);
  const servers = await startServers(context, pins?.server ?? null);
  for (const name of operationNames) await verify(servers, questions[name]);
  say('all servers answer the same');
  const [first] = servers;
  const [page] = questions.page;
  if (first === undefined || page === undefined) throw new Error('nothing to measure');
  const constant = await startConstant(await ask(first, page), pins?.server ?? null);
  if (pins !== null) await pin(database.pid, pins.rest);
  const generator = startGenerator(pins?.rest ?? null);
  const plan = { servers, constant, questions, connections, rounds, seconds };
  const samples = await measureAll(plan, generator, say);
  await Promise.all([...servers, constant, generator].map(server => server.stop()));
  return {
    settings: { articles, ...sizes, connections, rounds, seconds, pinned: pins, indexSeconds, samples },
    rows: rowsOf(samples, connections),
    notes: [
      'Every server answered a sample of the questions with the same data before it was measured.',
      'The rivals use the driver directly with only the fields that are asked for; the search page uses the same search engine everywhere.',
      'cpu is processor time of the server for one answer, in milliseconds; a busy machine changes it little.',
      pins === null
        ? 'Nothing was pinned: servers, database and load shared the processors.'
        : `Servers ran on processor ${pins.server}, database and load generator on ${pins.rest}.`,
    ],
  };
};

const rowsOf = (samples: readonly Sample[], connections: readonly number[]): Measured[] =>
  operationNames.flatMap(operation =>
    connections.flatMap(count => {
      const here = samples.filter(sample => sample.operation === operation && sample.connections === count);
      const names = [...new Set(here.map(sample => sample.server))]
        .filter(name => name !== ourName)
        .toSorted();
      return [
        ...names.map(name => rateRow({ here, operation, count, name })),
        latencyRow(here, operation, count),
      ];
    }),
  );

const inRounds = (samples: readonly Sample[], server: string): Sample[] =>
  samples.filter(sample => sample.server === server).toSorted((a, b) => a.round - b.round);

const meanOf = (samples: readonly Sample[], read: (sample: Sample) => number): number =>
  samples.reduce((sum, sample) => sum + read(sample), 0) / Math.max(1, samples.length);

interface RateRow {
  here: readonly Sample[];
  operation: OperationName;
  count: number;
  name: string;
}

const rateRow = ({ here, operation, count, name }: RateRow): Measured => {
  const ours = inRounds(here, ourName);
  const other = inRounds(here, name);
  const both = (read: (sample: Sample) => number) => [meanOf(ours, read), meanOf(other, read)] as const;
  return {
    what: `${whatIs[operation]}, ${count} ${count === 1 ? 'connection' : 'connections'}`,
    unit: 'answers/s',
    better: 'more',
    ours: ours.map(sample => sample.perSecond),
    other: { name, rounds: other.map(sample => sample.perSecond) },
    extra: {
      p50: both(sample => sample.p50Ms),
      p99: both(sample => sample.p99Ms),
      cpu: both(sample => sample.cpuMs),
      MB: both(sample => sample.memory),
    },
    ...(name.startsWith('constant')
      ? { note: 'no work at all: the most that this machine and generator can do' }
      : {}),
  };
};

const latencyRow = (here: readonly Sample[], operation: OperationName, count: number): Measured => ({
  what: `${whatIs[operation]}, ${count} connections: p99 beside p50`,
  unit: 'p99/p50',
  better: 'less',
  ours: inRounds(here, ourName).map(({ p50Ms, p99Ms }) => p99Ms / p50Ms),
});
