import { randomInt } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { FeedKind, PollRhythm, Source, SourceFailure, Validators } from '../sources/source.ts';
import { createBatcher } from './batcher.ts';
import { toSource, type SourceRow } from './source-rows.ts';

export type SourceClaims = ReturnType<typeof createSourceClaims>;

/** A source that a worker has claimed. Only the holder of the newest token may write what came of it. */
export interface ClaimedSource {
  source: Source;
  validators: Validators;
  /** Drawn anew for each batch of claims: a claim that was taken over meets another one. */
  leaseToken: number;
}

/** What a poll changed about its source. */
export interface PollResult {
  at: Date;
  nextFetchAt: Date;
  failure: Omit<SourceFailure, 'at'> | null;
  /** New values, where the poll learned them. */
  learned: Partial<
    { kind: FeedKind; homepage: string; language: string; url: string; rhythm: PollRhythm } & Validators
  >;
}

/** How long a claim holds without being renewed; a dead worker's sources are free again after that. */
export const leaseMs = 60_000;
/** A claim that was confirmed this recently is only looked at before a write, not prolonged. */
const freshMs = leaseMs / 3;
/** How often claims are tried while others are quicker. */
const maxClaimTries = 4;

/** Results that are written together, and for how long the first of them waits for others. */
const together = { size: 500, waitMs: 5 } as const;

type Sources = mongo.Collection<SourceRow>;
type Filter = mongo.Filter<SourceRow>;

/**
 * Leases are set and judged by the database's own clock, the one clock that all workers share: a worker whose clock is
 * an hour ahead would otherwise take every claim of the others. Null sorts before every date.
 */
const isFree = { $lte: ['$leaseUntil', '$$NOW'] };
const leaseUntil = { $add: ['$$NOW', leaseMs] };

/**
 * A claim need not outlive its primary: when a failover loses it, the source is claimed again under another token, and
 * the result of the first is turned away. Results do wait for a majority, as everything that is learned does.
 */
const passing = { writeConcern: { w: 1, j: false } } as const;

const dueAt = (now: Date): Filter => ({ nextFetchAt: { $lte: now }, $expr: isFree });
const held = ({ source, leaseToken }: ClaimedSource): Filter => ({ _id: source.id, leaseToken });

/**
 * Which worker reads which source: leases with a fencing token. Everything goes to the database in batches and past
 * mongoose, whose casting costs more than the write itself; what is written here is typed by SourceRow.
 */
export const createSourceClaims = (connection: Connection) => {
  const sources: Sources = connection.getClient().db(connection.name).collection<SourceRow>('sources');
  /** When a claim was last known to hold, on the monotonic clock. */
  const confirmedAt = new WeakMap<ClaimedSource, number>();
  const finish = createBatcher(
    (results: readonly [ClaimedSource, PollResult][]) => writeResults(sources, results),
    together,
  );
  const isHeld = createBatcher((claims: readonly ClaimedSource[]) => whichHold(sources, claims), together);
  const release = createBatcher(
    (claims: readonly [ClaimedSource, Date | null][]) => giveBack(sources, claims),
    together,
  );

  const renewAll = async (claims: readonly ClaimedSource[]): Promise<void> => {
    if (claims.length === 0) return;
    const asked = performance.now();
    const { matchedCount } = await sources.updateMany(
      { _id: { $in: claims.map(({ source }) => source.id) }, leaseToken: { $in: tokensOf(claims) } },
      [{ $set: { leaseUntil } }],
      passing,
    );
    // Where some are lost, each finds out for itself before it writes.
    if (matchedCount === claims.length) for (const claim of claims) confirmedAt.set(claim, asked);
  };

  return {
    /** Claims the sources that have been due longest, up to `limit`; none when none is due. */
    claimDue: async (now: Date, limit: number): Promise<ClaimedSource[]> => {
      for (let tries = 0; tries < maxClaimTries; tries += 1) {
        const due = await sources.find(dueAt(now), { sort: { nextFetchAt: 1 }, limit }).toArray();
        if (due.length === 0) return [];
        const asked = performance.now();
        const claims = await take(sources, due, now);
        for (const claim of claims) confirmedAt.set(claim, asked);
        if (claims.length > 0) return claims;
      }
      return [];
    },

    /**
     * Whether the claim still holds, to be asked before its articles are written; false when another worker has taken
     * the source since, or when it was removed. An old claim is prolonged by it.
     */
    renew: async (claim: ClaimedSource, _now: Date): Promise<boolean> => {
      const age = performance.now() - (confirmedAt.get(claim) ?? -Infinity);
      if (age > freshMs) await renewAll([claim]);
      return isHeld(claim);
    },

    /** Prolongs claims that take long. */
    renewAll,

    /** Writes what came of a poll and gives the source back. False when another worker has claimed it since. */
    finish: (claim: ClaimedSource, result: PollResult): Promise<boolean> => finish([claim, result]),

    /** Gives a source back unread, as due as it was. */
    release: async (claim: ClaimedSource): Promise<void> => {
      await release([claim, null]);
    },

    /** Gives a source back unread, to be read at another time. */
    postpone: async (claim: ClaimedSource, until: Date): Promise<void> => {
      await release([claim, until]);
    },

    /** Frees every claim; right only for whoever has the database to himself, at its start. */
    releaseAll: async (): Promise<void> => {
      await sources.updateMany({ leaseUntil: { $ne: null } }, { $set: { leaseUntil: null } });
    },
  };
};

