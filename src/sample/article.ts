/** One part of an article: its sub-heading (null before the first) and its paragraphs, all plain text. */
export type SampleSection = readonly [heading: string | null, ...paragraphs: string[]];

export interface SampleImage {
  caption: string;
  credit: string;
}

export type SampleLanguage = 'hi' | 'en';

/** An article of the bundled newsroom as its authors wrote it. Text is plain: markup is added when it is served. */
export interface SampleArticle {
  /** Unique over all publishers; the last part of the article's address. */
  key: string;
  language: SampleLanguage;
  /** Age in minutes when the newsroom opens. */
  minutesAgo: number;
  headline: string;
  dek: string | null;
  authors: readonly string[];
  /** As the publisher files it, search-engine bait included. */
  categories: readonly string[];
  image: SampleImage | null;
  sections: readonly SampleSection[];
}

/** An article with what depends on the server and the clock filled in. */
export interface PrintedArticle extends SampleArticle {
  url: string;
  imageUrl: string | null;
  publishedAt: Date;
  /** Later than publishedAt only after an edit. */
  modifiedAt: Date;
}

export const imageWidth = 1200;
export const imageHeight = 675;

/** What a reader gets to see in a list: the dek, else the first paragraph. */
export const teaserOf = (article: SampleArticle): string =>
  article.dek ?? article.sections[0]?.[1] ?? article.headline;
