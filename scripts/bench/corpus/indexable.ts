import { stableId } from '../../../src/core/identity.ts';
import type { IndexableArticle } from '../../../src/search/request.ts';
import type { MadeArticle } from './articles.ts';

export const sourceHost = (source: number): string => `source${source}.example`;
export const articleUrl = ({ source, place }: MadeArticle): string =>
  `https://${sourceHost(source)}/story/${place}`;
export const articleId = (article: MadeArticle): string => stableId('article', articleUrl(article));
export const bodyText = ({ paragraphs, subheading }: MadeArticle): string => {
  const half = paragraphs.length / 2;
  return [...paragraphs.slice(0, half), subheading, ...paragraphs.slice(half)].join('\n\n');
};

/** An article as the search index takes it; `names` are ids, slugs and names of its source and tags. */
export const toIndexable = (
  article: MadeArticle,
  names: { sourceId: string; tagIds: string[]; tags: string[] },
): IndexableArticle => ({
  id: articleId(article),
  revision: 1,
  language: article.language,
  sourceId: names.sourceId,
  tagIds: names.tagIds,
  sortAt: article.publishedAt,
  headline: article.headline,
  dek: article.dek,
  body: bodyText(article),
  tags: names.tags,
  authors: [`Reporter ${article.place % 300}`],
  site: sourceHost(article.source),
});
