/** Reads feeds and pages in threads, each within its deadline. */
import type { PageExtraction } from '../../articles/extraction.ts';
import type { ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import { fail, type Result } from '../../core/result.ts';
import type { EnrichedArticle } from '../enrich.ts';
import { moduleBeside } from './module.ts';
import { createPool, type ThreadFault } from './pool.ts';
import type { Sitemap } from '../parse/sitemap.ts';
import type { ApiAnswer } from '../read/api-answer.ts';
import {
  deadlinesMs,
  type Document,
  type ListingDocument,
  type MappedAnswer,
  type PageReading,
  type Preparing,
  type RepeatsInPage,
  type Tasks,
} from './task.ts';

/** What is wrong with the document, or INTERNAL: the fault is ours. */
export type ReadFault = { reason: ParseFault['reason'] | 'INTERNAL'; detail: string };

export interface DocumentParser {
  /**
   * The document's bytes are given away: the caller's array is empty afterwards.
   * @param signal when aborted, what still waits for a thread is not begun
   */
  parseFeed(document: Document, signal?: AbortSignal): Promise<Result<ParsedFeed, ReadFault>>;
  /** As of parseFeed. */
  readPage(document: Document, signal?: AbortSignal): Promise<Result<PageReading, ReadFault>>;
  /** As of parseFeed. */
  parseSitemap(document: Document, signal?: AbortSignal): Promise<Result<Sitemap, ReadFault>>;
  /** As of parseFeed. */
  parseAnswer(document: MappedAnswer, signal?: AbortSignal): Promise<Result<ApiAnswer, ReadFault>>;
  /** As of parseFeed. */
  parseListing(document: ListingDocument, signal?: AbortSignal): Promise<Result<ParsedFeed, ReadFault>>;
  /** The page without what its source repeats from article to article. */
  dropRepeats(input: RepeatsInPage, signal?: AbortSignal): Promise<Result<PageExtraction, ReadFault>>;
  /** Articles out of entries, in their order; null where there is no headline. */
  prepare(input: Preparing, signal?: AbortSignal): Promise<Result<(EnrichedArticle | null)[], ReadFault>>;
  stop(): Promise<void>;
}

const faultReasons: Readonly<Record<ThreadFault['reason'], ReadFault['reason']>> = {
  DEADLINE: 'PARSE_TIMEOUT',
  MEMORY: 'PARSE_TIMEOUT',
  QUEUE_FULL: 'PARSE_TIMEOUT',
  CRASH: 'INTERNAL',
  STOPPED: 'INTERNAL',
};

const toReadFault = ({ reason, detail }: ThreadFault): ReadFault => ({
  reason: faultReasons[reason],
  detail,
});

/** Node copies what it allots from its shared pool; such a buffer cannot be given away without its neighbours. */
const ownBuffer = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const { buffer } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(bytes);
};

/** A document with bytes of its own, and what is given away with it. */
const handOver = <D extends Document>(document: D, signal: AbortSignal | undefined) => {
  const bytes = ownBuffer(document.bytes);
  return [
    { ...document, bytes },
    { transfer: [bytes.buffer], signal },
  ] as const;
};

/** The task's own result, or the thread's fault. */
const settled = <T>(done: Result<Result<T, ReadFault>, ThreadFault>): Result<T, ReadFault> =>
  done.ok ? done.value : fail(toReadFault(done.fault));

/** @param threads at least one; they start when the first documents come */
export const createParser = (threads: number): DocumentParser => {
  const script = moduleBeside(import.meta.url, 'thread');
  const pool = createPool<Tasks>({ script, threads, deadlinesMs });
  return {
    parseFeed: async (document, signal) =>
      settled(await pool.run('parseFeed', ...handOver(document, signal))),
    parseSitemap: async (document, signal) =>
      settled(await pool.run('parseSitemap', ...handOver(document, signal))),
    parseAnswer: async (document, signal) =>
      settled(await pool.run('parseAnswer', ...handOver(document, signal))),
    parseListing: async (document, signal) =>
      settled(await pool.run('parseListing', ...handOver(document, signal))),
    readPage: async (document, signal) => {
      const read = await pool.run('readPage', ...handOver(document, signal));
      return read.ok ? read : fail(toReadFault(read.fault));
    },
    dropRepeats: async (input, signal) => {
      const rest = await pool.run('dropRepeats', input, { signal });
      return rest.ok ? rest : fail(toReadFault(rest.fault));
    },
    prepare: async (input, signal) => {
      const made = await pool.run('prepare', input, { signal });
      return made.ok ? made : fail(toReadFault(made.fault));
    },
    stop: () => pool.stop(),
  };
};
