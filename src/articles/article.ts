/** How much of a claimed date is certain: the instant, the local time without its zone, or the day only. */
export const datePrecisions = ['INSTANT', 'ZONE_ASSUMED', 'ZONE_UNKNOWN', 'DAY'] as const;
export type DatePrecision = (typeof datePrecisions)[number];

/** A date as a publisher claims it. `raw` is the text that was read; `clamped` says that it lay in the future. */
export interface NewsDate {
  value: Date;
  precision: DatePrecision;
  raw: string;
  clamped: boolean;
}

export interface ArticleImage {
  /** Absolute http(s) URL. */
  url: string;
  width: number | null;
  height: number | null;
  caption: string | null;
  credit: string | null;
}

/** A part of an article under one sub-heading; the part before the first sub-heading has none. */
export interface ArticleSection {
  heading: string | null;
  /** Sanitised HTML of the part, without its heading. */
  html: string;
  /** The same as plain text, paragraphs parted by a blank line. */
  text: string;
}

export const relatedReasons = ['SHARED_TAGS', 'SHARED_TERMS', 'SAME_STORY'] as const;
export type RelatedReason = (typeof relatedReasons)[number];

export interface RelatedRef {
  articleId: string;
  /** 0 to 1, larger is closer. */
  score: number;
  why: RelatedReason[];
}

/** The unit of news. Names follow schema.org NewsArticle where it has them. */
export interface Article {
  id: string;
  /** The address without tracking parameters; the identity of the article across sources. */
  canonicalUrl: string;
  slug: string;
  guid: string | null;
  sourceId: string;
  headline: string;
  /** The standfirst under the headline. */
  dek: string | null;
  sections: ArticleSection[];
  authors: string[];
  images: ArticleImage[];
  /** BCP 47 primary language subtag, `und` where it could not be told. */
  language: string;
  publishedAt: NewsDate | null;
  /** What lists sort by: publishedAt where it is believable, else firstSeenAt. */
  sortAt: Date;
  firstSeenAt: Date;
  updatedAt: Date;
  /** 1 at first, one more with each edit that changed what a reader sees. */
  revision: number;
  tagIds: string[];
  related: RelatedRef[];
  paywalled: boolean | null;
  /** Digest of what a reader sees; equal digests mean that nothing was edited. */
  contentHash: string;
  wordCount: number;
  /** The article that this is a copy of, by the words of both; null or absent for an original. */
  reprintOf?: string | null;
}

/** The fields a list shows: everything but the body. */
export type ArticleSummary = Omit<Article, 'sections'>;
