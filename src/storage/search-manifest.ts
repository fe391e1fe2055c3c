/*
 * The manifest is one document, and changing it is how anything becomes visible: blocks are written first, under a
 * segment number that nobody reads yet, and one conditional update of the manifest then adds the segment, takes
 * merged ones out and names new sets of dead documents. A crash before it leaves blocks that are cleared away later.
 */
import type { Connection, mongo } from 'mongoose';
import type { SegmentSummary } from '../search/segment.ts';

export interface SegmentEntry extends SegmentSummary {
  id: number;
  /** Epoch in which its newest part became visible. */
  born: number;
  deadCount: number;
  /** Which set of dead documents holds; 0 is none. */
  deadGeneration: number;
  analyserVersion: number;
}

export interface Manifest {
  /** One more with every change. */
  epoch: number;
  segments: SegmentEntry[];
}

interface Numbered {
  id: number;
  at: Date;
}

interface ManifestRow extends Manifest {
  _id: string;
  nextSegment: number;
  /** Numbers dealt to writers that have not committed yet. */
  pending: Numbered[];
  /** Numbers out of use whose blocks some reader may still be reading. */
  retired: Numbered[];
  merge: { owner: string; until: Date } | null;
}

export interface ManifestChange {
  /** The epoch that the change was worked out from. */
  from: number;
  segments: SegmentEntry[];
  /** The number that this commit was dealt, if it was. */
  committed: number | null;
  retired: readonly number[];
}

export type ManifestStore = ReturnType<typeof createManifestStore>;

const manifestId = 'search';
/** A writer that has not committed by then is taken for dead. */
const pendingMs = 10 * 60_000;
/** Longer than any search may take. */
const retiredMs = 60_000;
const mergeLeaseMs = 5 * 60_000;

const expiredIn = ({ pending, retired }: ManifestRow, now: Date): number[] => [
  ...pending.filter(({ at }) => now.getTime() - at.getTime() > pendingMs).map(({ id }) => id),
  ...retired.filter(({ at }) => now.getTime() - at.getTime() > retiredMs).map(({ id }) => id),
];

type Rows = mongo.Collection<ManifestRow>;

const ensureManifest = async (rows: Rows): Promise<void> => {
  const empty = { epoch: 0, segments: [], nextSegment: 1, pending: [], retired: [], merge: null };
  await rows.updateOne({ _id: manifestId }, { $setOnInsert: empty }, { upsert: true });
};

const createCommits = (rows: Rows, now: () => Date) => ({
  read: async (): Promise<Manifest> => {
    const row = await rows.findOne({ _id: manifestId }, { projection: { epoch: 1, segments: 1 } });
    return row === null ? { epoch: 0, segments: [] } : { epoch: row.epoch, segments: row.segments };
  },

  /** A number for a new segment. */
  allocate: async (): Promise<number> => {
    await ensureManifest(rows);
    const row = await rows.findOneAndUpdate(
      { _id: manifestId },
      [
        {
          $set: {
            pending: { $concatArrays: ['$pending', [{ id: '$nextSegment', at: now() }]] },
            nextSegment: { $add: ['$nextSegment', 1] },
          },
        },
      ],
      { returnDocument: 'before' },
    );
    if (row === null) throw new Error('the search manifest vanished while a segment was begun');
    return row.nextSegment;
  },

  /** False when the index has changed since, or the number was taken back: nothing is changed then. */
  commit: async ({ from, segments, committed, retired }: ManifestChange): Promise<boolean> => {
    const at = now();
    const result = await rows.updateOne(
      { _id: manifestId, epoch: from, ...(committed === null ? {} : { 'pending.id': committed }) },
      {
        $set: { segments, epoch: from + 1 },
        $pull: { pending: { id: committed ?? -1 } },
        $push: { retired: { $each: retired.map(id => ({ id, at })) } },
      },
    );
    return result.modifiedCount === 1;
  },

  /** Whether the number is still dealt to its writer. */
  isPending: async (id: number): Promise<boolean> =>
    (await rows.findOne({ _id: manifestId, 'pending.id': id }, { projection: { _id: 1 } })) !== null,

  /** One merge at a time over all processes. */
  takeMergeLease: async (owner: string): Promise<boolean> => {
    const at = now();
    const result = await rows.updateOne(
      { _id: manifestId, $or: [{ merge: null }, { 'merge.until': { $lt: at } }, { 'merge.owner': owner }] },
      { $set: { merge: { owner, until: new Date(at.getTime() + mergeLeaseMs) } } },
    );
    return result.matchedCount === 1;
  },
});

const createMergeLease = (rows: Rows, now: () => Date) => ({
  /** One merge at a time over all processes. */
  takeMergeLease: async (owner: string): Promise<boolean> => {
    const at = now();
    const result = await rows.updateOne(
      { _id: manifestId, $or: [{ merge: null }, { 'merge.until': { $lt: at } }, { 'merge.owner': owner }] },
      { $set: { merge: { owner, until: new Date(at.getTime() + mergeLeaseMs) } } },
    );
    return result.matchedCount === 1;
  },

  releaseMergeLease: async (owner: string): Promise<void> => {
    await rows.updateOne({ _id: manifestId, 'merge.owner': owner }, { $set: { merge: null } });
  },
});

const createExpiry = (rows: Rows, now: () => Date) => ({
  /**
   * Numbers whose blocks nobody needs any more. Those of dead writers are taken back first, so that a writer that was
   * only slow cannot commit a segment whose blocks are being removed.
   */
  takeExpired: async (): Promise<number[]> => {
    const row = await rows.findOne({ _id: manifestId });
    const ids = row === null ? [] : expiredIn(row, now());
    if (row === null || ids.length === 0) return [];
    const lost = row.pending.filter(({ id }) => ids.includes(id));
    await rows.updateOne(
      { _id: manifestId },
      { $pull: { pending: { id: { $in: ids } } }, $push: { retired: { $each: lost } } },
    );
    return ids;
  },

  /** Strikes numbers whose blocks are gone. */
  forget: async (ids: readonly number[]): Promise<void> => {
    await rows.updateOne({ _id: manifestId }, { $pull: { retired: { id: { $in: [...ids] } } } });
  },
});

/** `now` is read anew for each step. */
export const createManifestStore = (connection: Connection, now: () => Date) => {
  const rows: Rows = connection
    .getClient()
    .db(connection.name)
    .collection<ManifestRow>('searchManifest', { readPreference: 'primary' });
  return { ...createCommits(rows, now), ...createMergeLease(rows, now), ...createExpiry(rows, now) };
};
