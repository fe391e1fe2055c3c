import { mongo, type Connection } from 'mongoose';
import type { RelatedRef } from '../articles/article.ts';
import { contentHashOf, wordCountOf, type ArticleDraft, type KnownArticle } from '../articles/draft.ts';
import { slugify } from '../core/slug.ts';
import { encodeSignature } from '../stories/signature-bytes.ts';
import type { Signature } from '../stories/signature.ts';
import {
  articleCollection,
  pendingFields,
  type ArticleCollection,
  type ArticleRow,
  type PendingArticle,
} from './article-rows.ts';
import { addAliases, insertNew, withdrawRemoved } from './article-arrivals.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';
import { createRevisionStore, type RevisionStore } from './revision-store.ts';
import { createTombstoneStore, type TombstoneStore } from './tombstone-store.ts';

export type ArticleWriter = ReturnType<typeof createArticleWriter>;

/** A draft beside what is stored of it already, if anything. */
export interface ArticleWrite {
  draft: ArticleDraft;
  known: KnownArticle | null;
}

export interface WriteReport {
  inserted: string[];
  updated: string[];
  unchanged: string[];
}

/**
 * Writes of articles, on the driver itself: casting each field again would cost as much as the write. Every write is
 * an insert or an update by id and revision, so that doing it twice, or by two workers, or again after a crash,
 * leaves one copy.
 */
