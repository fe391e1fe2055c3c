import type { PrintedArticle } from '../article.ts';
import type { SamplePublisher } from '../publishers.ts';
import type { PageLabels } from './labels.ts';

/** What a page template needs: one article and the others of its publisher for the furniture. */
export interface PageView {
  publisher: SamplePublisher;
  homepage: string;
  feedUrl: string;
  article: PrintedArticle;
  others: readonly PrintedArticle[];
  labels: PageLabels;
}
