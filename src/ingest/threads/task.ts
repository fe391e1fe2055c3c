import type { PageExtraction } from '../../articles/extraction.ts';
import type { ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import type { Result } from '../../core/result.ts';

/** Bytes as a server sent them, and what is known about them. */
export interface Document {
  /** Given away: the array has no bytes any more once the task has been handed over. */
  bytes: Uint8Array;
  /** Value of the Content-Type header. */
  contentType: string | null;
  /** Where they came from, after redirects. */
  url: string;
}

/** What a thread can be asked, by name. Everything in it survives a structured clone. */
export interface Tasks {
  parseFeed: { input: Document; output: Result<ParsedFeed, ParseFault> };
  readPage: { input: Document; output: PageExtraction };
}

export type TaskName = keyof Tasks;

/** What a table such as `Tasks` looks like. */
export type TaskTable<T> = { [K in keyof T]: { input: unknown; output: unknown } };

/** A function for each task of a table. */
export type Handlers<T extends TaskTable<T>> = { [K in keyof T]: (input: T[K]['input']) => T[K]['output'] };

/** Milliseconds from the moment when a thread takes up a task until the thread is ended. */
export const deadlinesMs: Readonly<Record<TaskName, number>> = { parseFeed: 3_000, readPage: 5_000 };
