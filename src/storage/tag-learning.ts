import type { Connection } from 'mongoose';
import { stableId } from '../core/identity.ts';
import type { Gloss } from '../tags/gloss.ts';
import { tagKey, type TagName } from '../tags/tag.ts';
import { readDeadlineMs } from './limits.ts';
import {
  readSpread,
  repairTags,
  taggedArticles,
  type Repaired,
  type RepairOptions,
  type Spread,
} from './tag-repair.ts';
import { tagCollection, type TagRow, type TagTask } from './tag-rows.ts';

export type TagLearning = ReturnType<typeof createTagLearning>;

/** A gloss as an article gave it. */
export interface GlossSeen {
  one: TagName;
  other: TagName;
  evidence: Gloss['evidence'];
  articleId: string;
  sourceId: string;
}

export interface CountedGloss {
  id: string;
  one: TagName;
  other: TagName;
  evidence: Gloss['evidence'];
  articleIds: string[];
  sourceIds: string[];
}

type GlossRow = Omit<CountedGloss, 'id'> & { _id: string; keys: string[]; settled: boolean; lastAt: Date };

/** Enough to believe a gloss by: more articles are not written down. */
const maxCounted = 12;

/** What is learned of tags from articles, and the articles that have to follow what became of their tags. */
export const createTagLearning = (connection: Connection) => {
  const glosses = connection.collection<GlossRow>('tagGlosses');
  const rows = tagCollection(connection);
  const articles = taggedArticles(connection);
  return {
    /** Counts glosses by article, so that reading an article again counts nothing. */
    noteGlosses: async (seen: readonly GlossSeen[], now: Date): Promise<void> => {
      if (seen.length === 0) return;
      await glosses.bulkWrite(
        seen.map(gloss => ({
          updateOne: { filter: { _id: glossId(gloss) }, update: countGloss(gloss, now), upsert: true },
        })),
        { ordered: false },
      );
    },

    /** Glosses whose names are not known to be one tag yet, the latest first. */
    openGlosses: async (limit: number): Promise<CountedGloss[]> => {
      const found = await glosses
        .find({ settled: false }, { sort: { lastAt: -1 }, limit, maxTimeMS: readDeadlineMs })
        .toArray();
      return found.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    /** Articles that gloss each of these names at all, by `tagKey`. */
    glossCounts: async (keys: readonly string[]): Promise<Map<string, number>> => {
      const counted = await glosses
        .aggregate<{ _id: string; count: number }>([
          { $match: { keys: { $in: keys } } },
          { $unwind: '$keys' },
          { $match: { keys: { $in: keys } } },
          { $group: { _id: '$keys', count: { $sum: { $size: '$articleIds' } } } },
        ])
        .toArray();
      return new Map(counted.map(({ _id, count }) => [_id, count] as const));
    },

    settleGlosses: async (ids: readonly string[]): Promise<void> => {
      if (ids.length > 0) await glosses.updateMany({ _id: { $in: [...ids] } }, { $set: { settled: true } });
    },

    /** Adds to what articles say of tags. */
    noteMentions: async (mentions: ReadonlyMap<string, { named: number; person: number }>): Promise<void> => {
      if (mentions.size === 0) return;
      await rows.bulkWrite(
        [...mentions].map(([id, { named, person }]) => ({
          updateOne: {
            filter: { _id: id },
            update: {
              $inc: { 'evidence.named': named, 'evidence.person': person },
              ...(person > 0 ? { $addToSet: { todo: 'LOOK' as const } } : {}),
            },
          },
        })),
        { ordered: false },
      );
    },

    /** Gives articles the tags that were found in their text; those of an earlier reading are replaced. */
    setFound: async (
      found: readonly { id: string; tagIds: string[]; foundTagIds: string[] }[],
    ): Promise<void> => {
      if (found.length === 0) return;
      await articles.bulkWrite(
        found.map(({ id, tagIds, foundTagIds }) => ({
          updateOne: { filter: { _id: id }, update: { $set: { tagIds, foundTagIds } } },
        })),
        { ordered: false },
      );
    },

    /** Tags with something to do, in no order. */
    withTask: (task: TagTask, limit: number): Promise<TagRow[]> =>
      rows.find({ todo: task }, { limit, maxTimeMS: readDeadlineMs }).toArray(),

    doneWith: async (ids: readonly string[], task: TagTask): Promise<void> => {
      if (ids.length === 0) return;
      await rows.updateMany({ _id: { $in: [...ids] } }, { $pull: { todo: task } });
      await rows.updateMany({ _id: { $in: [...ids] }, todo: { $size: 0 } }, { $unset: { todo: '' } });
    },

    byIds: (ids: readonly string[]): Promise<TagRow[]> =>
      rows.find({ _id: { $in: [...ids] } }, { maxTimeMS: readDeadlineMs }).toArray(),

    /** Tags whose names may sound the same. */
    bySoundKeys: (keys: readonly string[]): Promise<TagRow[]> =>
      rows.find({ soundKey: { $in: [...keys] } }, { maxTimeMS: readDeadlineMs }).toArray(),

    /** How often each source gave each tag of late, and how many articles it published; of the newest articles. */
    spread: (since: Date, limit: number): Promise<Spread> => readSpread(connection, { since, limit }),

    /** See repairTags. */
    repair: (ids: readonly string[], options: RepairOptions): Promise<Repaired> =>
      repairTags(connection, ids, options),
  };
};

const glossId = ({ one, other }: GlossSeen): string =>
  stableId('gloss', ...[tagKey(one.name), tagKey(other.name)].toSorted());

/** Sets that stay small: union and cut in one update. */
const union = (field: string, value: string) => ({
  $slice: [{ $setUnion: [{ $ifNull: [`$${field}`, []] }, [value]] }, maxCounted],
});

const countGloss = ({ one, other, evidence, articleId, sourceId }: GlossSeen, now: Date) => [
  {
    $set: {
      one: { $ifNull: ['$one', { $literal: one }] },
      other: { $ifNull: ['$other', { $literal: other }] },
      keys: [{ $literal: tagKey(one.name) }, { $literal: tagKey(other.name) }],
      // What proves more stands.
      evidence: { $cond: [{ $eq: ['$evidence', 'SOUND'] }, 'SOUND', evidence] },
      articleIds: union('articleIds', articleId),
      sourceIds: union('sourceIds', sourceId),
      settled: { $ifNull: ['$settled', false] },
      lastAt: now,
    },
  },
];
