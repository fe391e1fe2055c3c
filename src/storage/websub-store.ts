import type { Connection, mongo } from 'mongoose';
import type { HubRecord } from '../sources/websub-pace.ts';
import type { HubSubscription } from '../sources/websub.ts';
import { isDuplicate } from './faults.ts';
import { readDeadlineMs } from './limits.ts';

export type WebSubStore = ReturnType<typeof createWebSubStore>;

/** What deliveries and polls leave at a subscription; no step of the state machine reads or writes it. */
export interface HubTraffic extends HubRecord {
  /** Deliveries that were taken. */
  deliveries: number;
  /** Deliveries that were ignored: no signature, or a wrong one. */
  rejected: number;
  /** Digests of the last deliveries, oldest first. */
  recentDigests: string[];
}

/** A subscription as it was read; `version` tells whether it still is so. */
export interface StoredSubscription {
  subscription: HubSubscription;
  traffic: HubTraffic;
  version: number;
}

/** A document of `hubSubscriptions`. */
interface SubscriptionRow extends Omit<HubSubscription, 'id'>, HubTraffic {
  _id: string;
  version: number;
  /** The one subscription of its source; one that is being left is none any more. */
  isCurrent: boolean;
  lastPingAt: Date | null;
}

/** Deliveries that a replay is told by. A hub that sends more within its retries is slower than it is worth. */
const digestsKept = 200;
/** An unsigned hint makes a source due at most this often. */
const pingPauseMs = 60_000;

const noTraffic: HubTraffic & { lastPingAt: null } = {
  lastDeliveryAt: null,
  lastMissAt: null,
  deliveries: 0,
  rejected: 0,
  recentDigests: [],
  lastPingAt: null,
};

const toStored = (row: SubscriptionRow): StoredSubscription => {
  const { _id, version, isCurrent: _, lastPingAt: __, ...fields } = row;
  const { lastDeliveryAt, lastMissAt, deliveries, rejected, recentDigests, ...subscription } = fields;
  return {
    subscription: { id: _id, ...subscription },
    traffic: { lastDeliveryAt, lastMissAt, deliveries, rejected, recentDigests },
    version,
  };
};

const stateFields = ({ id: _, ...fields }: HubSubscription) => ({
  ...fields,
  isCurrent: fields.state !== 'LEAVING',
});

/** Subscriptions at hubs, one for each source that has a hub, and what came over them. */
export const createWebSubStore = (connection: Connection) => {
  const rows = connection.collection<SubscriptionRow>('hubSubscriptions');
  const limits = { maxTimeMS: readDeadlineMs };
  return {
    byCallback: async (id: string): Promise<StoredSubscription | null> => {
      const row = await rows.findOne({ _id: id }, limits);
      return row === null ? null : toStored(row);
    },

    bySources: async (sourceIds: readonly string[]): Promise<StoredSubscription[]> => {
      const found = await rows.find({ sourceId: { $in: [...sourceIds] }, isCurrent: true }, limits).toArray();
      return found.map(toStored);
    },

    /** False when the source has a subscription already. */
    insert: async (subscription: HubSubscription): Promise<boolean> => {
      try {
        await rows.insertOne({
          _id: subscription.id,
          ...stateFields(subscription),
          ...noTraffic,
          version: 0,
        });
        return true;
      } catch (thrown) {
        if (isDuplicate(thrown)) return false;
        throw thrown;
      }
    },

    /** Stores the next step; false when another process has taken a step since `stored` was read. */
    replace: async (
      { subscription: { id }, version }: StoredSubscription,
      next: HubSubscription,
    ): Promise<boolean> => {
      const { matchedCount } = await rows.updateOne(
        { _id: id, version },
        { $set: stateFields(next), $inc: { version: 1 } },
      );
      return matchedCount === 1;
    },

    /** Those with something to do, the one that has waited longest first. */
    due: async (now: Date, limit: number): Promise<StoredSubscription[]> => {
      const found = await rows
        .find({ nextActionAt: { $lte: now } }, limits)
        .sort({ nextActionAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(toStored);
    },

    forget: async (id: string): Promise<void> => {
      await rows.deleteOne({ _id: id });
    },

    /** Gives up the subscriptions of sources that are removed; a worker says goodbye to their hubs. */
    leaveSources: async (sourceIds: readonly string[]): Promise<void> => {
      await rows.updateMany(
        { sourceId: { $in: [...sourceIds] }, isCurrent: true },
        {
          $set: {
            state: 'LEAVING',
            isCurrent: false,
            requestedAt: null,
            isAwaited: false,
            failures: 0,
            nextActionAt: new Date(0),
          },
          $inc: { version: 1 },
        },
      );
    },

    /** Hubs that know us by another address are asked anew. */
    adopt: async (publicUrl: string, now: Date): Promise<void> => {
      await rows.updateMany(
        { isCurrent: true, publicUrl: { $ne: publicUrl } },
        { $set: { publicUrl, state: 'WANTED', isAwaited: false, nextActionAt: now }, $inc: { version: 1 } },
      );
    },

    ...trafficNotes(rows),
  };
};

/** Kept apart from the steps, which they must not outrun. */
const trafficNotes = (rows: mongo.Collection<SubscriptionRow>) => ({
  noteDelivery: async (id: string, { at, digest }: { at: Date; digest: string }): Promise<void> => {
    await rows.updateOne(
      { _id: id },
      {
        $set: { lastDeliveryAt: at },
        $inc: { deliveries: 1 },
        $push: { recentDigests: { $each: [digest], $slice: -digestsKept } },
      },
    );
  },

  noteRejected: async (id: string): Promise<void> => {
    await rows.updateOne({ _id: id }, { $inc: { rejected: 1 } });
  },

  noteMiss: async (id: string, at: Date): Promise<void> => {
    await rows.updateOne({ _id: id }, { $set: { lastMissAt: at } });
  },

  /** Whether an unsigned hint may count now: once a minute at the most. */
  takePing: async (id: string, now: Date): Promise<boolean> => {
    const before = new Date(now.getTime() - pingPauseMs);
    const { matchedCount } = await rows.updateOne(
      { _id: id, $or: [{ lastPingAt: null }, { lastPingAt: { $lte: before } }] },
      { $set: { lastPingAt: now } },
    );
    return matchedCount === 1;
  },
});
