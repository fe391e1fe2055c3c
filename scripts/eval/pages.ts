import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { NewsDate } from '../../src/articles/article.ts';
import type { PageExtraction } from '../../src/articles/extraction.ts';
import { decodeBytes } from '../../src/ingest/decode.ts';
import { extractArticle } from '../../src/ingest/extract/article.ts';

export type PageKind = 'extraction' | 'metadata' | 'segments';

interface PageCase {
  id: string;
  url: string;
}

/**
 * Extracts every page of DIR/html that DIR/truth.json lists (only ids and addresses are read of it) and writes
 * `{id: {title, text, authors, publishedAt, topics}}` to OUT. Prints the time per page on stderr.
 */
export const run = async (kind: PageKind, options: { data: string; out: string }): Promise<void> => {
  const cases = readCases(await readFile(join(options.data, 'truth.json'), 'utf8'));
  const predictions: Record<string, unknown> = {};
  const times: number[] = [];
  for (const { id, url } of cases) {
    const body = gunzipSync(await readFile(join(options.data, 'html', `${id}.html.gz`)));
    const start = performance.now();
    const page = extractArticle(decodeBytes(body, null, 'html'), url);
    times.push(performance.now() - start);
    predictions[id] = toPrediction(page);
  }
  await writeFile(options.out, JSON.stringify(predictions));
  process.stderr.write(`${kind}: ${cases.length} pages, ${describeTimes(times)}\n`);
};

const readCases = (json: string): PageCase[] => {
  const truth: unknown = JSON.parse(json);
  if (typeof truth !== 'object' || truth === null) throw new Error('truth.json is not an object');
  return Object.entries(truth).map(([id, value]) => ({ id, url: urlOf(value) }));
};

const urlOf = (value: unknown): string => {
  const url: unknown = typeof value === 'object' && value !== null && 'url' in value ? value.url : null;
  return typeof url === 'string' ? url : 'https://example.invalid/';
};

const toPrediction = (page: PageExtraction): unknown => ({
  title: page.headline,
  text: page.text,
  authors: page.authors,
  publishedAt: page.publishedAt === null ? null : isoDate(page.publishedAt),
  topics: page.topics,
});

/** As precise as the page was: with its zone, without one, or the day only. */
const isoDate = ({ value, precision }: NewsDate): string => {
  const iso = value.toISOString();
  if (precision === 'DAY') return iso.slice(0, 10);
  return precision === 'ZONE_UNKNOWN' ? iso.slice(0, 19) : iso;
};

const describeTimes = (times: readonly number[]): string => {
  const sorted = [...times].sort((left, right) => left - right);
  const mean = sorted.reduce((sum, time) => sum + time, 0) / Math.max(sorted.length, 1);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return `mean ${mean.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(1)} ms`;
};
