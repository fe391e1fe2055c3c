import type { Connection } from 'mongoose';
import type { KnownArticle } from '../articles/draft.ts';
import type { Mentioned } from './known-articles.ts';
import { readDeadlineMs } from './limits.ts';

/** What stays of an article that an operator removed, so that no poll brings it back. */
export interface Tombstone {
  /** The article's id. */
  id: string;
  /** Ids that its other addresses would give it. */
  aliases: string[];
  sourceId: string;
  guid: string | null;
  /** Digest of the canonical address: enough to tell it, without keeping what was to be removed. */
  urlDigest: string;
  /** The tags it carried, to be counted anew should a removal have been cut short. */
  tagIds: string[];
  at: Date;
  reason: string;
  /** Who removed it. */
  by: string;
}

type TombstoneRow = Omit<Tombstone, 'id'> & { _id: string };

export type TombstoneStore = ReturnType<typeof createTombstoneStore>;

export const createTombstoneStore = (connection: Connection) => {
  const tombstones = connection.collection<TombstoneRow>('tombstones');
  const find = (where: object) => tombstones.find(where, { maxTimeMS: readDeadlineMs }).toArray();
  return {
    /** The first removal stands; another one changes nothing. */
    add: async ({ id, ...row }: Tombstone): Promise<void> => {
      await tombstones.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
    },

    byId: async (id: string): Promise<Tombstone | null> => {
      const [row] = await find({ _id: id });
      if (row === undefined) return null;
      const { _id, ...rest } = row;
      return { id: _id, ...rest };
    },

    /** Which of these articles were removed. */
    among: async (ids: readonly string[]): Promise<string[]> =>
      (await find({ _id: { $in: [...ids] } })).map(({ _id }) => _id),

    /** Removed articles as ingest knows articles, by id, by another address or by the source's guid. */
    known: async (mentioned: readonly Mentioned[]): Promise<KnownArticle[]> => {
      const ids = [...new Set(mentioned.flatMap(one => one.ids))];
      const byGuid = mentioned
        .filter(({ guids }) => guids.length > 0)
        .map(({ sourceId, guids }) => ({ sourceId, guid: { $in: [...guids] } }));
      const rows = await find({ $or: [{ _id: { $in: ids } }, { aliases: { $in: ids } }, ...byGuid] });
      return rows.map(row => ({
        id: row._id,
        guid: row.guid,
        sourceId: row.sourceId,
        aliases: row.aliases,
        itemHash: '',
        contentHash: '',
        revision: 0,
        removed: true,
      }));
    },
  };
};
