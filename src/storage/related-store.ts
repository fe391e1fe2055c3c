import type { Connection, mongo } from 'mongoose';
import { decodeSignature } from '../stories/signature-bytes.ts';
import type { RelatedArticle } from '../stories/related-window.ts';
import { articleCollection, type ArticleRow } from './article-rows.ts';

export type RelatedStore = ReturnType<typeof createRelatedStore>;

type WindowRow = Pick<
  ArticleRow,
  '_id' | 'sourceId' | 'language' | 'tagIds' | 'sortAt' | 'related' | 'signature'
>;

interface CountsRow {
  _id: string;
  counts: mongo.Binary;
}

/** All counts are one document: some megabytes, written seldom. */
const countsId = 'counts';
const windowDeadlineMs = 60_000;

/** What relating needs to go on where another process, or an earlier life of this one, has stopped. */
export const createRelatedStore = (connection: Connection) => {
  const articles = articleCollection(connection);
  const counts = connection.collection<CountsRow>('termCounts');
  return {
    /** The newest related articles since a day, up to `limit`, the oldest of them first. */
    window: async ({ since, limit }: { since: Date; limit: number }): Promise<RelatedArticle[]> => {
      const rows = articles.find<WindowRow>(
        { sortAt: { $gte: since }, pending: false },
        {
          projection: { sourceId: 1, language: 1, tagIds: 1, sortAt: 1, related: 1, signature: 1 },
          sort: { sortAt: -1 },
          limit,
          batchSize: 2_000,
          maxTimeMS: windowDeadlineMs,
        },
      );
      const found: RelatedArticle[] = [];
      for await (const { _id, signature, ...row } of rows)
        found.push({ ...row, id: _id, signature: decodeSignature(signature.buffer) });
      return found.reverse();
    },

    /** Which of these articles are still stored. */
    existing: async (ids: readonly string[]): Promise<Set<string>> => {
      const rows = await articles.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** The statistics of terms as they were saved last. */
    loadCounts: async (): Promise<Uint8Array | null> => {
      const row = await counts.findOne({ _id: countsId });
      return row?.counts.buffer ?? null;
    },

    saveCounts: async (encoded: Uint8Array): Promise<void> => {
      await counts.updateOne(
        { _id: countsId },
        { $set: { counts: new connection.base.mongo.Binary(encoded) } },
        { upsert: true },
      );
    },
  };
};
