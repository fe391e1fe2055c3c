import type { Connection, mongo } from 'mongoose';
import type { TagRegistry } from '../tags/registry.ts';
import type { TagUse } from '../tags/spread.ts';
import { articleCollection, type ArticleRow } from './article-rows.ts';
import { writeBatchSize } from './limits.ts';

/** The background work of the database may take this long at a time: a scan of all articles, or a count of recent ones. */
const repairDeadlineMs = 60_000;
const spreadDeadlineMs = 15_000;

interface TaggedRow extends ArticleRow {
  /** The tags by the publisher's own words; absent where they are those of `tagIds`. */
  statedTagIds?: string[];
  /** Tags of its text. */
  foundTagIds?: string[];
}

/** Articles with what only the upkeep of tags reads of them. */
export const taggedArticles = (connection: Connection): mongo.Collection<TaggedRow> =>
  articleCollection(connection);

export interface RepairOptions {
  registry: TagRegistry;
  /** Also articles that only name the tag, for which all are looked through. */
  stated: boolean;
  signal: AbortSignal;
  /** Takes articles out of the search index, which leaves alone what it has in the same revision. */
  unindex: (articleIds: readonly string[]) => Promise<unknown>;
}

export interface Repaired {
  /** Tags whose counts that may have changed. */
  tagIds: string[];
  /** How many articles were changed. */
  articles: number;
}

/**
 * Brings the articles of these tags along with what the registry says by now; those that were moved to another tag are
 * indexed anew. Doing it again finds only what is left.
 */
export const repairTags = async (
  connection: Connection,
  ids: readonly string[],
  { registry, stated, signal, unindex }: RepairOptions,
): Promise<Repaired> => {
  const articles = taggedArticles(connection);
  const named = { $in: [...ids] };
  const where = stated
    ? { $or: [{ tagIds: named }, { statedTagIds: named }, { foundTagIds: named }] }
    : { tagIds: named };
  const touched = new Set<string>(ids);
  let count = 0;
  let updates: Repair[] = [];
  const write = async (): Promise<void> => {
    const batch = updates;
    updates = [];
    if (batch.length === 0) return;
    // Before they are marked as pending: cut short in between, they come up here again.
    await unindex(
      batch.flatMap(({ updateOne: { filter, update } }) =>
        update.$set.pending === true ? [filter._id] : [],
      ),
    );
    await articles.bulkWrite(batch, { ordered: false });
  };
  const projection = { tagIds: 1, statedTagIds: 1, foundTagIds: 1 };
  for await (const row of articles.find(where, { projection, maxTimeMS: repairDeadlineMs })) {
    if (signal.aborted) break;
    const update = repairOf(row, registry);
    if (update === null) continue;
    count += 1;
    updates.push(update);
    for (const id of update.updateOne.update.$set.tagIds) touched.add(id);
    if (updates.length >= writeBatchSize) await write();
  }
  await write();
  return { tagIds: [...touched], articles: count };
};

interface Repair {
  updateOne: {
    filter: { _id: string };
    update: { $set: { tagIds: string[]; statedTagIds: string[]; pending?: true } };
  };
}

const repairOf = (
  { _id, tagIds, statedTagIds, foundTagIds }: TaggedRow,
  registry: TagRegistry,
): Repair | null => {
  const stated = statedTagIds ?? tagIds.filter(id => foundTagIds?.includes(id) !== true);
  const next = registry.visible([...stated, ...(foundTagIds ?? [])]);
  if (next.length === tagIds.length && next.every((id, place) => id === tagIds[place])) return null;
  // Where a tag was only taken away the index may still find the article by it, which no list does.
  const isMoved = next.some(id => !tagIds.includes(id));
  const pending = isMoved ? { pending: true as const } : {};
  return {
    updateOne: { filter: { _id }, update: { $set: { tagIds: next, statedTagIds: stated, ...pending } } },
  };
};

export interface Spread {
  usesByTag: Map<string, TagUse[]>;
  articlesBySource: Map<string, number>;
}

/** How often each source gave each tag since then, and how many articles it published; of the newest articles. */
export const readSpread = async (
  connection: Connection,
  { since, limit }: { since: Date; limit: number },
): Promise<Spread> => {
  const articles = articleCollection(connection);
  const recent = [
    { $match: { sortAt: { $gte: since } } },
    { $sort: { sortAt: -1 } },
    { $limit: limit },
    { $project: { sourceId: 1, tagIds: 1 } },
  ];
  const options = { maxTimeMS: spreadDeadlineMs, allowDiskUse: true };
  const uses = articles.aggregate<{ _id: { tag: string; source: string }; count: number }>(
    [
      ...recent,
      { $unwind: '$tagIds' },
      { $group: { _id: { tag: '$tagIds', source: '$sourceId' }, count: { $sum: 1 } } },
      { $match: { count: { $gte: 2 } } },
    ],
    options,
  );
  const usesByTag = new Map<string, TagUse[]>();
  for await (const { _id, count } of uses) {
    const known = usesByTag.get(_id.tag);
    if (known === undefined) usesByTag.set(_id.tag, [{ sourceId: _id.source, count }]);
    else known.push({ sourceId: _id.source, count });
  }
  const totals = await articles
    .aggregate<{
      _id: string;
      count: number;
    }>([...recent, { $group: { _id: '$sourceId', count: { $sum: 1 } } }], options)
    .toArray();
  return { usesByTag, articlesBySource: new Map(totals.map(({ _id, count }) => [_id, count] as const)) };
};
