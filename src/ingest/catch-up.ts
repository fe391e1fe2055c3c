import type { Article } from '../articles/article.ts';
import { articleText } from '../articles/body.ts';
import type { IndexableArticle } from '../search/request.ts';
import type { Tag } from '../tags/tag.ts';
import type { IngestDeps } from './deps.ts';
import { relate } from './relate.ts';

/** Articles that are indexed together. */
const batchSize = 100;

export type CatchUpDeps = Pick<IngestDeps, 'stores' | 'clock' | 'log'>;

/**
 * Brings the search index and the related articles up to date with what is stored, and says with how many articles.
 * An article stays pending until both are done, so a crash anywhere only means that its turn comes again.
 */
export const catchUp = async ({ stores, clock }: CatchUpDeps, signal: AbortSignal): Promise<number> => {
  const articles = await stores.articleWriter.pending(batchSize);
  if (articles.length === 0 || signal.aborted) return 0;
  const tags = await stores.tags.byIds(distinct(articles.flatMap(article => article.tagIds)));
  const sources = await stores.sources.byIds(distinct(articles.map(article => article.sourceId)));
  const names: Names = {
    tags: new Map(tags.map(tag => [tag.id, tag] as const)),
    sourceSlugs: new Map(sources.map(source => [source.id, source.slug] as const)),
  };
  await stores.search.index(articles.map(article => toIndexable(article, names)));
  const tagNames = new Map(tags.map(tag => [tag.id, tag.name] as const));
  const { settled, older } = await relate(articles, tagNames, { stores, clock });
  await stores.articleWriter.setRelated(older);
  await stores.articleWriter.settle(settled);
  return articles.length;
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** What the filters `source:` and `tag:` of a query go by. */
interface Names {
  tags: ReadonlyMap<string, Tag>;
  sourceSlugs: ReadonlyMap<string, string>;
}

const toIndexable = (article: Article, names: Names): IndexableArticle => {
  const tags = article.tagIds.flatMap(id => names.tags.get(id) ?? []);
  const sourceSlug = names.sourceSlugs.get(article.sourceId);
  return {
    id: article.id,
    revision: article.revision,
    language: article.language,
    sourceId: article.sourceId,
    ...(sourceSlug === undefined ? {} : { sourceSlug }),
    tagIds: article.tagIds,
    tagSlugs: tags.map(tag => tag.slug),
    sortAt: article.sortAt,
    headline: article.headline,
    dek: article.dek,
    body: articleText(article.sections),
    tags: tags.map(tag => tag.name),
    authors: article.authors,
    site: URL.canParse(article.canonicalUrl) ? new URL(article.canonicalUrl).host : null,
  };
};
