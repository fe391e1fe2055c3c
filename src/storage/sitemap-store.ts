import type { Connection } from 'mongoose';
import type { Validators } from '../sources/source.ts';
import { readDeadlineMs } from './limits.ts';
import { sitemapStateSchema } from './schemas.ts';

/** A sitemap of an index as it was when its articles were last stored. */
export interface SeenSitemap extends Validators {
  url: string;
  /** Its lastmod in the index, as written; null where that tells no change: see lastmodOf. */
  indexedAt: string | null;
}

interface SitemapStateRow {
  /** The source's id. */
  _id: string;
  seen: SeenSitemap[];
}

export type SitemapStore = ReturnType<typeof createSitemapStore>;

/** What was read of the sitemap indexes, kept apart from the sources, which are read far more often. */
export const createSitemapStore = (connection: Connection) => {
  const states =
    connection.models['SitemapState'] === undefined
      ? connection.model<SitemapStateRow>('SitemapState', sitemapStateSchema)
      : connection.model<SitemapStateRow>('SitemapState');
  return {
    seen: async (sourceId: string): Promise<SeenSitemap[]> => {
      const row = await states.findById(sourceId).maxTimeMS(readDeadlineMs).lean<SitemapStateRow>();
      return row?.seen ?? [];
    },

    remember: async (sourceId: string, seen: readonly SeenSitemap[]): Promise<void> => {
      await states.updateOne({ _id: sourceId }, { $set: { seen } }, { upsert: true });
    },

    forget: async (sourceIds: readonly string[]): Promise<void> => {
      await states.deleteMany({ _id: { $in: sourceIds } });
    },
  };
};
