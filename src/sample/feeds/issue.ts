import type { PrintedArticle } from '../article.ts';
import type { SamplePublisher } from '../publishers.ts';

/** What a feed template needs to print one edition of a feed. */
export interface FeedIssue {
  publisher: SamplePublisher;
  feedUrl: string;
  homepage: string;
  /** Newest first. */
  articles: readonly PrintedArticle[];
  /** The latest change of any of the articles. */
  updatedAt: Date;
}

export const linkOf = (issue: FeedIssue, article: PrintedArticle): string =>
  `${article.url}${issue.publisher.tracking}`;
