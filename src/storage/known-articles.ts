import type { mongo } from 'mongoose';
import type { KnownArticle } from '../articles/draft.ts';
import type { ArticleCollection, ArticleRow } from './article-rows.ts';
import { createBatcher } from './batcher.ts';
import { readDeadlineMs } from './limits.ts';
import type { TombstoneStore } from './tombstone-store.ts';

/** What a source mentions: ids that its addresses give, and its own guids. */
export interface Mentioned {
  sourceId: string;
  ids: readonly string[];
  guids: readonly string[];
}

type KnownRow = Omit<KnownArticle, 'id'> & { _id: string };

const knownFields = { guid: 1, sourceId: 1, itemHash: 1, contentHash: 1, revision: 1, aliases: 1 } as const;

/** Sources that are read at the same time are asked for together: a command costs more than what it finds. */
const together = { size: 32, waitMs: 4 } as const;

/**
 * Finds what is stored of the articles that sources mention: by id, by the id of another address, or by the source's
 * own guid, since a publisher may change the address. Removed articles are found too.
 */
export const createKnownArticles = (
  articles: ArticleCollection,
  tombstones: TombstoneStore,
): ((mentioned: Mentioned) => Promise<KnownArticle[]>) => {
  const find = async (where: mongo.Filter<ArticleRow>): Promise<KnownArticle[]> => {
    const rows = articles.find<KnownRow>(where, { projection: knownFields, maxTimeMS: readDeadlineMs });
    return (await rows.toArray()).map(({ _id, ...row }) => ({ id: _id, ...row }));
  };
  return createBatcher(async (asked: readonly Mentioned[]) => {
    const byId = new Map((await find({ _id: { $in: idsOf(asked) } })).map(row => [row.id, row] as const));
    // Nearly always all of a feed is known by its addresses; the rest is asked for only of what is left.
    const left = asked.map(mentioned => remaining(mentioned, byId)).filter(({ ids }) => ids.length > 0);
    const others = left.length === 0 ? [] : await findOthers(left, { find, tombstones });
    return asked.map(mentioned => [
      ...mentioned.ids.flatMap(id => byId.get(id) ?? []),
      ...others.filter(row => isMeant(row, mentioned)),
    ]);
  }, together);
};

const idsOf = (asked: readonly Mentioned[]): string[] => [...new Set(asked.flatMap(({ ids }) => ids))];

/** What was not found by id. A guid of an article that was found says nothing more. */
const remaining = (
  { sourceId, ids, guids }: Mentioned,
  byId: ReadonlyMap<string, KnownArticle>,
): Mentioned => {
  const found = new Set(ids.flatMap(id => byId.get(id)?.guid ?? []));
  return { sourceId, ids: ids.filter(id => !byId.has(id)), guids: guids.filter(guid => !found.has(guid)) };
};

interface Finding {
  find: (where: mongo.Filter<ArticleRow>) => Promise<KnownArticle[]>;
  tombstones: TombstoneStore;
}

const findOthers = async (
  left: readonly Mentioned[],
  { find, tombstones }: Finding,
): Promise<KnownArticle[]> => {
  const byGuid = left
    .filter(({ guids }) => guids.length > 0)
    .map(({ sourceId, guids }) => ({ sourceId, guid: { $in: [...guids] } }));
  const found = await Promise.all([
    find({ $or: [{ aliases: { $in: idsOf(left) } }, ...byGuid] }),
    tombstones.known(left),
  ]);
  return found.flat();
};

const isMeant = (row: KnownArticle, { sourceId, ids, guids }: Mentioned): boolean =>
  ids.includes(row.id) ||
  (row.aliases ?? []).some(alias => ids.includes(alias)) ||
  (row.sourceId === sourceId && row.guid !== null && guids.includes(row.guid));
