import type { PageExtraction } from '../../articles/extraction.ts';
import type { ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import type { Result } from '../../core/result.ts';
import type { Source } from '../../sources/source.ts';
import type { ApiMapping } from '../../sources/api-mapping.ts';
import type { ListingSelectors } from '../../sources/selectors.ts';
import type { EnrichedArticle, IdentifiedItem } from '../enrich.ts';
import type { Repeats } from '../extract/repeats.ts';
import type { Sitemap } from '../parse/sitemap.ts';
import type { ApiAnswer } from '../read/api-answer.ts';

/** Bytes as a server sent them, and what is known about them. */
export interface Document {
  /** Given away: the array has no bytes any more once the task has been handed over. */
  bytes: Uint8Array;
  /** Value of the Content-Type header. */
  contentType: string | null;
  /** Where they came from, after redirects. */
  url: string;
}

/** A page, and the digests of its blocks by which its source's furniture is known. */
export interface PageReading {
  page: PageExtraction;
  digests: number[];
}

/** A page that was read before, to be freed of what its source repeats. */
export interface RepeatsInPage {
  page: PageExtraction;
  repeats: Repeats;
  url: string;
}

/** The answer of an API, and how it is read. */
export interface MappedAnswer extends Document {
  mapping: ApiMapping;
}

/** A page that lists articles, and where it has them. */
export interface ListingDocument extends Document {
  selectors: ListingSelectors;
}

/** Entries of one source, each with what was read of its page, to be made into articles. */
export interface Preparing {
  entries: readonly { entry: IdentifiedItem; page: PageExtraction | null }[];
  source: Source;
  now: Date;
}

/** What a thread can be asked, by name. Everything in it survives a structured clone. */
export interface Tasks {
  parseFeed: { input: Document; output: Result<ParsedFeed, ParseFault> };
  readPage: { input: Document; output: PageReading };
  dropRepeats: { input: RepeatsInPage; output: PageExtraction };
  /** In the order of the entries; null where there is no headline. */
  prepare: { input: Preparing; output: (EnrichedArticle | null)[] };
  parseSitemap: { input: Document; output: Result<Sitemap, ParseFault> };
  parseAnswer: { input: MappedAnswer; output: Result<ApiAnswer, ParseFault> };
  parseListing: { input: ListingDocument; output: Result<ParsedFeed, ParseFault> };
}

export type TaskName = keyof Tasks;

/** What a table such as `Tasks` looks like. */
export type TaskTable<T> = { [K in keyof T]: { input: unknown; output: unknown } };

/** A function for each task of a table. */
export type Handlers<T extends TaskTable<T>> = { [K in keyof T]: (input: T[K]['input']) => T[K]['output'] };

/** Milliseconds from the moment when a thread takes up a task until the thread is ended. */
export const deadlinesMs: Readonly<Record<TaskName, number>> = {
  parseFeed: 3_000,
  readPage: 5_000,
  dropRepeats: 3_000,
  prepare: 3_000,
  parseSitemap: 5_000,
  parseAnswer: 3_000,
  parseListing: 5_000,
};
