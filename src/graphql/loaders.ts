import DataLoader from 'dataloader';
import type { ArticleSummary } from '../articles/article.ts';
import { stopIfLate } from './limits/deadline.ts';
import type { Source } from '../sources/source.ts';
import type { ArticleBody } from '../storage/article-rows.ts';
import type { RevisionRef, StoredRevision } from '../storage/revision-store.ts';
import type { Stores } from '../storage/mongo.ts';
import type { StoredSubscription } from '../storage/websub-store.ts';
import type { Tag } from '../tags/tag.ts';

/** The most keys that one batch asks the database for. */
const maxBatchSize = 1_000;

/** Rows in the order of their keys, whatever order the store answers in; null where there is none. */
export const byKeys = <K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): (V | null)[] => {
  const found = new Map(rows.map(row => [keyOf(row), row] as const));
  return keys.map(key => found.get(key) ?? null);
};

export interface Loaders {
  articles: DataLoader<string, ArticleSummary | null>;
  articlesBySlug: DataLoader<string, ArticleSummary | null>;
  articlesByUrl: DataLoader<string, ArticleSummary | null>;
  bodies: DataLoader<string, ArticleBody | null>;
  articleIdsByAlias: DataLoader<string, { alias: string; id: string } | null>;
  reprints: DataLoader<string, { original: string; reprints: ArticleSummary[] } | null>;
  revisions: DataLoader<string, { articleId: string; revisions: RevisionRef[] } | null>;
  revisionContents: DataLoader<string, StoredRevision | null>;
  sources: DataLoader<string, Source | null>;
  sourcesBySlug: DataLoader<string, Source | null>;
  subscriptionsBySource: DataLoader<string, StoredSubscription | null>;
  tags: DataLoader<string, Tag | null>;
  tagsBySlug: DataLoader<string, Tag | null>;
}

/** Built anew for each request: whatever one request loads, it loads once, and nobody else sees it. */
export const createLoaders = (stores: Stores, signal?: AbortSignal): Loaders => {
  const { articles, reprints, revisions, sources, tags, websub } = stores;
  const loader = <V>(load: (keys: readonly string[]) => Promise<V[]>, keyOf: (row: V) => string) =>
    new DataLoader<string, V | null>(
      async keys => {
        stopIfLate(signal);
        return byKeys(keys, await load(keys), keyOf);
      },
      { maxBatchSize },
    );
  return {
    articles: loader(articles.byIds, row => row.id),
    articlesBySlug: loader(articles.bySlugs, row => row.slug),
    articlesByUrl: loader(articles.byUrls, row => row.canonicalUrl),
    bodies: loader(articles.bodies, row => row.id),
    articleIdsByAlias: loader(articles.byAliases, row => row.alias),
    reprints: loader(reprints.ofOriginals, row => row.original),
    revisions: loader(revisions.ofArticles, row => row.articleId),
    revisionContents: loader(revisions.byIds, row => row.id),
    sources: loader(sources.byIds, row => row.id),
    sourcesBySlug: loader(sources.bySlugs, row => row.slug),
    subscriptionsBySource: loader(websub.bySources, row => row.subscription.sourceId),
    // A tag that was merged answers under the key that it was asked for by.
    tags: loader(tags.byIds, row => row.askedAs ?? row.id),
    tagsBySlug: loader(tags.bySlugs, row => row.askedAs ?? row.slug),
  };
};
