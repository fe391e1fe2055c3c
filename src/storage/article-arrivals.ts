import { mongo } from 'mongoose';
import type { ArticleCollection, ArticleRow } from './article-rows.ts';
import type { ArticleWrite } from './article-saves.ts';
import { duplicateKey } from './faults.ts';
import type { TombstoneStore } from './tombstone-store.ts';

/** Inserts rows; those that another worker was quicker with are left as they are, and their ids are given back. */
export const insertNew = async (
  articles: ArticleCollection,
  rows: readonly ArticleRow[],
): Promise<Set<string>> => {
  if (rows.length === 0) return new Set();
  try {
    await articles.insertMany([...rows], { ordered: false });
    return new Set();
  } catch (thrown) {
    if (!(thrown instanceof mongo.MongoBulkWriteError)) throw thrown;
    const errors = [thrown.writeErrors].flat();
    if (errors.some(({ code }) => code !== duplicateKey)) throw thrown;
    return new Set(errors.flatMap(({ index }) => rows[index]?._id ?? []));
  }
};

/** A page that is stored already, under an address that it was not known by. */
export const addAliases = async (
  articles: ArticleCollection,
  writes: readonly ArticleWrite[],
): Promise<void> => {
  const known = writes.filter(({ draft }) => draft.aliases !== undefined);
  if (known.length === 0) return;
  await articles.bulkWrite(
    known.map(({ draft: { id, aliases = [] } }) => ({
      updateOne: { filter: { _id: id }, update: { $addToSet: { aliases: { $each: aliases } } } },
    })),
    { ordered: false },
  );
};

/**
 * Takes back what an operator removed while it was on its way here. The tombstone is written before the article is
 * deleted, so looking for it after the insert leaves no gap between the two.
 */
export const withdrawRemoved = async (
  articles: ArticleCollection,
  fresh: readonly ArticleWrite[],
  tombstones: TombstoneStore,
): Promise<string[]> => {
  if (fresh.length === 0) return [];
  const removed = await tombstones.among(fresh.map(({ draft }) => draft.id));
  if (removed.length > 0) await articles.deleteMany({ _id: { $in: removed } });
  return removed;
};
