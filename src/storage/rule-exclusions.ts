import type { Connection } from 'mongoose';
import { readDeadlineMs } from './limits.ts';

/** An entry of a feed that a rule left out. */
export interface Exclusion {
  /** The id that the article would have. */
  id: string;
  sourceId: string;
  itemHash: string;
  /** Which rules it was: the key of a cause. */
  key: string;
  /** When to ask again all the same. */
  expiresAt: Date;
}

type ExclusionRow = Omit<Exclusion, 'id'> & { _id: string };

export type RuleExclusions = ReturnType<typeof createRuleExclusions>;

/**
 * What rules left out, so that a page is not read again at each poll only to be thrown away again. A row is forgotten
 * after its time by an index; it counts only while the entry and the rules are the same.
 */
export const createRuleExclusions = (connection: Connection) => {
  const exclusions = connection.collection<ExclusionRow>('ruleExclusions');
  return {
    find: async (ids: readonly string[], now: Date): Promise<Exclusion[]> => {
      if (ids.length === 0) return [];
      const rows = await exclusions
        .find({ _id: { $in: [...ids] }, expiresAt: { $gt: now } }, { maxTimeMS: readDeadlineMs })
        .toArray();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    remember: async (found: readonly Exclusion[]): Promise<void> => {
      if (found.length === 0) return;
      await exclusions.bulkWrite(
        found.map(({ id, ...row }) => ({
          replaceOne: { filter: { _id: id }, replacement: row, upsert: true },
        })),
        { ordered: false },
      );
    },

    removeOfSource: async (sourceId: string): Promise<void> => {
      await exclusions.deleteMany({ sourceId });
    },
  };
};
