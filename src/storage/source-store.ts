import type { Connection, QueryFilter } from 'mongoose';
import type { Source } from '../sources/source.ts';
import { readDeadlineMs } from './limits.ts';
import {
  newSource,
  sourceModel,
  toSource,
  type SourceChanges,
  type SourceDraft,
  type SourceRow,
} from './source-rows.ts';

export type SourceStore = ReturnType<typeof createSourceStore>;

export const createSourceStore = (connection: Connection) => {
  const sources = sourceModel(connection);
  const find = async (where: QueryFilter<SourceRow>): Promise<Source[]> => {
    const rows = await sources
      .find(where)
      .sort({ title: 1, _id: 1 })
      .maxTimeMS(readDeadlineMs)
      .lean<SourceRow[]>();
    return rows.map(toSource);
  };
  return {
    byIds: (ids: readonly string[]) => find({ _id: { $in: ids } }),
    bySlugs: (slugs: readonly string[]) => find({ slug: { $in: slugs } }),

    /** Sources by title; `after` is the title and id of the row before the page. */
    page: ({ limit, after }: { limit: number; after?: { title: string; id: string } }): Promise<Source[]> => {
      const where: QueryFilter<SourceRow> =
        after === undefined
          ? {}
          : { $or: [{ title: { $gt: after.title } }, { title: after.title, _id: { $gt: after.id } }] };
      return sources
        .find(where)
        .sort({ title: 1, _id: 1 })
        .limit(limit)
        .maxTimeMS(readDeadlineMs)
        .lean<SourceRow[]>()
        .then(rows => rows.map(toSource));
    },

    all: () => find({}),

    count: ({ sample }: { sample?: boolean } = {}): Promise<number> =>
      sources
        .countDocuments(sample === undefined ? {} : { sample })
        .maxTimeMS(readDeadlineMs)
        .exec(),

    countDue: (now: Date): Promise<number> =>
      sources
        .countDocuments({ nextFetchAt: { $lte: now } })
        .maxTimeMS(readDeadlineMs)
        .exec(),

    /** Adds sources and says how many are new; one that is known by its address is left as it is. */
    add: async (drafts: readonly SourceDraft[], now: Date): Promise<number> => {
      if (drafts.length === 0) return 0;
      const { upsertedCount } = await sources.bulkWrite(
        drafts.map(draft => {
          const { _id, ...fields } = newSource(draft, now);
          return { updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true } };
        }),
        { ordered: false },
      );
      return upsertedCount;
    },

    addOne: async (draft: SourceDraft, now: Date): Promise<{ source: Source; isNew: boolean }> => {
      const { _id, ...fields } = newSource(draft, now);
      const { lastErrorObject, value } = await sources
        .findOneAndUpdate(
          { _id },
          { $setOnInsert: fields },
          { upsert: true, returnDocument: 'after', includeResultMetadata: true },
        )
        .lean<{ value: SourceRow; lastErrorObject?: { updatedExisting?: boolean } }>();
      return { source: toSource(value), isNew: lastErrorObject?.updatedExisting === false };
    },

    /**
     * Changes what an operator may change; null where there is no such source. Another reader means another document:
     * what was learned of the old one is forgotten, and a poll that is under way can write nothing any more.
     */
    update: async (id: string, { reader, ...changes }: SourceChanges, now: Date): Promise<Source | null> => {
      const anew =
        reader === undefined
          ? {}
          : { reader, kind: null, etag: null, lastModified: null, nextFetchAt: now, leaseUntil: null };
      const row = await sources
        .findOneAndUpdate(
          { _id: id },
          { $set: { ...changes, ...anew }, ...(reader === undefined ? {} : { $inc: { leaseToken: 1 } }) },
          { returnDocument: 'after' },
        )
        .lean<SourceRow>();
      return row && toSource(row);
    },

    remove: async (ids: readonly string[]): Promise<number> => {
      const { deletedCount } = await sources.deleteMany({ _id: { $in: ids } });
      return deletedCount;
    },

    /** The sources of the sample newsroom that are not at one of these addresses. */
    sampleIdsBut: async (urls: readonly string[]): Promise<string[]> => {
      const rows = await sources
        .find({ sample: true, url: { $nin: urls } }, { _id: 1 })
        .lean<{ _id: string }[]>();
      return rows.map(row => row._id);
    },

    /** Makes sources due now; null ids mean all. */
    refresh: async (ids: readonly string[] | null, now: Date): Promise<number> => {
      const where = ids === null ? {} : { _id: { $in: ids } };
      const { matchedCount } = await sources.updateMany(where, { $set: { nextFetchAt: now } });
      return matchedCount;
    },
  };
};
