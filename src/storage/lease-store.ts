import type { Connection } from 'mongoose';
import { isDuplicate } from './faults.ts';

export type LeaseStore = ReturnType<typeof createLeaseStore>;

interface LeaseRow {
  _id: string;
  owner: string;
  until: Date;
}

/** `KEPT`: nobody else has had the lease since this owner did. */
export type Hold = 'KEPT' | 'TAKEN';

/** Work that only one process at a time should do, by name. */
export const createLeaseStore = (connection: Connection) => {
  const leases = connection.collection<LeaseRow>('leases');
  return {
    /** Takes or prolongs a lease; null while another owner holds it. */
    hold: async (
      name: string,
      owner: string,
      { now, ms }: { now: Date; ms: number },
    ): Promise<Hold | null> => {
      try {
        const before = await leases.findOneAndUpdate(
          { _id: name, $or: [{ owner }, { until: { $lte: now } }] },
          { $set: { owner, until: new Date(now.getTime() + ms) } },
          { upsert: true, returnDocument: 'before' },
        );
        return before?.owner === owner ? 'KEPT' : 'TAKEN';
      } catch (thrown) {
        // The lease is there and is another's: the insert of a second one is refused.
        if (isDuplicate(thrown)) return null;
        throw thrown;
      }
    },

    /** Gives a lease back, if it is still the owner's. */
    release: async (name: string, owner: string): Promise<void> => {
      await leases.deleteOne({ _id: name, owner });
    },

    /** Frees every lease; right only for whoever has the database to himself, at its start. */
    releaseAll: async (): Promise<void> => {
      await leases.deleteMany({});
    },
  };
};
