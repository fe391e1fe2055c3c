import type { ArticleImage, ArticleSection, NewsDate } from './article.ts';

/** What a publisher's page says, in our own words; what it does not say is null or an empty list. */
export interface PageExtraction {
  canonicalUrl: string | null;
  headline: string | null;
  dek: string | null;
  authors: string[];
  publishedAt: NewsDate | null;
  modifiedAt: NewsDate | null;
  /** BCP 47 tag as the page declares it. */
  language: string | null;
  siteName: string | null;
  /** The lead image first. */
  images: ArticleImage[];
  /** HTML is sanitised. */
  sections: ArticleSection[];
  /** Whole body as plain text: headings and paragraphs in order, parted by blank lines. */
  text: string;
  topics: string[];
  paywalled: boolean | null;
}
