import type { ArticleImage, NewsDate } from './article.ts';
import type { FeedKind } from '../sources/source.ts';

/** One entry of a feed in our own words; what the feed did not say is null or an empty list. HTML is NOT yet sanitised. */
export interface FeedItem {
  guid: string | null;
  /** Absolute http(s) URL. */
  url: string | null;
  /** Plain text. */
  title: string | null;
  /** HTML (or text) of description / summary. */
  summaryHtml: string | null;
  /** HTML of content:encoded, atom:content, content_html. */
  contentHtml: string | null;
  authors: string[];
  categories: string[];
  publishedAt: NewsDate | null;
  updatedAt: NewsDate | null;
  images: ArticleImage[];
  language: string | null;
}

export interface ParsedFeed {
  kind: FeedKind;
  title: string | null;
  /** The site's address. */
  homepage: string | null;
  language: string | null;
  /** Minutes that the feed asks to wait between polls (ttl, sy:updatePeriod). */
  ttlMinutes: number | null;
  /** Hours of the day in UTC, 0 to 23, in which the feed asks not to be read; absent where its format has no such wish. */
  skipHours?: number[];
  /** Days of the week in UTC, 0 is Sunday, likewise. */
  skipDays?: number[];
  /** WebSub hub. */
  hubUrl: string | null;
  selfUrl: string | null;
  items: FeedItem[];
}

export const parseFaultReasons = [
  'EMPTY_FEED',
  'HTML_INSTEAD_OF_FEED',
  'UNKNOWN_FORMAT',
  'MALFORMED_FEED',
  /** Reading it took too long or too much memory and was ended. */
  'PARSE_TIMEOUT',
] as const;
export type ParseFaultReason = (typeof parseFaultReasons)[number];

export interface ParseFault {
  reason: ParseFaultReason;
  /** One line for an operator. */
  detail: string;
}
