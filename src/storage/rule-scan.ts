/*
 * Stored articles as rules see them, newest first: for the dry run of one rule, and for rules that are to act on
 * what is there already.
 */
import type { Connection, mongo } from 'mongoose';
import type { Article } from '../articles/article.ts';
import { addToPreview, emptyPreview, type RulePreview } from '../rules/preview.ts';
import { usesField, type CompiledRule } from '../rules/evaluate.ts';
import { factsOf, type Facts } from '../rules/facts.ts';
import { articleCollection, type ArticleRow } from './article-rows.ts';
import { readDeadlineMs } from './limits.ts';
import type { SourceStore } from './source-store.ts';
import type { TagStore } from './tag-store.ts';

export interface ScanOptions {
  /** Published, or first seen, since then; null is everything. */
  since: Date | null;
  sourceId: string | null;
  /** For the age of articles. */
  now: Date;
  /** Whether the body is needed; the rest is a tenth of it. */
  withBody: boolean;
}

/** `sections` is empty where the body was not asked for. */
export interface ScannedArticle {
  article: Omit<Article & ArticleRow, '_id' | 'related'>;
  facts: Facts;
}

type ScanRow = Omit<ArticleRow, 'sections' | 'images' | 'related'> &
  Partial<Pick<ArticleRow, 'sections' | 'images'>>;

export interface PreviewOptions extends Omit<ScanOptions, 'withBody'> {
  since: Date;
  /** Articles, and milliseconds, after which the preview ends early. */
  maxArticles?: number;
  maxMs?: number;
}

export interface BoundedPreview extends RulePreview {
  since: Date;
  /** Why older articles were not looked at; null when all were. */
  cut: 'ARTICLES' | 'TIME' | null;
}

export const previewLimits = { articles: 20_000, ms: 5_000 } as const;

/** Small, so that others get their turn in between. */
const batchSize = 50;

export type RuleScan = ReturnType<typeof createRuleScan>;

export const createRuleScan = (
  connection: Connection,
  { sources, tags }: { sources: SourceStore; tags: TagStore },
) => {
  const articles = articleCollection(connection);

  async function* scan(options: ScanOptions): AsyncGenerator<ScannedArticle[], void> {
    const toFacts = factsMaker({ sources, tags }, options.now);
    let last: ScanRow | undefined;
    do {
      const rows = await articles
        .find<ScanRow>(conditionsOf(options, last), {
          projection: { related: 0, ...(options.withBody ? {} : { sections: 0, images: 0 }) },
          sort: { sortAt: -1, _id: -1 },
          limit: batchSize,
          maxTimeMS: readDeadlineMs,
        })
        .toArray();
      yield await toFacts(rows);
      last = rows.length < batchSize ? undefined : rows.at(-1);
    } while (last !== undefined);
  }

  return {
    /** Batches of articles, read as they are asked for. Without the body, images are left out too. */
    scan,

    /** Removes articles; the search index and the counts of tags are the caller's. */
    removeArticles: async (ids: readonly string[]): Promise<void> => {
      await articles.deleteMany({ _id: { $in: [...ids] } });
    },

    /** What a rule would have done with the articles since a day. */
    preview: async (compiled: CompiledRule, options: PreviewOptions): Promise<BoundedPreview> => {
      const { maxArticles = previewLimits.articles, maxMs = previewLimits.ms, since } = options;
      const started = performance.now();
      const preview = { ...emptyPreview(compiled), since, cut: null };
      const withBody = usesField(compiled.rule.condition, 'text');
      for await (const batch of scan({ ...options, withBody }))
        for (const { article, facts } of batch) {
          if (preview.scanned >= maxArticles) return { ...preview, cut: 'ARTICLES' };
          if (performance.now() - started > maxMs) return { ...preview, cut: 'TIME' };
          addToPreview(preview, compiled, { id: article.id, headline: article.headline, facts });
        }
      return preview;
    },
  };
};

const conditionsOf = (
  { since, sourceId }: ScanOptions,
  last: ScanRow | undefined,
): mongo.Filter<ArticleRow> => ({
  ...(sourceId === null ? {} : { sourceId }),
  $and: [
    since === null ? {} : { sortAt: { $gte: since } },
    last === undefined
      ? {}
      : { $or: [{ sortAt: { $lt: last.sortAt } }, { sortAt: last.sortAt, _id: { $lt: last._id } }] },
  ],
});

/** Reads each source and tag once. */
const factsMaker = ({ sources, tags }: { sources: SourceStore; tags: TagStore }, now: Date) => {
  const tagNames = new Map<string, string>();
  const sourcesById = new Map<string, Facts['source'] & { categories: readonly string[] }>();
  return async (rows: readonly ScanRow[]): Promise<ScannedArticle[]> => {
    const newTags = new Set(rows.flatMap(row => row.tagIds).filter(id => !tagNames.has(id)));
    if (newTags.size > 0) for (const { id, name } of await tags.byIds([...newTags])) tagNames.set(id, name);
    const newSources = new Set(rows.map(row => row.sourceId).filter(id => !sourcesById.has(id)));
    if (newSources.size > 0)
      for (const source of await sources.byIds([...newSources])) sourcesById.set(source.id, source);
    return rows.map(({ _id, ...row }) => {
      const article = { ...row, id: _id, sections: row.sections ?? [], images: row.images ?? [] };
      const named = article.tagIds.flatMap(id => tagNames.get(id) ?? []);
      const source = sourcesById.get(article.sourceId) ?? nobody(article.sourceId);
      return { article, facts: toFacts(article, { tagNames: named, source, now }) };
    });
  };
};

/** The source of an article that is being removed at this moment. */
const nobody = (id: string) => ({ id, slug: '', title: '', categories: [] });

const toFacts = (
  article: ScannedArticle['article'],
  { tagNames, source, now }: Pick<Parameters<typeof factsOf>[0], 'tagNames' | 'source'> & { now: Date },
): Facts =>
  factsOf(
    {
      ...article,
      tagNames,
      source,
      url: article.canonicalUrl,
      publishedAt: article.publishedAt?.value ?? null,
    },
    now,
  );
