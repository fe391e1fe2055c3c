import { digest } from '../core/identity.ts';
import { articleCollection } from './article-rows.ts';
import type { Stores } from './mongo.ts';

export interface Removal {
  id: string;
  reason: string;
  /** Who removes it. */
  by: string;
  at: Date;
}

type Removing = Pick<Stores, 'connection' | 'search' | 'tags' | 'reprints' | 'revisions' | 'tombstones'>;

/**
 * The tombstone comes first, so that nothing brings the article back whatever happens then; doing it again sweeps what
 * a crash left. Other articles forget it: those that it names as related, and its reprints, the earliest of which
 * becomes the original.
 */
export const removeArticle = async (
  { connection, search, tags, reprints, revisions, tombstones }: Removing,
  { id, reason, by, at }: Removal,
): Promise<boolean> => {
  const articles = articleCollection(connection);
  const row = await articles.findOne({ _id: id });
  if (row !== null)
    await tombstones.add({
      id,
      aliases: row.aliases ?? [],
      sourceId: row.sourceId,
      guid: row.guid,
      urlDigest: digest(row.canonicalUrl),
      tagIds: row.tagIds,
      at,
      reason,
      by,
    });
  const tombstone = await tombstones.byId(id);
  if (tombstone === null) return false;
  const neighbours = (row?.related ?? []).map(({ articleId }) => articleId);
  if (neighbours.length > 0)
    await articles.updateMany({ _id: { $in: neighbours } }, { $pull: { related: { articleId: id } } });
  await articles.deleteOne({ _id: id });
  await search.remove([id]);
  await reprints.promote([id]);
  await revisions.forget([id]);
  await tags.recount(tombstone.tagIds);
  return true;
};
