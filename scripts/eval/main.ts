import { parseArgs } from 'node:util';

/** Runs the product's own code over a set of cases and writes its answers in the form that a scorer reads. */

export interface EvalOptions {
  /** Directory of the cases. */
  data: string;
  /** File for the answers. */
  out: string;
}

type Evaluation = (options: EvalOptions) => Promise<void>;

const evaluations: Record<string, () => Promise<Evaluation>> = {
  extraction: async () => (await import('./pages.ts')).run.bind(null, 'extraction'),
  metadata: async () => (await import('./pages.ts')).run.bind(null, 'metadata'),
  segments: async () => (await import('./pages.ts')).run.bind(null, 'segments'),
  feeds: async () => (await import('./feeds.ts')).run,
  search: async () => (await import('./search.ts')).run,
  related: async () => (await import('./related.ts')).run,
  clusters: async () => (await import('./clusters.ts')).run,
  hostile: async () => (await import('./hostile.ts')).run,
  mutations: async () => (await import('./mutations.ts')).run,
};

const usage = `usage: npm run -s eval -- ${Object.keys(evaluations).join('|')} --data DIR --out FILE`;

const readCommand = (): { evaluation: () => Promise<Evaluation>; options: EvalOptions } | null => {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, out: { type: 'string' } },
    });
    const evaluation = evaluations[positionals[0] ?? ''];
    const { data, out } = values;
    if (evaluation === undefined || data === undefined || out === undefined) return null;
    return { evaluation, options: { data, out } };
  } catch {
    return null;
  }
};

const command = readCommand();
if (command === null) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const run = await command.evaluation();
  await run(command.options);
}
