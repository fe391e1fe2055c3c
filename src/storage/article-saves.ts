import { mongo } from 'mongoose';
import { contentHashOf, wordCountOf, type ArticleDraft, type KnownArticle } from '../articles/draft.ts';
import { slugify } from '../core/slug.ts';
import { addAliases, insertNew, withdrawRemoved } from './article-arrivals.ts';
import type { ArticleCollection, ArticleRow } from './article-rows.ts';
import { createBatcher } from './batcher.ts';
import { writeBatchSize } from './limits.ts';
import type { RevisionStore } from './revision-store.ts';
import type { TombstoneStore } from './tombstone-store.ts';

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

interface SaveCall {
  writes: readonly ArticleWrite[];
  now: Date;
}

interface SaveContext {
  articles: ArticleCollection;
  tombstones: TombstoneStore;
  revisions: RevisionStore;
}

const outcomes = ['inserted', 'updated', 'unchanged'] as const;

/** Articles of sources that are read at the same time are written together, each wait for the journal serving all. */
const together = { size: 32, waitMs: 4 } as const;

/** Stores new articles and edits; acknowledged by a majority of the database before it returns. */
export const createSaves = (context: SaveContext) => {
  const save = createBatcher((calls: readonly SaveCall[]) => saveTogether(calls, context), together);
  return async (writes: readonly ArticleWrite[], now: Date): Promise<WriteReport> => {
    const report: WriteReport = { inserted: [], updated: [], unchanged: [] };
    for (let from = 0; from < writes.length; from += writeBatchSize) {
      const part = await save({ writes: writes.slice(from, from + writeBatchSize), now });
      for (const outcome of outcomes) report[outcome].push(...part[outcome]);
    }
    return report;
  };
};

const saveTogether = async (
  calls: readonly SaveCall[],
  { articles, tombstones, revisions: kept }: SaveContext,
): Promise<WriteReport[]> => {
  const isFirst = firstBringers(calls);
  const fresh = calls.flatMap(call => call.writes.filter(write => isFirst(write, call)));
  const rows = calls.flatMap(call =>
    call.writes.filter(write => isFirst(write, call)).map(({ draft }) => toRow(draft, call.now)),
  );
  const refused = await insertNew(articles, rows);
  const isStored = (write: ArticleWrite, call: SaveCall) =>
    isFirst(write, call) && !refused.has(write.draft.id);
  await addAliases(
    articles,
    calls.flatMap(call => call.writes.filter(write => write.known === null && !isStored(write, call))),
  );
  for (const id of await withdrawRemoved(articles, fresh, tombstones)) refused.add(id);
  const edited = new Set(calls.flatMap(({ writes }) => writes.filter(isEdited)));
  await kept.keep([...edited].flatMap(({ known }) => known ?? []));
  const revisions = calls.flatMap(({ writes, now }) =>
    writes.flatMap(write => (edited.has(write) ? edit(write, now) : mention(write))),
  );
  if (revisions.length > 0) await articles.bulkWrite(revisions, { ordered: false });
  return calls.map(call => {
    const report: WriteReport = { inserted: [], updated: [], unchanged: [] };
    for (const write of call.writes) {
      const outcome = isStored(write, call) ? 'inserted' : edited.has(write) ? 'updated' : 'unchanged';
      report[outcome].push(write.draft.id);
    }
    return report;
  });
};

/** Of several sources that bring one new article at the same time, the first stores it. */
const firstBringers = (calls: readonly SaveCall[]): ((write: ArticleWrite, call: SaveCall) => boolean) => {
  const bringers = new Map<string, SaveCall>();
  for (const call of calls)
    for (const { draft, known } of call.writes)
      if (known === null && !bringers.has(draft.id)) bringers.set(draft.id, call);
  return ({ draft, known }, call) => known === null && bringers.get(draft.id) === call;
};

const isEdited = ({ draft, known }: ArticleWrite): boolean =>
  known !== null && contentHashOf(draft) !== known.contentHash;

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

type Update = mongo.AnyBulkWriteOperation<ArticleRow>;

const currentRow = ({ draft, known }: ArticleWrite) => ({ _id: draft.id, revision: known?.revision ?? 0 });

/** A feed entry that changed without a visible edit is only remembered. */
const mention = (write: ArticleWrite): Update[] => {
  const { draft, known } = write;
  if (known === null || known.itemHash === draft.itemHash) return [];
  return [{ updateOne: { filter: currentRow(write), update: { $set: { itemHash: draft.itemHash } } } }];
};

/** An edit raises the revision. */
const edit = (write: ArticleWrite, now: Date): Update[] => {
  const { draft } = write;
  const sortAt = draft.publishedAt === null ? {} : { sortAt: draft.publishedAt.value };
  return [
    {
      updateOne: {
        filter: currentRow(write),
        update: {
          $set: { ...visible(draft), ...sortAt, updatedAt: now, pending: true },
          $inc: { revision: 1 },
          ...(draft.aliases === undefined ? {} : { $addToSet: { aliases: { $each: draft.aliases } } }),
        },
      },
    },
  ];
};
