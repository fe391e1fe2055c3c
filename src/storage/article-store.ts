import type { Connection, QueryFilter } from 'mongoose';
import type { ArticleSummary } from '../articles/article.ts';
import type { ArticleFilter, ArticleKey, ArticleOrder, ArticleWindow } from '../articles/filter.ts';
import {
  articleModel,
  summaryFields,
  toSummary,
  type ArticleBody,
  type ArticleRow,
  type SummaryRow,
} from './article-rows.ts';
import { readDeadlineMs } from './limits.ts';

export type ArticleStore = ReturnType<typeof createArticleStore>;

/** Reads of articles. Arrays in, plain objects out, in no promised order: callers align by key. */
export const createArticleStore = (connection: Connection) => {
  const articles = articleModel(connection);
  const summaries = async (where: QueryFilter<ArticleRow>): Promise<ArticleSummary[]> => {
    const rows = await articles.find(where, summaryFields).maxTimeMS(readDeadlineMs).lean<SummaryRow[]>();
    return rows.map(toSummary);
  };
  return {
    byIds: (ids: readonly string[]) => summaries({ _id: { $in: ids } }),
    bySlugs: (slugs: readonly string[]) => summaries({ slug: { $in: slugs } }),
    /** By an id that another address of the page would have given. */
    byAliases: async (aliases: readonly string[]): Promise<{ alias: string; id: string }[]> => {
      const rows = await articles
        .find({ aliases: { $in: aliases } }, { aliases: 1 })
        .maxTimeMS(readDeadlineMs)
        .lean<Pick<ArticleRow, '_id' | 'aliases'>[]>();
      return rows.flatMap(row => (row.aliases ?? []).map(alias => ({ alias, id: row._id })));
    },
    byUrls: (urls: readonly string[]) => summaries({ canonicalUrl: { $in: urls } }),

    bodies: async (ids: readonly string[]): Promise<ArticleBody[]> => {
      const rows = await articles
        .find({ _id: { $in: ids } }, { sections: 1 })
        .maxTimeMS(readDeadlineMs)
        .lean<Pick<ArticleRow, '_id' | 'sections'>[]>();
      return rows.map(({ _id, sections }) => ({ id: _id, sections }));
    },

    /** One window of a list, in the list's order. */
    window: async ({
      filter,
      order,
      limit,
      fromEnd,
      after,
      before,
    }: ArticleWindow): Promise<ArticleSummary[]> => {
      const direction = (order === 'NEWEST') === fromEnd ? 1 : -1;
      const rows = await articles
        .find({ $and: conditions(filter, order, { after, before }) }, summaryFields)
        .sort({ sortAt: direction, _id: direction })
        .limit(limit)
        .maxTimeMS(readDeadlineMs)
        .lean<SummaryRow[]>();
      return (fromEnd ? rows.reverse() : rows).map(toSummary);
    },

    count: (filter: ArticleFilter): Promise<number> =>
      articles
        .countDocuments({ $and: conditions(filter, 'NEWEST', {}) })
        .maxTimeMS(readDeadlineMs)
        .exec(),
  };
};

interface Bounds {
  after?: ArticleKey | undefined;
  before?: ArticleKey | undefined;
}

const conditions = (
  filter: ArticleFilter,
  order: ArticleOrder,
  { after, before }: Bounds,
): QueryFilter<ArticleRow>[] => {
  const { languages, sourceIds, tagIds, publishedAfter, publishedBefore, reprints } = filter;
  const found: QueryFilter<ArticleRow>[] = [{}];
  if (languages !== undefined) found.push({ language: { $in: languages } });
  if (sourceIds !== undefined) found.push({ sourceId: { $in: sourceIds } });
  if (tagIds !== undefined) found.push({ tagIds: { $in: tagIds } });
  if (publishedAfter !== undefined) found.push({ sortAt: { $gt: publishedAfter } });
  if (publishedBefore !== undefined) found.push({ sortAt: { $lt: publishedBefore } });
  if (reprints === 'FOLD') found.push({ reprintOf: null });
  if (after !== undefined) found.push(beyond(after, order === 'NEWEST' ? '$lt' : '$gt'));
  if (before !== undefined) found.push(beyond(before, order === 'NEWEST' ? '$gt' : '$lt'));
  return found;
};

/** Rows on one side of a key: by time, and by id within the same millisecond. */
const beyond = ({ sortAt, id }: ArticleKey, side: '$lt' | '$gt'): QueryFilter<ArticleRow> => ({
  $or: [{ sortAt: { [side]: sortAt } }, { sortAt, _id: { [side]: id } }],
});
