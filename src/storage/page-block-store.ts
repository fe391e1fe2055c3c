import type { Connection } from 'mongoose';
import { readDeadlineMs } from './limits.ts';

export type PageBlockStore = ReturnType<typeof createPageBlockStore>;

/** Digests of the blocks of one article's page. */
export interface PageBlocks {
  articleId: string;
  digests: readonly number[];
}

/** A document of `pageBlocks`: what the last pages of one source were made of, oldest first. */
interface PageBlocksRow {
  _id: string;
  pages: PageBlocks[];
}

/** The memory of what each source repeats from page to page; bounded, and older pages fall out of it. */
export const createPageBlockStore = (connection: Connection) => {
  const rows = connection.collection<PageBlocksRow>('pageBlocks');
  return {
    recent: async (sourceId: string): Promise<PageBlocks[]> => {
      const row = await rows.findOne({ _id: sourceId }, { maxTimeMS: readDeadlineMs });
      return row?.pages ?? [];
    },

    /** Adds pages, in place of what was known of the same articles, and keeps the last `limit`. */
    remember: async (sourceId: string, pages: readonly PageBlocks[], limit: number): Promise<void> => {
      if (pages.length === 0) return;
      const known = pages.map(({ articleId }) => articleId);
      const added = pages.map(({ articleId, digests }) => ({ articleId, digests: [...digests] }));
      await rows.bulkWrite([
        {
          updateOne: {
            filter: { _id: sourceId },
            update: { $pull: { pages: { articleId: { $in: known } } } },
          },
        },
        {
          updateOne: {
            filter: { _id: sourceId },
            update: { $push: { pages: { $each: added, $slice: -limit } } },
            upsert: true,
          },
        },
      ]);
    },

    forget: async (sourceIds: readonly string[]): Promise<void> => {
      await rows.deleteMany({ _id: { $in: [...sourceIds] } });
    },
  };
};
