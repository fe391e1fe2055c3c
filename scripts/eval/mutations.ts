/**
 * Every document of DIR as it is and thousands of damaged copies, through the product's own threads and sanitiser. Shows
 * that none crashes it, holds it up or takes its memory. The seed is fixed: a run can be repeated.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, pick } from '../bench/corpus/random.ts';
import { mutate } from './mutate.ts';
import type { MutationCase, MutationOutcome } from './mutations-child.ts';

const seed = 20_261_124;
const mutationsOf = { feeds: 10_000, pages: 1_000 } as const;
const maxMs = 3_000;
const maxGrowthMb = 200;

interface Base {
  name: string;
  bytes: Buffer;
  kind: keyof typeof mutationsOf;
}

type Case = Omit<MutationCase, 'file'> & { bytes: Buffer };

const codings: Readonly<Record<string, string>> = { gz: 'gzip', zz: 'deflate', br: 'br' };

const readBases = async (data: string): Promise<Base[]> => {
  const folders = [
    { folder: 'feeds', kind: 'feeds' },
    { folder: 'files', kind: 'feeds' },
    { folder: 'pages', kind: 'pages' },
  ] as const;
  const bases = folders
    .filter(({ folder }) => existsSync(join(data, folder)))
    .map(async ({ folder, kind }) => {
      const names = (await readdir(join(data, folder))).toSorted();
      return Promise.all(
        names.map(async name => ({ name, kind, bytes: await readFile(join(data, folder, name)) })),
      );
    });
  return (await Promise.all(bases)).flat();
};

const casesFrom = function* (bases: readonly Base[]): Generator<Case> {
  const codingOf = (name: string): string | null => codings[name.slice(name.lastIndexOf('.') + 1)] ?? null;
  for (const { name, bytes, kind } of bases) yield { id: name, kind, bytes, coding: codingOf(name) };
  for (const kind of ['feeds', 'pages'] as const) {
    const ofKind = bases.filter(base => base.kind === kind);
    if (ofKind.length === 0) continue;
    const random = createRandom(seed);
    const others = ofKind.map(({ bytes }) => bytes);
    for (let at = 0; at < mutationsOf[kind]; at += 1) {
      const { name, bytes } = pick(random, ofKind);
      const mutated = mutate(bytes, random, others);
      const id = `${kind} ${at}: ${name} ${mutated.steps.join('+')}`;
      yield { id, kind, bytes: mutated.bytes, coding: codingOf(name) };
    }
  }
};

const harm = ({ ms, said }: MutationOutcome): string | null => {
  if (said === 'PARSE_TIMEOUT' || said === 'INTERNAL') return said;
  return ms > maxMs ? `took ${Math.round(ms)} ms` : null;
};

/** Hands one case after another to the process of the product; an early end of it fails the run. */
const openProduct = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khabar-mutations-'));
  const file = join(folder, 'document');
  const child = fork(join(import.meta.dirname, 'mutations-child.ts'));
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', code => reject(new Error(`the product ended with ${code ?? 'a signal'}`)));
  });
  ended.catch(() => undefined);
  return {
    run: async ({ bytes, ...rest }: Case): Promise<MutationOutcome> => {
      await writeFile(file, bytes);
      const answer = new Promise<unknown>(resolve => child.once('message', resolve));
      child.send({ ...rest, file } satisfies MutationCase);
      return (await Promise.race([answer, ended])) as MutationOutcome;
    },
    close: async () => {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
};

export const run = async ({ data, out }: { data: string; out: string }): Promise<void> => {
  const bases = await readBases(data);
  const product = await openProduct();
  const outcomes: MutationOutcome[] = [];
  for (const entry of casesFrom(bases)) outcomes.push(await product.run(entry));
  await product.close();
  const report = reportOf(outcomes, bases.length);
  await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${report.line}\n`);
  if (report.failures.length > 0 || report.growthMb > maxGrowthMb) process.exitCode = 1;
};

/** The documents as they are come first and warm everything up; growth is counted from the first damaged copy. */
const reportOf = (outcomes: readonly MutationOutcome[], bases: number) => {
  const startMb = outcomes[bases - 1]?.rssMb ?? 0;
  const damaged = outcomes.slice(bases);
  const growthMb = Math.max(...damaged.map(({ peakGrowthMb }) => peakGrowthMb));
  const highestMb = Math.max(...damaged.map(({ rssMb }) => rssMb));
  const mutated = outcomes.length - bases;
  const slowest = outcomes.toSorted((a, b) => b.ms - a.ms).slice(0, 20);
  const slowestHtml = outcomes.toSorted((a, b) => b.sanitizeMs - a.sanitizeMs).slice(0, 5);
  const failures = outcomes.flatMap(outcome => {
    const why = harm(outcome);
    return why === null ? [] : [{ ...outcome, why }];
  });
  const said: Record<string, number> = {};
  for (const outcome of outcomes) said[outcome.said] = (said[outcome.said] ?? 0) + 1;
  const longest = Math.round(slowest[0]?.ms ?? 0);
  const longestHtml = Math.round(slowestHtml[0]?.sanitizeMs ?? 0);
  const line = `mutations: ${outcomes.length} documents (${mutated} damaged, seed ${seed}), ${failures.length} failures, longest ${longest} ms, longest entry made safe in ${longestHtml} ms, one document took ${Math.round(growthMb)} MB at most, resident memory ${Math.round(startMb)} MB at first and ${Math.round(highestMb)} MB at most`;
  return {
    line,
    seed,
    documents: outcomes.length,
    growthMb,
    highestMb,
    said,
    failures,
    slowest,
    slowestHtml,
  };
};
