/**
 * Every document of DIR as it is and thousands of damaged copies, through the product's own threads and sanitiser. Shows
 * that none crashes it, holds it up or takes its memory. The seed is fixed: a run can be repeated.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedItem } from '../../src/articles/feed-item.ts';
import { sectionsOf } from '../../src/ingest/extract/sections.ts';
import { decodeBody } from '../../src/ingest/fetch-body.ts';
import { createParser, type DocumentParser } from '../../src/ingest/threads/parser.ts';
import { createRandom, pick } from '../bench/corpus/random.ts';
import { mutate } from './mutate.ts';

const seed = 20_261_124;
const mutationsOf = { feeds: 10_000, pages: 1_000 } as const;
const maxMs = 3_000;
const maxGrowthMb = 200;
const maxBodyBytes = 10_000_000;
const megabyte = 1024 * 1024;
const url = 'https://feeds.example/f';

interface Base {
  name: string;
  bytes: Buffer;
  kind: keyof typeof mutationsOf;
}

interface Case {
  id: string;
  kind: Base['kind'];
  bytes: Buffer;
  coding: string | null;
}

interface Outcome {
  id: string;
  ms: number;
  /** Longest time that one entry's HTML took to be made safe. */
  sanitizeMs: number;
  /** What the product said of it: `read`, or the reason why not. */
  said: string;
}

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

/** What ingest does with the HTML of the entries after the thread has read them. */
const sanitizeAll = (items: readonly FeedItem[]): number => {
  let longest = 0;
  for (const { contentHtml, summaryHtml } of items) {
    const started = performance.now();
    sectionsOf(contentHtml ?? summaryHtml ?? '', url);
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
};

const runCase = async ({ id, kind, bytes, coding }: Case, parser: DocumentParser): Promise<Outcome> => {
  const started = performance.now();
  const outcome = (said: string, sanitizeMs = 0): Outcome => ({
    id,
    ms: performance.now() - started,
    sanitizeMs,
    said,
  });
  const body = await decodeBody(bytes, { contentEncoding: coding, contentType: null }, maxBodyBytes);
  if (!body.ok) return outcome(body.fault.reason);
  const document = { bytes: new Uint8Array(body.value), contentType: null, url };
  if (kind === 'pages') {
    const page = await parser.readPage(document);
    return outcome(page.ok ? 'read' : page.fault.reason);
  }
  const feed = await parser.parseFeed(document);
  return feed.ok ? outcome('read', sanitizeAll(feed.value.items)) : outcome(feed.fault.reason);
};

const harm = ({ ms, said }: Outcome): string | null => {
  if (said === 'PARSE_TIMEOUT' || said === 'INTERNAL') return said;
  return ms > maxMs ? `took ${Math.round(ms)} ms` : null;
};

const rssMb = (): number => process.memoryUsage().rss / megabyte;

export const run = async ({ data, out }: { data: string; out: string }): Promise<void> => {
  const bases = await readBases(data);
  const parser = createParser(1);
  const outcomes: Outcome[] = [];
  let startMb = rssMb();
  let peakMb = 0;
  for (const entry of casesFrom(bases)) {
    outcomes.push(await runCase(entry, parser));
    // The documents as they are come first and warm everything up; growth is counted from the first damaged copy.
    if (outcomes.length === bases.length) startMb = rssMb();
    if (outcomes.length > bases.length) peakMb = Math.max(peakMb, rssMb());
  }
  await parser.stop();
  const report = reportOf(outcomes, {
    startMb,
    growthMb: peakMb - startMb,
    mutated: outcomes.length - bases.length,
  });
  await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${report.line}\n`);
  if (report.failures.length > 0 || report.growthMb > maxGrowthMb) process.exitCode = 1;
};

const reportOf = (
  outcomes: readonly Outcome[],
  { startMb, growthMb, mutated }: { startMb: number; growthMb: number; mutated: number },
) => {
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
  const line = `mutations: ${outcomes.length} documents (${mutated} damaged, seed ${seed}), ${failures.length} failures, longest ${longest} ms, longest entry made safe in ${longestHtml} ms, resident memory ${Math.round(startMb)} MB at first, at most ${Math.round(growthMb)} MB more`;
  return { line, seed, documents: outcomes.length, growthMb, said, failures, slowest, slowestHtml };
};