const tokensOf = (claims: readonly ClaimedSource[]): number[] => [
  ...new Set(claims.map(({ leaseToken }) => leaseToken)),
];

const toClaim = (row: SourceRow, leaseToken: number): ClaimedSource => ({
  source: toSource(row),
  validators: { etag: row.etag, lastModified: row.lastModified },
  leaseToken,
});

/** Claims those of the rows that are still free, all with one new token. */
const take = async (sources: Sources, due: readonly SourceRow[], now: Date): Promise<ClaimedSource[]> => {
  const token = randomInt(1, 2 ** 48 - 1);
  const ids = { $in: due.map(({ _id }) => _id) };
  const { matchedCount } = await sources.updateMany(
    { _id: ids, ...dueAt(now) },
    [{ $set: { leaseUntil, leaseToken: token, lastAttemptAt: now } }],
    passing,
  );
  const won =
    matchedCount === due.length ? due : await sources.find({ _id: ids, leaseToken: token }).toArray();
  return won.map(row => toClaim(row, token));
};

const outcomeOf = ({ source }: ClaimedSource, { at, failure }: PollResult): Partial<SourceRow> =>
  failure === null
    ? { lastSuccessAt: at, consecutiveFailures: 0 }
    : { lastFailure: { ...failure, at }, consecutiveFailures: source.health.consecutiveFailures + 1 };

const writeResults = async (
  sources: Sources,
  results: readonly [ClaimedSource, PollResult][],
): Promise<boolean[]> => {
  const { matchedCount } = await sources.bulkWrite(
    results.map(([claim, result]) => {
      const { learned, nextFetchAt } = result;
      const $set = { ...learned, ...outcomeOf(claim, result), nextFetchAt, leaseUntil: null };
      return { updateOne: { filter: held(claim), update: { $set } } };
    }),
    { ordered: false },
  );
  if (matchedCount === results.length) return results.map(() => true);
  return whichHold(
    sources,
    results.map(([claim]) => claim),
  );
};

const giveBack = async (
  sources: Sources,
  claims: readonly [ClaimedSource, Date | null][],
): Promise<undefined[]> => {
  await sources.bulkWrite(
    claims.map(([claim, until]) => {
      const $set = { leaseUntil: null, ...(until === null ? {} : { nextFetchAt: until }) };
      return { updateOne: { filter: held(claim), update: { $set } } };
    }),
    { ordered: false },
  );
  return claims.map(() => undefined);
};

/** Which claims bear the token that their source bears. */
const whichHold = async (sources: Sources, claims: readonly ClaimedSource[]): Promise<boolean[]> => {
  const rows = await sources
    .find({ _id: { $in: claims.map(({ source }) => source.id) } }, { projection: { leaseToken: 1 } })
    .toArray();
  const tokens = new Map(rows.map(row => [row._id, row.leaseToken] as const));
  return claims.map(({ source, leaseToken }) => tokens.get(source.id) === leaseToken);
};
