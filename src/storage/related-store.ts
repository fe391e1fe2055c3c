import type { Connection } from 'mongoose';
import type { RelatedRef } from '../articles/article.ts';
import type { Relatable } from '../stories/related.ts';
import type { TermStats } from '../stories/signature.ts';
import { isKey, partsOf } from '../stories/terms.ts';
import { articleModel, type ArticleRow } from './article-rows.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

export type RelatedStore = ReturnType<typeof createRelatedStore>;

export type StoredRelatable = Relatable & { related: readonly RelatedRef[] };

/** What an article adds to the statistics, once. */
export interface CountedArticle {
  revision: number;
  /** As `countedTerms` of stories/terms.ts gives them. */
  terms: readonly string[];
}

interface TermStatRow {
  _id: string;
  articles: number;
}

/** Counts all articles; no term of an article looks like this. */
const everyArticle = '*';

/** So many of an article's strongest terms are looked up: the weaker ones alone relate nothing. */
const askedTermCount = 24;

/**
 * How common terms are, and which articles share them. The counts only feed logarithms, so they may be a little off:
 * an article that is counted again after a crash, or an edit that is not counted, changes no ranking.
 */
export const createRelatedStore = (connection: Connection) => {
  const counts = connection.collection<TermStatRow>('termStats');
  const articles = articleModel(connection);
  return {
    /** Adds articles to the statistics; later revisions of an article are the same article and count no more. */
    count: async (added: readonly CountedArticle[]): Promise<void> => {
      const raises = raisesOf(added.filter(({ revision }) => revision === 1));
      for (let from = 0; from < raises.length; from += writeBatchSize)
        await counts.bulkWrite(
          raises.slice(from, from + writeBatchSize).map(([term, by]) => ({
            updateOne: { filter: { _id: term }, update: { $inc: { articles: by } }, upsert: true },
          })),
          { ordered: false },
        );
    },

    /** How many articles have each of these terms. */
    stats: async (terms: readonly string[]): Promise<TermStats> => {
      const asked = [...new Set([everyArticle, ...terms])];
      const rows = await counts.find({ _id: { $in: asked } }, { maxTimeMS: readDeadlineMs }).toArray();
      const found = new Map(rows.map(row => [row._id, row.articles] as const));
      return { documents: found.get(everyArticle) ?? 0, frequency: term => found.get(term) ?? 0 };
    },

    /** For each article the newest, up to `limit`, that share one of its strongest terms. */
    candidates: async (
      asked: readonly Relatable[],
      { since, limit }: { since: Date; limit: number },
    ): Promise<Map<string, StoredRelatable[]>> => {
      const found = await Promise.all(
        asked.map(async ({ id, signature }) => {
          const terms = strongest(signature);
          const rows =
            terms.length === 0
              ? []
              : await articles
                  .find(
                    { 'signature.term': { $in: terms }, sortAt: { $gte: since } },
                    { sourceId: 1, language: 1, tagIds: 1, sortAt: 1, signature: 1, related: 1 },
                  )
                  .sort({ sortAt: -1 })
                  .limit(limit)
                  .maxTimeMS(readDeadlineMs)
                  .lean<CandidateRow[]>();
          return [id, rows.map(toRelatable)] as const;
        }),
      );
      return new Map(found);
    },
  };
};

type CandidateRow = Pick<
  ArticleRow,
  '_id' | 'sourceId' | 'language' | 'tagIds' | 'sortAt' | 'signature' | 'related'
>;

const toRelatable = ({ _id, ...row }: CandidateRow): StoredRelatable => ({ id: _id, ...row });

const strongest = (signature: Relatable['signature']): string[] =>
  signature
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, askedTermCount)
    .map(({ term }) => term);

/** By how much each count grows: a key of one language counts across languages too. */
const raisesOf = (added: readonly CountedArticle[]): [string, number][] => {
  const raises = new Map<string, number>([[everyArticle, added.length]]);
  const raise = (term: string) => raises.set(term, (raises.get(term) ?? 0) + 1);
  for (const term of added.flatMap(({ terms }) => terms)) {
    raise(term);
    const key = isKey(term) ? partsOf(term).key : null;
    if (key !== null) raise(key);
  }
  return added.length === 0 ? [] : [...raises];
};
