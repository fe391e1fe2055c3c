import type { Connection } from 'mongoose';
import type { ArticleSummary } from '../articles/article.ts';
import type { ReprintPlace, StoredReprintEntry } from '../articles/reprint-index.ts';
import {
  articleCollection,
  summaryFields,
  toSummary,
  type ArticleRow,
  type SummaryRow,
} from './article-rows.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

export type ReprintStore = ReturnType<typeof createReprintStore>;

type WindowRow = Pick<ArticleRow, '_id' | 'sortAt' | 'firstSeenAt' | 'fingerprint' | 'reprintOf'>;

const windowDeadlineMs = 60_000;
/** Reprints that are read in one go, of all originals that are asked about. */
const maxReprints = 5_000;

/** Which articles are copies of which. */
export const createReprintStore = (connection: Connection) => {
  const articles = articleCollection(connection);
  const setPlaces = async (places: readonly ReprintPlace[]): Promise<void> => {
    for (let from = 0; from < places.length; from += writeBatchSize)
      await articles.bulkWrite(
        places.slice(from, from + writeBatchSize).map(({ id, reprintOf }) => ({
          updateOne: { filter: { _id: id }, update: { $set: { reprintOf } } },
        })),
        { ordered: false },
      );
  };
  return {
    setPlaces,

    /** The newest articles with a fingerprint since a day, up to `limit`, the oldest of them first. */
    window: async ({ since, limit }: { since: Date; limit: number }): Promise<StoredReprintEntry[]> => {
      const rows = articles.find<WindowRow>(
        { sortAt: { $gte: since }, fingerprint: { $type: 'binData' } },
        {
          projection: { sortAt: 1, firstSeenAt: 1, fingerprint: 1, reprintOf: 1 },
          sort: { sortAt: -1, _id: -1 },
          limit,
          batchSize: 5_000,
          maxTimeMS: windowDeadlineMs,
        },
      );
      const found: StoredReprintEntry[] = [];
      for await (const { _id, fingerprint, reprintOf, ...dates } of rows)
        if (fingerprint != null)
          found.push({ ...dates, id: _id, fingerprint: fingerprint.buffer, reprintOf: reprintOf ?? null });
      return found.reverse();
    },

    /** Which of these articles are still stored. */
    existing: async (ids: readonly string[]): Promise<Set<string>> => {
      if (ids.length === 0) return new Set();
      const rows = await articles.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** The copies of each of these originals, the earliest first. */
    ofOriginals: async (
      originals: readonly string[],
    ): Promise<{ original: string; reprints: ArticleSummary[] }[]> => {
      const rows = await articles
        .find<SummaryRow>(
          { reprintOf: { $in: [...originals] } },
          {
            projection: summaryFields,
            sort: { reprintOf: 1, sortAt: 1 },
            limit: maxReprints,
            maxTimeMS: readDeadlineMs,
          },
        )
        .toArray();
      const byOriginal = Map.groupBy(rows.map(toSummary), row => row.reprintOf ?? '');
      return [...byOriginal].map(([original, reprints]) => ({ original, reprints }));
    },

    /** The originals were removed: of the copies of each, the earliest becomes the original of the others. */
    promote: async (removed: readonly string[]): Promise<void> => {
      for (let from = 0; from < removed.length; from += writeBatchSize) {
        const rows = await articles
          .find<WindowRow>(
            { reprintOf: { $in: removed.slice(from, from + writeBatchSize) } },
            { projection: { reprintOf: 1 }, sort: { sortAt: 1, firstSeenAt: 1, _id: 1 } },
          )
          .toArray();
        const places = [...Map.groupBy(rows, row => row.reprintOf)].flatMap(([, [heir, ...rest]]) =>
          heir === undefined
            ? []
            : [
                { id: heir._id, reprintOf: null },
                ...rest.map(({ _id }) => ({ id: _id, reprintOf: heir._id })),
              ],
        );
        await setPlaces(places);
      }
    },
  };
};
