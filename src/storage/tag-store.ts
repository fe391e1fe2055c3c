import type { Connection, QueryFilter } from 'mongoose';
import { tagId, tagSlug, type Tag, type TagName } from '../tags/tag.ts';
import { createBatcher } from './batcher.ts';
import { readDeadlineMs } from './limits.ts';
import { tagSchema } from './schemas.ts';

export type TagStore = ReturnType<typeof createTagStore>;

type TagRow = Omit<Tag, 'id'> & { _id: string };

const raiseTogether = { size: 64, waitMs: 20 } as const;

const toTag = ({ _id, ...row }: TagRow): Tag => ({ id: _id, ...row });

export const createTagStore = (connection: Connection) => {
  const tags = connection.model<TagRow>('Tag', tagSchema);
  const rows = connection.collection<TagRow>('tags');
  const find = async (where: QueryFilter<TagRow>): Promise<Tag[]> => {
    const rows = await tags.find(where).maxTimeMS(readDeadlineMs).lean<TagRow[]>();
    return rows.map(toTag);
  };
  const ensured = createRecentIds();
  // Sources that are read at the same time carry the same tags: one write adds for all of them.
  const raise = createBatcher(async (calls: readonly ReadonlyMap<string, number>[]) => {
    const sums = new Map<string, number>();
    for (const [id, count] of calls.flatMap(added => [...added])) sums.set(id, (sums.get(id) ?? 0) + count);
    await rows.bulkWrite(
      [...sums].map(([id, count]) => ({
        updateOne: { filter: { _id: id }, update: { $inc: { articleCount: count } } },
      })),
      { ordered: false },
    );
    return calls.map(() => undefined);
  }, raiseTogether);
  return {
    byIds: (ids: readonly string[]) => find({ _id: { $in: ids } }),
    bySlugs: (slugs: readonly string[]) => find({ slug: { $in: slugs } }),

    /** Tags by how many articles carry them, most first. */
    page: ({ limit, after }: { limit: number; after?: { count: number; id: string } }): Promise<Tag[]> => {
      const where: QueryFilter<TagRow> =
        after === undefined
          ? {}
          : {
              $or: [
                { articleCount: { $lt: after.count } },
                { articleCount: after.count, _id: { $gt: after.id } },
              ],
            };
      return tags
        .find({ $and: [{ articleCount: { $gt: 0 } }, where] })
        .sort({ articleCount: -1, _id: 1 })
        .limit(limit)
        .maxTimeMS(readDeadlineMs)
        .lean<TagRow[]>()
        .then(rows => rows.map(toTag));
    },

    count: (): Promise<number> =>
      tags
        .countDocuments({ articleCount: { $gt: 0 } })
        .maxTimeMS(readDeadlineMs)
        .exec(),

    /** Makes sure that these tags exist; those that were made sure of a short while ago are not asked for again. */
    ensure: async (names: readonly TagName[], now: Date): Promise<void> => {
      const unsure = names.filter(({ name }) => !ensured.has(tagId(name), now));
      if (unsure.length === 0) return;
      await tags.bulkWrite(
        unsure.map(({ name, language }) => ({
          updateOne: {
            filter: { _id: tagId(name) },
            update: {
              $setOnInsert: { slug: tagSlug(name), name, names: { [language]: name }, articleCount: 0 },
              $max: { lastUsedAt: now },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
      ensured.add(
        unsure.map(({ name }) => tagId(name)),
        now,
      );
    },

    /** Adds new articles to the counts of their tags, by tag; `recount` takes out what a crash made of them. */
    raise: async (added: ReadonlyMap<string, number>): Promise<void> => {
      if (added.size > 0) await raise(added);
    },

    /** Counts the articles of these tags anew: a count of what is there cannot drift. */
    recount: async (ids: readonly string[]): Promise<void> => {
      if (ids.length === 0) return;
      const articles = connection.collection('articles');
      const counted = await articles
        .aggregate<{ _id: string; count: number }>([
          { $match: { tagIds: { $in: ids } } },
          { $unwind: '$tagIds' },
          { $match: { tagIds: { $in: ids } } },
          { $group: { _id: '$tagIds', count: { $sum: 1 } } },
        ])
        .toArray();
      const counts = new Map(counted.map(({ _id, count }) => [_id, count] as const));
      await tags.bulkWrite(
        ids.map(id => ({
          updateOne: { filter: { _id: id }, update: { $set: { articleCount: counts.get(id) ?? 0 } } },
        })),
        { ordered: false },
      );
    },
  };
};

/** How long a tag that was seen in the database is taken to be there. */
const sureMs = 10 * 60_000;
const maxSure = 50_000;

const createRecentIds = () => {
  const seen = new Map<string, number>();
  return {
    has: (id: string, now: Date): boolean => now.getTime() - (seen.get(id) ?? -Infinity) < sureMs,
    add: (ids: readonly string[], now: Date): void => {
      if (seen.size + ids.length > maxSure) seen.clear();
      for (const id of ids) seen.set(id, now.getTime());
    },
  };
};
