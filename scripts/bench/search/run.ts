/* Search over a growing corpus: the product beside MongoDB's own text index on the same articles. */
import { z } from 'zod';
import type { BenchContext, Benchmark } from '../benchmark.ts';
import { startChild } from '../child.ts';
import type { Measured } from '../report.ts';
import { queryClasses, searchQuery } from './classes.ts';

const built = z.object({
  queries: z.array(searchQuery),
  indexSeconds: z.object({ ours: z.number(), text: z.number() }),
  segments: z.number(),
  liveBytes: z.number(),
  diskBytes: z.object({ ours: z.number(), text: z.number() }),
});

const timing = z.object({
  engine: z.string(),
  class: z.string(),
  round: z.number(),
  queries: z.number(),
  empty: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
});
type Timing = z.infer<typeof timing>;

const measured = z.object({ timings: z.array(timing), memoryMegabytes: z.number() });

type SizeResult = z.infer<typeof built> & z.infer<typeof measured> & { articles: number };

/** What the gateway uses by default. */
const cacheBytes = 128_000_000;

export const run: Benchmark = async context => {
  const { options } = context;
  const { quick } = options;
  const sizes = options.sizes ?? (quick ? [2_000, 5_000] : [10_000, 25_000]);
  const rounds = options.rounds ?? (quick ? 2 : 5);
  const queriesPerClass = quick ? 10 : 40;
  const results: SizeResult[] = [];
  for (const articles of sizes)
    results.push(await measureSize(context, articles, { rounds, queriesPerClass }));
  return {
    settings: {
      sizes,
      rounds,
      queriesPerClass,
      cacheBytes,
      results: results.map(({ queries: _, ...rest }) => rest),
    },
    rows: results.flatMap(rowsOf),
    notes: [
      'Both engines give the ids of the best 20, without the articles; ours was given nothing but its index.',
      '$text takes several words as any of them and has no idf; ours takes them as all where enough articles hold all.',
      'cold: each query for the first time in a fresh process; the database was warm for both.',
      'Index bytes are on disk; for ours with what merges have left behind and the database has not reused yet.',
    ],
  };
};

const measureSize = async (
  { database, say }: BenchContext,
  articles: number,
  { rounds, queriesPerClass }: { rounds: number; queriesPerClass: number },
): Promise<SizeResult> => {
  const name = `search-${articles}`;
  const uri = database.uriOf(name);
  const builder = startChild(`${import.meta.dirname}/build.ts`);
  say(`indexing ${articles} articles`);
  const input = { uri, articles, queriesPerClass, newest: new Date().toISOString() };
  const index = await builder.ask('build', input, built);
  await builder.stop();
  say(`asking ${index.queries.length} queries`);
  const reader = startChild(`${import.meta.dirname}/measure.ts`);
  const settings = { uri, queries: index.queries, rounds, cacheBytes, budgetMs: 20_000 };
  const times = await reader.ask('measure', settings, measured);
  await reader.stop();
  await database.drop(name);
  return { articles, ...index, ...times };
};

const rowsOf = (result: SizeResult): Measured[] => [
  ...queryClasses.flatMap(kind => classRow(result, kind) ?? []),
  ...indexRows(result),
];

const classRow = ({ articles, timings }: SizeResult, kind: string): Measured | null => {
  const of = (isOurs: boolean) =>
    timings.filter(each => each.class === kind && (each.engine === 'khabar') === isOurs);
  const warm = (all: Timing[]) => all.filter(({ round }) => round >= 0);
  const mean = (all: Timing[], read: (each: Timing) => number) =>
    all.reduce((sum, each) => sum + read(each), 0) / Math.max(1, all.length);
  const [ours, text] = [of(true), of(false)];
  const [oursWarm, textWarm] = [warm(ours), warm(text)];
  if (oursWarm.length === 0) return null;
  const cold = (all: Timing[]) =>
    mean(
      all.filter(({ round }) => round < 0),
      each => each.p50Ms,
    );
  return {
    what: `${articles} articles, ${kind}, p50`,
    unit: 'ms',
    better: 'less',
    ours: oursWarm.map(each => each.p50Ms),
    other: { name: 'MongoDB $text', rounds: textWarm.map(each => each.p50Ms) },
    extra: {
      p95: [mean(oursWarm, each => each.p95Ms), mean(textWarm, each => each.p95Ms)],
      cold: [cold(ours), cold(text)],
      queries: [mean(oursWarm, each => each.queries), mean(textWarm, each => each.queries)],
      empty: [mean(oursWarm, each => each.empty), mean(textWarm, each => each.empty)],
    },
  };
};

const indexRows = ({
  articles,
  indexSeconds,
  diskBytes,
  liveBytes,
  segments,
  memoryMegabytes,
}: SizeResult): Measured[] => [
  {
    what: `${articles} articles, index`,
    unit: 'bytes an article',
    better: 'less',
    ours: [diskBytes.ours / articles],
    other: { name: 'MongoDB $text', rounds: [diskBytes.text / articles] },
    extra: { live: [liveBytes / articles, null], segments: [segments, null] },
  },
  {
    what: `${articles} articles, indexing`,
    unit: 'articles/s',
    better: 'more',
    ours: [articles / indexSeconds.ours],
    other: { name: 'MongoDB $text', rounds: [articles / indexSeconds.text] },
    extra: { 'reader MB': [memoryMegabytes, null] },
  },
];
