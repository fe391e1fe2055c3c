import type { Connection } from 'mongoose';
import type { FeedKind, Source, SourceFailure, Validators } from '../sources/source.ts';
import { sourceModel, toSource, type SourceRow } from './source-rows.ts';

export type SourceClaims = ReturnType<typeof createSourceClaims>;

/** A source that a worker has claimed. Only the holder of the newest token may write what came of it. */
export interface ClaimedSource {
  source: Source;
  validators: Validators;
  leaseToken: number;
}

/** What a poll changed about its source. */
export interface PollResult {
  at: Date;
  nextFetchAt: Date;
  failure: Omit<SourceFailure, 'at'> | null;
  /** New values, where the poll learned them. */
  learned: Partial<{ kind: FeedKind; homepage: string; language: string; url: string } & Validators>;
}

const toClaim = (row: SourceRow): ClaimedSource => ({
  source: toSource(row),
  validators: { etag: row.etag, lastModified: row.lastModified },
  leaseToken: row.leaseToken,
});

/** How long a claim holds without being finished; a dead worker's sources are free again after that. */
export const leaseMs = 60_000;

/** Which worker reads which source: an atomic lease with a fencing token that grows with each claim. */
export const createSourceClaims = (connection: Connection) => {
  const sources = sourceModel(connection);
  return {
    /** Claims the source that has been due longest, or answers null. */
    claimDue: async (now: Date): Promise<ClaimedSource | null> => {
      const row = await sources
        .findOneAndUpdate(
          { nextFetchAt: { $lte: now }, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] },
          {
            $set: { leaseUntil: new Date(now.getTime() + leaseMs), lastAttemptAt: now },
            $inc: { leaseToken: 1 },
          },
          { sort: { nextFetchAt: 1 }, returnDocument: 'after' },
        )
        .lean<SourceRow>();
      return row === null ? null : toClaim(row);
    },

    /** Prolongs a claim; false when another worker has taken the source since: nothing may be written for it then. */
    renew: async ({ source, leaseToken }: ClaimedSource, now: Date): Promise<boolean> => {
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const { matchedCount } = await sources.updateOne(
        { _id: source.id, leaseToken },
        { $set: { leaseUntil } },
      );
      return matchedCount === 1;
    },

    /** Writes what came of a poll and gives the source back. False when another worker has claimed it since. */
    finish: async ({ source, leaseToken }: ClaimedSource, result: PollResult): Promise<boolean> => {
      const { at, nextFetchAt, failure, learned } = result;
      const outcome =
        failure === null
          ? { lastSuccessAt: at, consecutiveFailures: 0 }
          : { lastFailure: { ...failure, at }, consecutiveFailures: source.health.consecutiveFailures + 1 };
      const { matchedCount } = await sources.updateOne(
        { _id: source.id, leaseToken },
        { $set: { ...learned, ...outcome, nextFetchAt, leaseUntil: null } },
      );
      return matchedCount === 1;
    },

    /** Gives a source back unread, as due as it was. */
    release: async ({ source, leaseToken }: ClaimedSource): Promise<void> => {
      await sources.updateOne({ _id: source.id, leaseToken }, { $set: { leaseUntil: null } });
    },

    /** Frees every claim; right only for whoever has the database to himself, at its start. */
    releaseAll: async (): Promise<void> => {
      await sources.updateMany({ leaseUntil: { $ne: null } }, { $set: { leaseUntil: null } });
    },
  };
};
