import type { AnalysedFields } from '../text/analysed-fields.ts';

/** What the index reads of an article. */
export interface IndexableArticle {
  id: string;
  /** Later revisions win, whichever order they arrive in. */
  revision: number;
  /** BCP 47 primary subtag or `und`. */
  language: string;
  sourceId: string;
  /** What `source:` takes beside the id. */
  sourceSlug?: string;
  tagIds: readonly string[];
  /** What `tag:` takes beside the ids. */
  tagSlugs?: readonly string[];
  sortAt: Date;
  headline: string;
  dek: string | null;
  /** Plain text. */
  body: string;
  /** Names of the tags, in any script. */
  tags: readonly string[];
  authors?: readonly string[];
  /** Host of the article's address, for `site:`. */
  site?: string | null;
  /** The words of the fields, where somebody has analysed them already in the article's language. */
  analysed?: AnalysedFields;
}

export const searchOrders = ['RELEVANCE', 'NEWEST', 'OLDEST'] as const;
export type SearchOrder = (typeof searchOrders)[number];

export interface SearchRequest {
  /** In the query language of query.ts. */
  text: string;
  /** Any of these; absent or empty means all. The same for the other lists. */
  language?: readonly string[];
  sourceIds?: readonly string[];
  tagIds?: readonly string[];
  /** Articles at or after this time. */
  after?: Date;
  /** Articles before this time. */
  before?: Date;
  order: SearchOrder;
  /** 1 to 100. */
  first: number;
  /** `cursor` of the last hit of the page before. */
  cursor?: string;
  /** What age is counted from. */
  now: Date;
}

export interface SearchHit {
  articleId: string;
  /** Only comparable within one request; 0 where the query has filters alone. */
  score: number;
  cursor: string;
}

export const searchFaultReasons = [
  'EMPTY_QUERY',
  'QUERY_TOO_LONG',
  'TOO_MANY_WORDS',
  'NESTED_TOO_DEEP',
  'UNCLOSED_QUOTE',
  'UNCLOSED_PARENTHESIS',
  'UNEXPECTED_PARENTHESIS',
  'MISSING_OPERAND',
  'UNKNOWN_FIELD',
  'BAD_FIELD_VALUE',
  'BAD_CURSOR',
] as const;
export type SearchFaultReason = (typeof searchFaultReasons)[number];

/** What is wrong with a request, as data. */
export interface SearchFault {
  reason: SearchFaultReason;
  /** One sentence for the person who typed the query. */
  message: string;
  /** UTF-16 offset into the query text; 0 where no place is to blame. */
  position: number;
}

/** How many of the query's plain words a hit must hold. */
export type MatchMode = 'ALL' | 'MOST' | 'ANY';

export interface SearchHits {
  hits: SearchHit[];
  hasNextPage: boolean;
  /** How far the words had to be relaxed to find anything. */
  mode: MatchMode;
  /** Articles that match, in this mode. */
  totalCount: number;
  /** Set when the request could not be answered; hits is empty then. */
  fault?: SearchFault;
}
