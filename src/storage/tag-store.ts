import type { Connection, QueryFilter } from 'mongoose';
import { TagRegistry } from '../tags/registry.ts';
import type { Tag, TagKind, TagName } from '../tags/tag.ts';
import { readDeadlineMs } from './limits.ts';
import { tagSchema } from './schemas.ts';
import {
  newTagFields,
  registeredFields,
  tagCollection,
  toRegistered,
  toTag,
  type TagCollection,
  type TagRow,
} from './tag-rows.ts';

export type TagStore = ReturnType<typeof createTagStore>;

export interface TagPage {
  limit: number;
  kind?: TagKind;
  after?: { count: number; id: string };
}

/** Lists show what is a tag of its own, is not suppressed and has articles. */
const shown = { articleCount: { $gt: 0 }, suppressed: null, mergedInto: null } as const;

const ofKind = (kind: TagKind | undefined): QueryFilter<TagRow> => (kind === undefined ? {} : { kind });

export const createTagStore = (connection: Connection) => {
  const tags = connection.model<TagRow>('Tag', tagSchema);
  const rows = tagCollection(connection);
  const find = (where: QueryFilter<TagRow>): Promise<TagRow[]> =>
    tags.find(where).maxTimeMS(readDeadlineMs).lean<TagRow[]>().exec();
  const ensured = createRecentIds();
  const registry = createRegistryReader(rows);
  /** A row that was merged gives way to the one that it was merged into, which says under which key it was asked for. */
  const resolved = async (found: readonly TagRow[], keyOf: (row: TagRow) => string): Promise<Tag[]> => {
    const into = found.flatMap(({ mergedInto }) => mergedInto ?? []);
    const targets = into.length === 0 ? [] : await find({ _id: { $in: into } });
    const byId = new Map(targets.map(row => [row._id, row] as const));
    return found.flatMap(row => {
      if (row.mergedInto == null) return [toTag(row)];
      const target = byId.get(row.mergedInto);
      return target === undefined ? [] : [{ ...toTag(target), askedAs: keyOf(row) }];
    });
  };
  return {
    /** Which tag a name means, at most some seconds old. */
    registry: registry.read,

    byIds: async (ids: readonly string[]): Promise<Tag[]> =>
      resolved(await find({ _id: { $in: ids } }), row => row._id),

    /** By the slug of any of their names; a tag's own slug goes before. */
    bySlugs: async (slugs: readonly string[]): Promise<Tag[]> => {
      const own = await find({ slug: { $in: slugs } });
      const found = await resolved(own, row => row.slug);
      const missing = slugs.filter(slug => !own.some(row => row.slug === slug));
      const others = missing.length === 0 ? [] : await find({ slugs: { $in: missing }, mergedInto: null });
      const byAlias = missing.flatMap(slug => {
        const row = others.find(({ slugs: all }) => all?.includes(slug));
        return row === undefined ? [] : [{ ...toTag(row), askedAs: slug }];
      });
      return [...byAlias, ...found];
    },

    /** The tags of these names, whichever they mean. */
    byNames: async (names: readonly string[]): Promise<Tag[]> => {
      const known = await registry.read();
      return (await find({ _id: { $in: names.map(name => known.resolve(name).id) } })).map(toTag);
    },

    /** Tags by how many articles carry them, most first. */
    page: async ({ limit, kind, after }: TagPage): Promise<Tag[]> => {
      const where: QueryFilter<TagRow> =
        after === undefined
          ? {}
          : {
              $or: [
                { articleCount: { $lt: after.count } },
                { articleCount: after.count, _id: { $gt: after.id } },
              ],
            };
      const found = await tags
        .find({ $and: [shown, ofKind(kind), where] })
        .sort({ articleCount: -1, _id: 1 })
        .limit(limit)
        .maxTimeMS(readDeadlineMs)
        .lean<TagRow[]>();
      return found.map(toTag);
    },

    count: (kind?: TagKind): Promise<number> =>
      tags
        .countDocuments({ $and: [shown, ofKind(kind)] })
        .maxTimeMS(readDeadlineMs)
        .exec(),

    /** Makes sure that the tags of these names exist; those made sure of a short while ago are not asked for again. */
    ensure: async (names: readonly TagName[], now: Date): Promise<void> => {
      const known = await registry.read();
      const unsure = new Map<string, TagName>();
      for (const tag of names) {
        const { id } = known.resolve(tag.name);
        if (!ensured.has(id, now) && !unsure.has(id)) unsure.set(id, tag);
      }
      if (unsure.size === 0) return;
      await rows.bulkWrite(
        [...unsure].map(([id, tag]) => ({
          updateOne: {
            filter: { _id: id },
            update: {
              $setOnInsert: newTagFields(tag, known.resolve(tag.name), now),
              $max: { lastUsedAt: now },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
      ensured.add([...unsure.keys()], now);
    },

    /** Adds new articles to the counts of their tags, by tag; `recount` takes out what a crash made of them. */
    raise: (added: ReadonlyMap<string, number>): Promise<void> => raise(rows, added),

    /** Counts the articles of these tags anew: a count of what is there cannot drift. */
    recount: (ids: readonly string[]): Promise<void> => recount(connection, ids),
  };
};

const raise = async (rows: TagCollection, added: ReadonlyMap<string, number>): Promise<void> => {
  if (added.size === 0) return;
  await rows.bulkWrite(
    [...added].map(([id, count]) => ({
      updateOne: { filter: { _id: id }, update: { $inc: { articleCount: count } } },
    })),
    { ordered: false },
  );
};

const recount = async (connection: Connection, ids: readonly string[]): Promise<void> => {
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
  await tagCollection(connection).bulkWrite(
    ids.map(id => ({
      updateOne: { filter: { _id: id }, update: { $set: { articleCount: counts.get(id) ?? 0 } } },
    })),
    { ordered: false },
  );
};

/** What another process changed is known after this long. */
const registryAgeMs = 3_000;
/** Clocks of processes differ, and a write may come after a later one. */
const overlapMs = 60_000;
const maxRegistered = 200_000;

const createRegistryReader = (rows: TagCollection) => {
  const registry = new TagRegistry();
  let readAt = -Infinity;
  let newest: Date | null = null;
  let reading: Promise<void> | null = null;
  const refresh = async (): Promise<void> => {
    const since = newest === null ? new Date(0) : new Date(newest.getTime() - overlapMs);
    const changed = await rows
      .find({ changedAt: { $gte: since } }, { projection: registeredFields, maxTimeMS: readDeadlineMs * 4 })
      .limit(maxRegistered)
      .toArray();
    registry.apply(changed.map(row => toRegistered(row)));
    for (const { changedAt } of changed)
      if (changedAt !== undefined && (newest === null || changedAt > newest)) newest = changedAt;
    readAt = performance.now();
  };
  return {
    /** `fresh`: with all that is written by now. */
    read: async ({ fresh = false }: { fresh?: boolean } = {}): Promise<TagRegistry> => {
      if (fresh || performance.now() - readAt > registryAgeMs) {
        reading ??= refresh().finally(() => {
          reading = null;
        });
        await reading;
      }
      return registry;
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
