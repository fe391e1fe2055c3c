import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Result } from '../core/result.ts';
import { rulesFor, type ActiveRule, type RuleSet } from '../rules/decide.ts';
import { compileRule } from '../rules/evaluate.ts';
import { parseRule } from '../rules/parse.ts';
import type { Rule, RuleFault } from '../rules/rule.ts';
import { readDeadlineMs } from './limits.ts';

export interface StoredRule {
  id: string;
  name: string;
  /** Null: for all sources. */
  sourceId: string | null;
  text: string;
  /** What the text says; a fault where it was written for another version of the language. */
  parsed: Result<Rule, RuleFault>;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** Articles on arrival for which it held. */
  matchCount: number;
  lastMatchedAt: Date | null;
}

export type RuleDraft = Pick<StoredRule, 'name' | 'sourceId' | 'text' | 'enabled'>;

type RuleRow = Omit<StoredRule, 'id' | 'parsed'> & { _id: string };

export type RuleStore = ReturnType<typeof createRuleStore>;

/** Rules are read whole and held in memory. */
export const maxRules = 500;

/** What another process changed is known after this long. */
const maxAgeMs = 3_000;

const toRule = ({ _id, ...row }: RuleRow): StoredRule => ({ id: _id, ...row, parsed: parseRule(row.text) });

const toActive = ({ id, sourceId, parsed, enabled }: StoredRule): ActiveRule[] =>
  enabled && parsed.ok ? [{ id, sourceId, compiled: compileRule(parsed.value) }] : [];

/** The rules of all sources and, as asked for, those of each. */
interface Snapshot {
  rules: Promise<ActiveRule[]>;
  at: number;
  bySource: Map<string, RuleSet>;
}

export const createRuleStore = (connection: Connection) => {
  const rules = connection.collection<RuleRow>('rules');
  let snapshot: Snapshot | null = null;
  const outdate = (): void => {
    snapshot = null;
  };
  const list = async (): Promise<StoredRule[]> => {
    const rows = rules.find(
      {},
      { sort: { createdAt: 1, _id: 1 }, limit: maxRules, maxTimeMS: readDeadlineMs },
    );
    return (await rows.toArray()).map(toRule);
  };
  const current = (): Snapshot => {
    if (snapshot !== null && performance.now() - snapshot.at <= maxAgeMs) return snapshot;
    const read = list().then(all => all.flatMap(toActive));
    read.catch(outdate);
    snapshot = { rules: read, at: performance.now(), bySource: new Map() };
    return snapshot;
  };
  return {
    /** All rules, the oldest first. */
    list,

    byId: async (id: string): Promise<StoredRule | null> => {
      const row = await rules.findOne({ _id: id }, { maxTimeMS: readDeadlineMs });
      return row === null ? null : toRule(row);
    },

    /** Adds a rule; null when there are as many as there may be. */
    add: async (draft: RuleDraft, now: Date): Promise<StoredRule | null> => {
      if ((await rules.countDocuments({}, { maxTimeMS: readDeadlineMs })) >= maxRules) return null;
      const row: RuleRow = {
        // Hexadecimal, so that nobody's command line takes one for an option.
        _id: randomBytes(6).toString('hex'),
        ...draft,
        createdAt: now,
        updatedAt: now,
        matchCount: 0,
        lastMatchedAt: null,
      };
      await rules.insertOne(row);
      outdate();
      return toRule(row);
    },

    /** Changes what is given; null when there is no such rule. */
    update: async (id: string, changes: Partial<RuleDraft>, now: Date): Promise<StoredRule | null> => {
      const row = await rules.findOneAndUpdate(
        { _id: id },
        { $set: { ...changes, updatedAt: now } },
        { returnDocument: 'after' },
      );
      outdate();
      return row === null ? null : toRule(row);
    },

    remove: async (id: string): Promise<boolean> => {
      const { deletedCount } = await rules.deleteOne({ _id: id });
      outdate();
      return deletedCount > 0;
    },

    removeOfSource: async (sourceId: string): Promise<void> => {
      await rules.deleteMany({ sourceId });
      outdate();
    },

    /** The rules in force for a source, at most three seconds old. */
    forSource: async (sourceId: string): Promise<RuleSet> => {
      const { rules: read, bySource } = current();
      const all = await read;
      const known = bySource.get(sourceId);
      if (known !== undefined) return known;
      const set = rulesFor(all, sourceId);
      bySource.set(sourceId, set);
      return set;
    },

    /** Adds to the counts of rules that held. */
    count: async (matches: ReadonlyMap<string, number>, now: Date): Promise<void> => {
      if (matches.size === 0) return;
      await rules.bulkWrite(
        [...matches].map(([id, count]) => ({
          updateOne: {
            filter: { _id: id },
            update: { $inc: { matchCount: count }, $max: { lastMatchedAt: now } },
          },
        })),
        { ordered: false },
      );
    },
  };
};