export const createArticleWriter = (connection: Connection) => {
  const articles = articleCollection(connection);
  const tombstones = createTombstoneStore(connection);
  const revisions = createRevisionStore(connection);
  return {
    /** What is stored of these, found by id, by the id of another address or by the source's own guid (a publisher may change the address). */
    known: async (
      sourceId: string,
      ids: readonly string[],
      guids: readonly string[],
    ): Promise<KnownArticle[]> => {
      const find = (where: mongo.Filter<ArticleRow>) =>
        articles.find<KnownRow>(where, { projection: knownFields, maxTimeMS: readDeadlineMs }).toArray();
      const rows = await find({ _id: { $in: [...ids] } });
      const found = new Set(rows.flatMap(({ guid }) => guid ?? []));
      const missing = guids.filter(guid => !found.has(guid));
      const ofIds = new Set(rows.map(({ _id }) => _id));
      const unknown = ids.filter(id => !ofIds.has(id));
      // Nearly always all of a feed is known or new by its addresses; guids are asked for only of what is left.
      if (missing.length > 0) rows.push(...(await find({ sourceId, guid: { $in: missing } })));
      if (unknown.length > 0) rows.push(...(await find({ aliases: { $in: unknown } })));
      const articlesFound = rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
      const removed = await tombstones.known(sourceId, unknown, missing);
      return [...articlesFound, ...removed];
    },

    /** Stores new articles and edits; acknowledged by a majority of the database before it returns. */
    save: async (writes: readonly ArticleWrite[], now: Date): Promise<WriteReport> => {
      const report: WriteReport = { inserted: [], updated: [], unchanged: [] };
      for (let from = 0; from < writes.length; from += writeBatchSize)
        await saveBatch(articles, writes.slice(from, from + writeBatchSize), {
          now,
          report,
          tombstones,
          revisions,
        });
      return report;
    },

    /** Articles whose search terms or related articles are behind, oldest first. */
    pending: async (limit: number): Promise<PendingArticle[]> => {
      const rows = await articles
        .find<Omit<PendingArticle, 'id'> & { _id: string }>(
          { pending: true },
          {
            projection: pendingFields,
            sort: { firstSeenAt: 1 },
            limit,
            batchSize: limit,
            maxTimeMS: readDeadlineMs,
          },
        )
        .toArray();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    /** Marks revisions as caught up; one that was edited meanwhile stays pending. */
    settle: async (settled: readonly SettledArticle[]): Promise<void> => {
      if (settled.length === 0) return;
      await articles.bulkWrite(
        settled.map(({ id, revision, related, signature, reprint }) => ({
          updateOne: {
            filter: { _id: id, revision },
            update: {
              $set: {
                related,
                signature: new mongo.Binary(encodeSignature(signature)),
                pending: false,
                ...(reprint === undefined ? {} : reprintFields(reprint)),
              },
            },
          },
        })),
        { ordered: false },
      );
    },

    /** Gives articles of before a look at one that came after them. */
    setRelated: async (changed: readonly { id: string; related: RelatedRef[] }[]): Promise<void> => {
      if (changed.length === 0) return;
      await articles.bulkWrite(
        changed.map(({ id, related }) => ({
          updateOne: { filter: { _id: id }, update: { $set: { related } } },
        })),
        { ordered: false },
      );
    },

    /** Marks everything as behind, so that the worker indexes and relates it anew. */
    markAllPending: async (): Promise<number> => {
      const { modifiedCount } = await articles.updateMany({}, { $set: { pending: true } });
      return modifiedCount;
    },

    /** Removes a source's articles; says which, and which tags they carried. */
    removeOfSource: async (sourceId: string): Promise<{ articleIds: string[]; tagIds: string[] }> => {
      const rows = await articles
        .find<Pick<ArticleRow, '_id' | 'tagIds'>>({ sourceId }, { projection: { tagIds: 1 } })
        .toArray();
      await articles.deleteMany({ sourceId });
      return { articleIds: rows.map(row => row._id), tagIds: [...new Set(rows.flatMap(row => row.tagIds))] };
    },
  };
};

export interface SettledArticle {
  id: string;
  revision: number;
  related: RelatedRef[];
  signature: Signature;
  /** What the reprint index says of it; absent where it was not asked. */
  reprint?: { fingerprint: Uint8Array | null; reprintOf: string | null };
}

const reprintFields = ({ fingerprint, reprintOf }: NonNullable<SettledArticle['reprint']>) => ({
  fingerprint: fingerprint === null ? null : new mongo.Binary(fingerprint),
  reprintOf,
});

type KnownRow = Omit<KnownArticle, 'id'> & { _id: string };

const knownFields = {
  guid: 1,
  sourceId: 1,
  itemHash: 1,
  contentHash: 1,
  revision: 1,
  aliases: 1,
} as const;

interface SaveContext {
  now: Date;
  report: WriteReport;
  tombstones: TombstoneStore;
  revisions: RevisionStore;
}

const saveBatch = async (
  articles: ArticleCollection,
  writes: readonly ArticleWrite[],
  { now, report, tombstones, revisions: kept }: SaveContext,
): Promise<void> => {
  const fresh = writes.filter(write => write.known === null);
  const edited = writes.filter(({ draft, known }) => known !== null && isEdit(draft, known));
  const refused = await insertNew(
    articles,
    fresh.map(({ draft }) => toRow(draft, now)),
  );
  await addAliases(
    articles,
    fresh.filter(({ draft }) => refused.has(draft.id)),
  );
  for (const id of await withdrawRemoved(articles, fresh, tombstones)) refused.add(id);
  await kept.keep(edited.flatMap(({ known }) => known ?? []));
  const revisions = writes.flatMap(write => revision(write, now));
  if (revisions.length > 0) await articles.bulkWrite(revisions, { ordered: false });
  for (const { draft } of fresh) (refused.has(draft.id) ? report.unchanged : report.inserted).push(draft.id);
  report.updated.push(...edited.map(({ draft }) => draft.id));
  report.unchanged.push(
    ...writes
      .filter(({ draft, known }) => known !== null && !isEdit(draft, known))
      .map(({ draft }) => draft.id),
  );
};

const isEdit = (draft: ArticleDraft, known: KnownArticle): boolean =>
  contentHashOf(draft) !== known.contentHash;

/** When an article counts as published: the claimed time, or when we first saw it where there is no claim. */
const sortTime = (draft: ArticleDraft, seen: Date): Date => draft.publishedAt?.value ?? seen;

const visible = (draft: ArticleDraft) => {
  const { id: _id, canonicalUrl: _canonicalUrl, sourceId: _sourceId, aliases: _aliases, ...fields } = draft;
  return { ...fields, contentHash: contentHashOf(draft), wordCount: wordCountOf(draft.sections) };
};

const toRow = (draft: ArticleDraft, now: Date): ArticleRow => ({
  ...visible(draft),
  _id: draft.id,
  canonicalUrl: draft.canonicalUrl,
  sourceId: draft.sourceId,
  slug: `${slugify(draft.headline)}-${draft.id.slice(0, 8)}`,
  sortAt: sortTime(draft, now),
  firstSeenAt: now,
  updatedAt: now,
  revision: 1,
  related: [],
  signature: new mongo.Binary(),
  pending: true,
  reprintOf: null,
  ...(draft.aliases === undefined ? {} : { aliases: draft.aliases }),
});

/** An edit raises the revision; a feed entry that changed without a visible edit is only remembered. */
const revision = ({ draft, known }: ArticleWrite, now: Date): mongo.AnyBulkWriteOperation<ArticleRow>[] => {
  if (known === null) return [];
  const filter = { _id: draft.id, revision: known.revision };
  if (!isEdit(draft, known)) {
    return known.itemHash === draft.itemHash
      ? []
      : [{ updateOne: { filter, update: { $set: { itemHash: draft.itemHash } } } }];
  }
  const sortAt = draft.publishedAt === null ? {} : { sortAt: draft.publishedAt.value };
  return [
    {
      updateOne: {
        filter,
        update: {
          $set: { ...visible(draft), ...sortAt, updatedAt: now, pending: true },
          $inc: { revision: 1 },
          ...(draft.aliases === undefined ? {} : { $addToSet: { aliases: { $each: draft.aliases } } }),
        },
      },
    },
  ];
};
