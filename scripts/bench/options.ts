import { parseArgs } from 'node:util';

/** What a benchmark is told. Null: the benchmark's own size for a quick or a full run. */
export interface BenchOptions {
  /** File for the figures. */
  out: string;
  quick: boolean;
  /** How often everything is measured; every figure is given with its spread over the rounds. */
  rounds: number | null;
  /** How long one measurement of a server takes. */
  seconds: number | null;
  /** Connections that the load generator holds open; several sizes. */
  connections: number[] | null;
  /** Articles in the database of `api` and of `scale`. */
  articles: number | null;
  /** Articles in the index of `search`; several sizes. */
  sizes: number[] | null;
  /** Feeds of 50 items that `ingest` and `scale` read. */
  feeds: number | null;
  /** Folder of another feed server (a Go program); null: our own. */
  feedserver: string | null;
}

export const usage = `usage: npm run -s bench -- api|ingest|search|scale --out FILE [options]
  --quick              small sizes and few rounds, under 90 s
  --rounds N           how often everything is measured
  --seconds S          how long one measurement of a server takes
  --connections A,B    connections of the load generator (api, scale)
  --articles N         articles in the database (api, scale)
  --sizes A,B          articles in the index (search)
  --feeds N            feeds of 50 items (ingest, scale)
  --feedserver DIR     a Go program that serves the feeds; without it one of our own`;

const number = (text: string | undefined, min: number): number | null => {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value < min) throw new Error(`${text} is not a number of at least ${min}`);
  return value;
};

const numbers = (text: string | undefined): number[] | null =>
  text === undefined ? null : text.split(',').map(part => Math.round(number(part, 1) ?? 1));

const options = {
  out: { type: 'string' },
  quick: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  connections: { type: 'string' },
  articles: { type: 'string' },
  sizes: { type: 'string' },
  feeds: { type: 'string' },
  feedserver: { type: 'string' },
} as const;

/** Reads the command line; throws with a message for a person where it is not understood. */
export const readOptions = (args: readonly string[]): { name: string; options: BenchOptions } => {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new Error('exactly one benchmark is named');
  if (values.out === undefined) throw new Error('--out FILE is missing');
  return {
    name,
    options: {
      out: values.out,
      quick: values.quick,
      rounds: number(values.rounds, 1),
      seconds: number(values.seconds, 0.05),
      connections: numbers(values.connections),
      articles: number(values.articles, 30),
      sizes: numbers(values.sizes),
      feeds: number(values.feeds, 1),
      feedserver: values.feedserver ?? null,
    },
  };
};
