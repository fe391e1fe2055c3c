import { mongo, type Connection } from 'mongoose';
import type { RelatedRef } from '../articles/article.ts';
import { encodeSignature } from '../stories/signature-bytes.ts';
import type { Signature } from '../stories/signature.ts';
import { articleCollection, pendingFields, type ArticleRow, type PendingArticle } from './article-rows.ts';
import { createSaves } from './article-saves.ts';
import { createKnownArticles } from './known-articles.ts';
import { readDeadlineMs } from './limits.ts';
import { createRevisionStore } from './revision-store.ts';
import { createTombstoneStore } from './tombstone-store.ts';

export type ArticleWriter = ReturnType<typeof createArticleWriter>;

/**
 * Writes of articles, on the driver itself: casting each field again would cost as much as the write. Every write is
 * an insert or an update by id and revision, so that doing it twice, or by two workers, or again after a crash,
 * leaves one copy.
 */
export const createArticleWriter = (connection: Connection) => {
  const articles = articleCollection(connection);
  const tombstones = createTombstoneStore(connection);
  return {
    /** What is stored of what a source mentions. */
    known: createKnownArticles(articles, tombstones),

    /** Stores new articles and edits; acknowledged by a majority of the database before it returns. */
    save: createSaves({ articles, tombstones, revisions: createRevisionStore(connection) }),

    /**
     * Articles whose search terms or related articles are behind, oldest first.
     * @param after only those that come behind these, which are still pending
     */
    pending: async (limit: number, after: readonly PendingArticle[] = []): Promise<PendingArticle[]> => {
      const rows = await articles
        .find<Omit<PendingArticle, 'id'> & { _id: string }>(
          { pending: true, ...isBehind(after) },
          {
            projection: pendingFields,
            sort: { firstSeenAt: 1 },
            limit,
            batchSize: limit,
            maxTimeMS: readDeadlineMs,
          },
        )
        .toArray();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    /** Marks revisions as caught up; one that was edited meanwhile stays pending. */
    settle: async (settled: readonly SettledArticle[]): Promise<void> => {
      if (settled.length === 0) return;
      await articles.bulkWrite(
        settled.map(({ id, revision, related, signature, reprint }) => ({
          updateOne: {
            filter: { _id: id, revision },
            update: {
              $set: {
                related,
                signature: new mongo.Binary(encodeSignature(signature)),
                pending: false,
                ...(reprint === undefined ? {} : reprintFields(reprint)),
              },
            },
          },
        })),
        { ordered: false },
      );
    },

    /** Gives articles of before a look at one that came after them. */
    setRelated: async (changed: readonly { id: string; related: RelatedRef[] }[]): Promise<void> => {
      if (changed.length === 0) return;
      await articles.bulkWrite(
        changed.map(({ id, related }) => ({
          updateOne: { filter: { _id: id }, update: { $set: { related } } },
        })),
        { ordered: false },
      );
    },

    /** Marks everything as behind, so that the worker indexes and relates it anew. */
    markAllPending: async (): Promise<number> => {
      const { modifiedCount } = await articles.updateMany({}, { $set: { pending: true } });
      return modifiedCount;
    },

    /** Removes a source's articles; says which, and which tags they carried. */
    removeOfSource: async (sourceId: string): Promise<{ articleIds: string[]; tagIds: string[] }> => {
      const rows = await articles
        .find<Pick<ArticleRow, '_id' | 'tagIds'>>({ sourceId }, { projection: { tagIds: 1 } })
        .toArray();
      await articles.deleteMany({ sourceId });
      return { articleIds: rows.map(row => row._id), tagIds: [...new Set(rows.flatMap(row => row.tagIds))] };
    },
  };
};

/** Many are first seen in one moment, so that the time of the last one does not tell them apart. */
const isBehind = (before: readonly PendingArticle[]): mongo.Filter<ArticleRow> => {
  const last = before.at(-1)?.firstSeenAt;
  if (last === undefined) return {};
  const same = before.filter(({ firstSeenAt }) => firstSeenAt.getTime() === last.getTime());
  return { firstSeenAt: { $gte: last }, _id: { $nin: same.map(({ id }) => id) } };
};

export interface SettledArticle {
  id: string;
  revision: number;
  related: RelatedRef[];
  signature: Signature;
  /** What the reprint index says of it; absent where it was not asked. */
  reprint?: { fingerprint: Uint8Array | null; reprintOf: string | null };
}

const reprintFields = ({ fingerprint, reprintOf }: NonNullable<SettledArticle['reprint']>) => ({
  fingerprint: fingerprint === null ? null : new mongo.Binary(fingerprint),
  reprintOf,
});
