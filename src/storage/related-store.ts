import type { Connection } from 'mongoose';
import type { Relatable } from '../stories/related.ts';
import type { TermStats } from '../stories/signature.ts';
import { isKey, partsOf } from '../stories/terms.ts';
import { articleModel } from './article-rows.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';
import {
  candidateFields,
  hitsPipeline,
  toRelatable,
  type CandidateRow,
  type Hit,
  type HitsPipeline,
  type StoredRelatable,
} from './related-candidates.ts';

export type RelatedStore = ReturnType<typeof createRelatedStore>;

export type { StoredRelatable } from './related-candidates.ts';

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

/** Articles whose candidates one command finds: it is over within its deadline. */
const askedAtOnce = 20;
/** So many candidates of one article are read at most; they come strongest first. */
const maxCandidates = 60;
/** Frequencies that are remembered, to tell rare terms from common ones without asking again. */
const maxRemembered = 50_000;

/**
 * How common terms are, and which articles share them. The counts only feed logarithms, so they may be a little off:
 * an article that is counted again after a crash, or an edit that is not counted, changes no ranking.
 */
export const createRelatedStore = (connection: Connection) => {
  const counts = connection.collection<TermStatRow>('termStats');
  const articles = articleModel(connection);
  const remembered = new Map<string, number>();
  const remember = (found: ReadonlyMap<string, number>): void => {
    if (remembered.size + found.size > maxRemembered) remembered.clear();
    for (const [term, count] of found) remembered.set(term, count);
  };
  const frequency = (term: string): number => remembered.get(term) ?? 0;
  const hitsOf = async (pipelines: readonly HitsPipeline[]): Promise<Hit[]> => {
    const [first, ...others] = pipelines;
    if (first === undefined) return [];
    const unions = others.map(pipeline => ({ $unionWith: { coll: articles.collection.name, pipeline } }));
    return articles.aggregate<Hit>([...first, ...unions], { maxTimeMS: readDeadlineMs });
  };
  const rowsOf = (ids: readonly string[]): Promise<CandidateRow[]> =>
    articles.aggregate<CandidateRow>([{ $match: { _id: { $in: ids } } }, { $project: candidateFields }], {
      maxTimeMS: readDeadlineMs,
    });
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
      remember(found);
      return { documents: found.get(everyArticle) ?? 0, frequency: term => found.get(term) ?? 0 };
    },

    /**
     * For each article those since a day that share its strongest terms, most first, up to `limit` and 60. Two
     * commands for each 20 articles, and a bounded number of stored articles read for each.
     */
    candidates: async (
      asked: readonly Relatable[],
      { since, limit }: { since: Date; limit: number },
    ): Promise<Map<string, StoredRelatable[]>> => {
      const found = new Map<string, StoredRelatable[]>(asked.map(({ id }) => [id, []]));
      const lookUp = { since, limit: Math.min(limit, maxCandidates), frequency };
      for (let from = 0; from < asked.length; from += askedAtOnce) {
        const pipelines = asked.slice(from, from + askedAtOnce).map(article => hitsPipeline(article, lookUp));
        const hits = await hitsOf(pipelines.filter(pipeline => pipeline !== null));
        if (hits.length === 0) continue;
        const rows = await rowsOf([...new Set(hits.map(({ _id }) => _id))]);
        const byId = new Map(rows.map(row => [row._id, toRelatable(row)] as const));
        for (const { _id, askedId } of hits) addTo(found.get(askedId), byId.get(_id));
      }
      return found;
    },
  };
};

const addTo = <T>(list: T[] | undefined, one: T | undefined): void => {
  if (one !== undefined) list?.push(one);
};

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
