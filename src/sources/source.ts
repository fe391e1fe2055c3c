import { parseFaultReasons } from '../articles/feed-item.ts';

export const feedKinds = ['RSS', 'ATOM', 'RDF', 'JSON_FEED'] as const;
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

/** What the last polls tell about a source. */
export interface SourceHealth {
  lastAttemptAt: Date | null;
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  consecutiveFailures: number;
  lastFailure: SourceFailure | null;
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
