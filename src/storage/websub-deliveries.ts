import type { Connection } from 'mongoose';
import { isDuplicate } from './faults.ts';
import { readDeadlineMs } from './limits.ts';
import { leaseMs, type ClaimedSource } from './source-claims.ts';
import { sourceModel, toSource, type SourceRow } from './source-rows.ts';

export type WebSubDeliveries = ReturnType<typeof createWebSubDeliveries>;

/** A signed delivery that a gateway took and no worker has read yet. */
export interface HubDelivery {
  /** Of subscription and content: the same content again is the same delivery. */
  id: string;
  subscriptionId: string;
  sourceId: string;
  contentType: string | null;
  body: Uint8Array;
  receivedAt: Date;
}

/** A document of `hubDeliveries`. */
interface DeliveryRow extends Omit<HubDelivery, 'id' | 'body'> {
  _id: string;
  body: Buffer;
  /** Until then it is in a worker's hands, or rests. */
  takenUntil: Date;
  /** When MongoDB itself throws it away, read or not: by then polling has brought its content. */
  expiresAt: Date;
}

/** Deliveries of one subscription that wait at the same time. */
const maxWaiting = 8;
const keptMs = 24 * 60 * 60 * 1000;
/** A worker that died with a delivery in its hands leaves it to another one after this. */
const takenMs = 5 * 60 * 1000;

/** Where gateways put what hubs deliver, for workers to take: the two may be any number of processes. */
export const createWebSubDeliveries = (connection: Connection) => {
  const rows = connection.collection<DeliveryRow>('hubDeliveries');
  const sources = sourceModel(connection);
  return {
    /** KNOWN: the same content waits already. FULL: too many wait, and this one was not kept. */
    add: async ({ id, body, ...delivery }: HubDelivery): Promise<'ADDED' | 'KNOWN' | 'FULL'> => {
      const { subscriptionId, receivedAt } = delivery;
      const waiting = await rows.countDocuments(
        { subscriptionId },
        { limit: maxWaiting, maxTimeMS: readDeadlineMs },
      );
      if (waiting >= maxWaiting) return 'FULL';
      const expiresAt = new Date(receivedAt.getTime() + keptMs);
      try {
        await rows.insertOne({
          _id: id,
          ...delivery,
          body: Buffer.from(body),
          takenUntil: new Date(0),
          expiresAt,
        });
        return 'ADDED';
      } catch (thrown) {
        if (isDuplicate(thrown)) return 'KNOWN';
        throw thrown;
      }
    },

    /** The delivery that has waited longest, for one worker alone. */
    take: async (now: Date): Promise<HubDelivery | null> => {
      const row = await rows.findOneAndUpdate(
        { takenUntil: { $lte: now } },
        { $set: { takenUntil: new Date(now.getTime() + takenMs) } },
        { sort: { takenUntil: 1, receivedAt: 1 }, promoteBuffers: true },
      );
      if (row === null) return null;
      const { _id, takenUntil: _, expiresAt: __, ...delivery } = row;
      return { id: _id, ...delivery };
    },

    /** Lets a delivery rest until its source is free. */
    putBack: async (id: string, until: Date): Promise<void> => {
      await rows.updateOne({ _id: id }, { $set: { takenUntil: until } });
    },

    remove: async (id: string): Promise<void> => {
      await rows.deleteOne({ _id: id });
    },

    /** Claims the source of a delivery, as a poll would, due or not. BUSY while another worker reads it. */
    claimSource: async (sourceId: string, now: Date): Promise<ClaimedSource | 'BUSY' | 'REMOVED'> => {
      const row = await sources
        .findOneAndUpdate(
          { _id: sourceId, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] },
          { $set: { leaseUntil: new Date(now.getTime() + leaseMs) }, $inc: { leaseToken: 1 } },
          { returnDocument: 'after' },
        )
        .lean<SourceRow>();
      if (row === null) return (await sources.exists({ _id: sourceId })) === null ? 'REMOVED' : 'BUSY';
      return {
        source: toSource(row),
        validators: { etag: row.etag, lastModified: row.lastModified },
        leaseToken: row.leaseToken,
      };
    },
  };
};
