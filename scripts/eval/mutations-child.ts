/** The product's side of the run, in a process apart: its memory is its own, and a crash is a result. */
import { readFileSync } from 'node:fs';
import type { FeedItem } from '../../src/articles/feed-item.ts';
import { sectionsOf } from '../../src/ingest/extract/sections.ts';
import { decodeBody } from '../../src/ingest/fetch-body.ts';
import { createParser, type DocumentParser } from '../../src/ingest/threads/parser.ts';

export interface MutationCase {
  id: string;
  kind: 'feeds' | 'pages';
  /** Where its bytes lie. */
  file: string;
  coding: string | null;
}

export interface MutationOutcome {
  id: string;
  ms: number;
  /** Longest time that one entry's HTML took to be made safe. */
  sanitizeMs: number;
  /** What the product said of it: `read`, or the reason why not. */
  said: string;
  rssMb: number;
  /** What the document added to the highest resident memory so far. */
  peakGrowthMb: number;
}

const maxBodyBytes = 10_000_000;
const megabyte = 1024 * 1024;
const url = 'https://feeds.example/f';

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

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

const runCase = async (
  { id, kind, file, coding }: MutationCase,
  parser: DocumentParser,
): Promise<MutationOutcome> => {
  const bytes = readFileSync(file);
  const started = performance.now();
  const before = peakMb();
  const outcome = (said: string, sanitizeMs = 0): MutationOutcome => ({
    id,
    ms: performance.now() - started,
    sanitizeMs,
    said,
    rssMb: process.memoryUsage().rss / megabyte,
    peakGrowthMb: peakMb() - before,
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

const parser = createParser(1);

process.on('message', message => {
  // The parent of this process wrote it.
  void runCase(message as MutationCase, parser).then(outcome => process.send?.(outcome));
});
