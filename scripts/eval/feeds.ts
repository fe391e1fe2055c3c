import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewsDate } from '../../src/articles/article.ts';
import type { FeedItem, ParsedFeed } from '../../src/articles/feed-item.ts';
import { parseFeed } from '../../src/ingest/parse/index.ts';

interface FeedCase {
  file: string;
  baseUrl: string;
}

/**
 * Parses DIR/files by the list in DIR/truth.json, of which only ids, file names and addresses are read, and writes
 * `{id: {title, link, entries} | {error}}` to OUT.
 */
export const run = async (options: { data: string; out: string }): Promise<void> => {
  const cases = readCases(await readFile(join(options.data, 'truth.json'), 'utf8'));
  const predictions: Record<string, unknown> = {};
  for (const [id, { file, baseUrl }] of cases) {
    const body = await readFile(join(options.data, file));
    const contentType = file.endsWith('.json') ? 'application/feed+json' : 'application/xml';
    const parsed = parseFeed(body, { contentType, url: baseUrl });
    predictions[id] = parsed.ok ? toPrediction(parsed.value) : { error: parsed.fault.reason };
  }
  await writeFile(options.out, JSON.stringify(predictions));
};

const readCases = (json: string): [string, FeedCase][] => {
  const truth: unknown = JSON.parse(json);
  if (typeof truth !== 'object' || truth === null) throw new Error('truth.json is not an object');
  return Object.entries(truth).map(([id, value]) => [id, toCase(value)]);
};

const toCase = (value: unknown): FeedCase => {
  const row = value as { file?: unknown; baseUrl?: unknown };
  if (typeof row.file !== 'string' || typeof row.baseUrl !== 'string')
    throw new Error('a case without file or baseUrl');
  return { file: row.file, baseUrl: row.baseUrl };
};

const toPrediction = (feed: ParsedFeed): unknown => ({
  title: feed.title,
  link: feed.homepage,
  entries: feed.items.map(toEntry),
});

const toEntry = (item: FeedItem): unknown => ({
  title: item.title,
  link: item.url,
  publishedAt: isoDate(item.publishedAt),
  updatedAt: isoDate(item.updatedAt),
  authors: item.authors,
  categories: item.categories,
  content: item.contentHtml ?? item.summaryHtml,
});

const isoDate = (date: NewsDate | null): string | null => date?.value.toISOString() ?? null;
