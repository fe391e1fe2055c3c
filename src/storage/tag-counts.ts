import type { Connection } from 'mongoose';
import { trendsOf, trendWindow, type Trend, type TrendCounts } from '../tags/trend.ts';
import { articleCollection, type ArticleCollection } from './article-rows.ts';
import { readDeadlineMs } from './limits.ts';

export type TagCounts = ReturnType<typeof createTagCounts>;

export interface DayCount {
  /** Its beginning, in UTC. */
  day: Date;
  count: number;
}

export interface RelatedTag {
  tagId: string;
  /** Articles that carry both. */
  sharedCount: number;
  /** How much more often than by chance, 0 to 1: normalised pointwise mutual information (Bouma 2009). */
  score: number;
}

const dayMs = 86_400_000;
const startOfDay = (at: Date): number => Math.floor(at.getTime() / dayMs) * dayMs;

/** Articles of a tag that related tags are counted over, the newest. */
const maxRelatedArticles = 2_000;
/** Trends are counted anew after this long. */
const trendAgeMs = 60_000;
const maxTrends = 500;
const maxCachedTrends = 50;

const options = { maxTimeMS: readDeadlineMs } as const;

/**
 * Counts over the articles themselves, when asked for: an index by tag and time has all that a tag's days need, so that
 * storing articles costs nothing for it and no count can drift.
 */
export const createTagCounts = (connection: Connection) => {
  const articles = articleCollection(connection);
  const trends = new Map<string, { at: number; found: Promise<Trend[]> }>();
  return {
    /**
     * Articles of each of the last days, today among them and days without articles too, the oldest first; by tag, of
     * which `ids` may have several (those of merged ones).
     */
    byDay: async (
      tags: ReadonlyMap<string, readonly string[]>,
      { days, now }: { days: number; now: Date },
    ): Promise<Map<string, DayCount[]>> => {
      const today = startOfDay(now);
      const from = today - (days - 1) * dayMs;
      const owners = new Map([...tags].flatMap(([id, ids]) => ids.map(one => [one, id] as const)));
      const among = { tagIds: { $in: [...owners.keys()] } };
      const rows = await articles
        .aggregate<{ _id: { tag: string; day: number }; count: number }>(
          [
            { $match: { ...among, sortAt: { $gte: new Date(from), $lt: new Date(today + dayMs) } } },
            { $project: { tagIds: 1, sortAt: 1 } },
            { $unwind: '$tagIds' },
            { $match: among },
            {
              $group: {
                _id: { tag: '$tagIds', day: { $floor: { $divide: [{ $toLong: '$sortAt' }, dayMs] } } },
                count: { $sum: 1 },
              },
            },
          ],
          options,
        )
        .toArray();
      const counts = new Map<string, number>();
      for (const { _id, count } of rows) {
        const key = `${owners.get(_id.tag) ?? ''} ${_id.day}`;
        counts.set(key, (counts.get(key) ?? 0) + count);
      }
      const daysOf = (id: string): DayCount[] =>
        Array.from({ length: days }, (_, place) => {
          const day = from + place * dayMs;
          return { day: new Date(day), count: counts.get(`${id} ${day / dayMs}`) ?? 0 };
        });
      return new Map([...tags.keys()].map(id => [id, daysOf(id)] as const));
    },

    /** Tags that the newest articles of a tag carry too, those that belong to it most first. */
    related: (tagIds: readonly string[], limit: number): Promise<RelatedTag[]> =>
      relatedTags(connection, tagIds, limit),

    /** What rises, in all languages or in some; at most a minute old. */
    trending: async (languages: readonly string[] | null, now: Date): Promise<readonly Trend[]> => {
      const key = languages === null ? '*' : languages.toSorted().join(' ');
      const minute = Math.floor(now.getTime() / trendAgeMs);
      const known = trends.get(key);
      if (known?.at === minute) return known.found;
      const found = countTrends(articles, languages, now);
      found.catch(() => trends.delete(key));
      if (trends.size >= maxCachedTrends) trends.clear();
      trends.set(key, { at: minute, found });
      return found;
    },
  };
};

const countTrends = async (
  articles: ArticleCollection,
  languages: readonly string[] | null,
  now: Date,
): Promise<Trend[]> => {
  const recentFrom = new Date(now.getTime() - trendWindow.recentDays * dayMs);
  const baseFrom = new Date(recentFrom.getTime() - trendWindow.baseDays * dayMs);
  const isRecent = { $gte: ['$sortAt', recentFrom] };
  const rows = await articles
    .aggregate<{ _id: string; recent: number; base: number; sources: (string | null)[] }>(
      [
        {
          $match: {
            sortAt: { $gte: baseFrom, $lte: now },
            ...(languages === null ? {} : { language: { $in: [...languages] } }),
          },
        },
        { $project: { tagIds: 1, sortAt: 1, sourceId: 1 } },
        { $unwind: '$tagIds' },
        {
          $group: {
            _id: '$tagIds',
            recent: { $sum: { $cond: [isRecent, 1, 0] } },
            base: { $sum: { $cond: [isRecent, 0, 1] } },
            sources: { $addToSet: { $cond: [isRecent, '$sourceId', null] } },
          },
        },
        { $match: { recent: { $gte: 2 } } },
      ],
      options,
    )
    .toArray();
  const counts = rows.map(({ _id, recent, base, sources }): TrendCounts => ({
    id: _id,
    recent,
    base,
    sources: sources.filter(source => source !== null).length,
  }));
  return trendsOf(counts, maxTrends);
};

const relatedTags = async (
  connection: Connection,
  tagIds: readonly string[],
  limit: number,
): Promise<RelatedTag[]> => {
  const articles = articleCollection(connection);
  const together = await articles
    .aggregate<{ _id: string; count: number }>(
      [
        { $match: { tagIds: { $in: [...tagIds] } } },
        { $sort: { sortAt: -1 } },
        { $limit: maxRelatedArticles },
        { $project: { tagIds: 1 } },
        { $unwind: '$tagIds' },
        { $group: { _id: '$tagIds', count: { $sum: 1 } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: 200 },
      ],
      options,
    )
    .toArray();
  const own = Math.max(1, ...together.filter(({ _id }) => tagIds.includes(_id)).map(({ count }) => count));
  const others = together.filter(({ _id }) => !tagIds.includes(_id));
  const total = Math.max(1, await articles.estimatedDocumentCount({ maxTimeMS: readDeadlineMs }));
  const uses = await connection
    .collection<{ _id: string; articleCount: number }>('tags')
    .find(
      { _id: { $in: others.map(({ _id }) => _id) }, suppressed: null, mergedInto: null },
      { projection: { articleCount: 1 }, maxTimeMS: readDeadlineMs },
    )
    .toArray();
  const counts = new Map(uses.map(({ _id, articleCount }) => [_id, articleCount] as const));
  return others
    .flatMap(({ _id, count }): RelatedTag[] => {
      const other = counts.get(_id);
      if (other === undefined) return [];
      return [{ tagId: _id, sharedCount: count, score: association({ count, own, other, total }) }];
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.tagId < b.tagId ? -1 : 1))
    .slice(0, limit);
};

/** Counts of two tags: of both together, of each, and of all articles. Few articles prove little: they are discounted. */
const association = (counts: { count: number; own: number; other: number; total: number }): number => {
  const { count, own, total } = counts;
  const other = Math.max(counts.other, count);
  const all = Math.max(total, own, other);
  const together = count / all;
  const information = Math.log(together / ((own / all) * (other / all)));
  const most = -Math.log(together);
  return most <= 0 ? 1 : Math.max(0, information / most) * (count / (count + 1));
};
