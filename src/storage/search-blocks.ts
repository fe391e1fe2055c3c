/* The stored parts of segments: `SEGMENT:KEY` with the bytes, read by exact ids only. */
import type { Connection, mongo } from 'mongoose';
import type { StoredBlock } from '../search/segment.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

interface BlockRow {
  _id: string;
  d: Uint8Array;
}

export interface BlockAddress {
  segment: number;
  key: string;
}

export type BlockStore = ReturnType<typeof createBlockStore>;

/** Ids in one query: more of them make the server's plan slower than a second query. */
const maxIdsPerFind = 2_000;

export const blockId = ({ segment, key }: BlockAddress): string => `${segment}:${key}`;

export const createBlockStore = (connection: Connection) => {
  const rows: mongo.Collection<BlockRow> = connection
    .getClient()
    .db(connection.name)
    .collection<BlockRow>('searchBlocks');

  const find = async (ids: readonly string[]): Promise<BlockRow[]> =>
    rows.find({ _id: { $in: [...ids] } }, { promoteBuffers: true, maxTimeMS: readDeadlineMs }).toArray();

  return {
    /** The blocks that exist, by `blockId`. */
    load: async (ids: readonly string[]): Promise<Map<string, Uint8Array>> => {
      const batches = Array.from({ length: Math.ceil(ids.length / maxIdsPerFind) }, (_, i) =>
        find(ids.slice(i * maxIdsPerFind, (i + 1) * maxIdsPerFind)),
      );
      const found = await Promise.all(batches);
      return new Map(found.flat().map(row => [row._id, row.d] as const));
    },

    /** Every block of a segment, by key. */
    loadSegment: async (segment: number): Promise<Map<string, Uint8Array>> => {
      const blocks = new Map<string, Uint8Array>();
      const prefix = `${segment}:`;
      // ';' follows ':' in code order, so the range holds this prefix only.
      const cursor = rows.find({ _id: { $gte: prefix, $lt: `${segment};` } }, { promoteBuffers: true });
      for await (const row of cursor) blocks.set(row._id.slice(prefix.length), row.d);
      return blocks;
    },

    /** Blocks of a new segment: its number was never used before. */
    insert: async (segment: number, blocks: readonly StoredBlock[]): Promise<void> => {
      for (let from = 0; from < blocks.length; from += writeBatchSize) {
        const batch = blocks.slice(from, from + writeBatchSize);
        await rows.insertMany(
          batch.map(({ key, data }) => ({ _id: blockId({ segment, key }), d: data })),
          { ordered: false },
        );
      }
    },

    /** One block that may have been written in an attempt before. */
    replace: async (address: BlockAddress, data: Uint8Array): Promise<void> => {
      await rows.replaceOne({ _id: blockId(address) }, { d: data }, { upsert: true });
    },

    remove: async (addresses: readonly BlockAddress[]): Promise<void> => {
      if (addresses.length > 0) await rows.deleteMany({ _id: { $in: addresses.map(blockId) } });
    },

    removeSegment: async (segment: number): Promise<void> => {
      await rows.deleteMany({ _id: { $gte: `${segment}:`, $lt: `${segment};` } });
    },
  };
};
