import { parseFaultReasons } from '../articles/feed-item.ts';
import type { Reader } from './reader.ts';

/** The formats that sources are read in; the last three are no feeds and need a reader of their kind. */
export const feedKinds = ['RSS', 'ATOM', 'RDF', 'JSON_FEED', 'SITEMAP', 'API', 'LISTING'] as const;
export type FeedKind = (typeof feedKinds)[number];

/** Why an attempt to read a source or a page failed. Public: front ends show it. */
export const fetchFailureReasons = [
  'TIMEOUT',
  'TOO_LARGE',
  'BLOCKED_ADDRESS',
  'BAD_URL',
  'DNS',
  'TLS',
  'CONNECTION',
  'REDIRECT_LOOP',
  'NOT_FOUND',
  'GONE',
  'FORBIDDEN',
  'BOT_WALL',
  'PAYWALL',
  'RATE_LIMITED',
  'SERVER_ERROR',
  'HTTP_STATUS',
  'ROBOTS',
  'BAD_ENCODING',
] as const;
export type FetchFailureReason = (typeof fetchFailureReasons)[number];

export const failureReasons = [...fetchFailureReasons, ...parseFaultReasons, 'INTERNAL'] as const;
export type FailureReason = (typeof failureReasons)[number];

export interface SourceFailure {
  reason: FailureReason;
  /** One line for an operator. */
  detail: string;
  /** HTTP status, where there was one. */
  status: number | null;
  at: Date;
}

/** What the last whole read of a feed told about when to read it: an unchanged feed says nothing, so this is kept. */
export interface PollRhythm {
  /** Milliseconds between two of its items, as observed; null when their times tell nothing. */
  gapMs: number | null;
  /** Claimed time of the newest item that is not in the future. */
  newestItemAt: Date | null;
  /** Minutes that the feed asks to wait between polls. */
  ttlMinutes: number | null;
  /** Hours of the day in UTC, 0 to 23, in which it asks not to be read. */
  skipHours: number[];
  /** Days of the week in UTC, 0 is Sunday, on which it asks not to be read. */
  skipDays: number[];
}

/** What the last polls tell about a source. */
export interface SourceHealth {
  lastAttemptAt: Date | null;
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  consecutiveFailures: number;
  lastFailure: SourceFailure | null;
  /** Null or absent until it was read as a whole. */
  rhythm?: PollRhythm | null;
}

/** A publication that is read. */
export interface Source {
  id: string;
  slug: string;
  title: string;
  homepage: string | null;
  /** Null until the first successful poll. */
  kind: FeedKind | null;
  /** The feed's address. */
  url: string;
  /** How it is read; absent means as a feed. */
  reader?: Reader;
  language: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  categories: string[];
  /** Editorial weight, 1 is neutral. */
  weight: number;
  /** Whether the article pages are fetched for their full text. */
  fetchPages: boolean;
  createdAt: Date;
  health: SourceHealth;
}

/** What a conditional GET needs to remember. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}
