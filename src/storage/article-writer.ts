import type { AnyBulkWriteOperation, Connection } from 'mongoose';
import type { Article, RelatedRef } from '../articles/article.ts';
import { contentHashOf, wordCountOf, type ArticleDraft, type KnownArticle } from '../articles/draft.ts';
import { slugify } from '../core/slug.ts';
import type { TermWeight } from '../stories/signature.ts';
import { articleModel, type ArticleModel, type ArticleRow } from './article-rows.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

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
 * Writes of articles. Every write is an upsert or an update by id and revision, so that doing it twice, or by two
 * workers, or again after a crash, leaves one copy.
 */
export const createArticleWriter = (connection: Connection) => {
  const articles = articleModel(connection);
  return {
    /** What is stored of these, found by id or by the source's own guid (a publisher may change the address). */
    known: async (
      sourceId: string,
      ids: readonly string[],
      guids: readonly string[],
    ): Promise<KnownArticle[]> => {
      const rows = await articles
        .find(
          { $or: [{ _id: { $in: ids } }, { sourceId, guid: { $in: guids } }] },
          { guid: 1, sourceId: 1, itemHash: 1, contentHash: 1, revision: 1 },
        )
        .maxTimeMS(readDeadlineMs)
        .lean<(Omit<KnownArticle, 'id'> & { _id: string })[]>();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    /** Stores new articles and edits; acknowledged by a majority of the database before it returns. */
    save: async (writes: readonly ArticleWrite[], now: Date): Promise<WriteReport> => {
      const report: WriteReport = { inserted: [], updated: [], unchanged: [] };
      for (let from = 0; from < writes.length; from += writeBatchSize)
        await saveBatch(articles, writes.slice(from, from + writeBatchSize), { now, report });
      return report;
    },

    /** Articles whose search terms or related articles are behind, oldest first. */
    pending: async (limit: number): Promise<Article[]> => {
      const rows = await articles
        .find({ pending: true })
        .sort({ firstSeenAt: 1 })
        .limit(limit)
        .maxTimeMS(readDeadlineMs)
        .lean<ArticleRow[]>();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    /** Marks revisions as caught up; one that was edited meanwhile stays pending. */
    settle: async (settled: readonly SettledArticle[]): Promise<void> => {
      if (settled.length === 0) return;
      await articles.bulkWrite(
        settled.map(({ id, revision, related, signature }) => ({
          updateOne: {
            filter: { _id: id, revision },
            update: { $set: { related, signature, pending: false } },
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
        .find({ sourceId }, { tagIds: 1 })
        .lean<Pick<ArticleRow, '_id' | 'tagIds'>[]>();
      await articles.deleteMany({ sourceId });
      return { articleIds: rows.map(row => row._id), tagIds: [...new Set(rows.flatMap(row => row.tagIds))] };
    },
  };
};

export interface SettledArticle {
  id: string;
  revision: number;
  related: RelatedRef[];
  signature: TermWeight[];
}

interface SaveContext {
  now: Date;
  report: WriteReport;
}

const saveBatch = async (
  articles: ArticleModel,
  writes: readonly ArticleWrite[],
  { now, report }: SaveContext,
): Promise<void> => {
  const fresh = writes.filter(write => write.known === null);
  const edited = writes.filter(({ draft, known }) => known !== null && isEdit(draft, known));
  const operations = [
    ...fresh.map(({ draft }) => insertion(draft, now)),
    ...writes.flatMap(write => revision(write, now)),
  ];
  if (operations.length === 0) return;
  const { upsertedIds } = await articles.bulkWrite(operations, { ordered: false });
  const inserted = new Set(Object.values(upsertedIds).map(String));
  for (const { draft } of fresh) (inserted.has(draft.id) ? report.inserted : report.unchanged).push(draft.id);
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
  const { id: _id, canonicalUrl: _canonicalUrl, sourceId: _sourceId, ...fields } = draft;
  return { ...fields, contentHash: contentHashOf(draft), wordCount: wordCountOf(draft.sections) };
};

const insertion = (draft: ArticleDraft, now: Date): AnyBulkWriteOperation<ArticleRow> => ({
  updateOne: {
    filter: { _id: draft.id },
    update: {
      $setOnInsert: {
        ...visible(draft),
        canonicalUrl: draft.canonicalUrl,
        sourceId: draft.sourceId,
        slug: `${slugify(draft.headline)}-${draft.id.slice(0, 8)}`,
        sortAt: sortTime(draft, now),
        firstSeenAt: now,
        updatedAt: now,
        revision: 1,
        related: [],
        signature: [],
        pending: true,
      },
    },
    upsert: true,
  },
});

/** An edit raises the revision; a feed entry that changed without a visible edit is only remembered. */
const revision = ({ draft, known }: ArticleWrite, now: Date): AnyBulkWriteOperation<ArticleRow>[] => {
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
        },
      },
    },
  ];
};
