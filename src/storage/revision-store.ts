import type { Connection } from 'mongoose';
import type { KnownArticle } from '../articles/draft.ts';
import type { RevisionContent } from '../articles/revision.ts';
import { articleCollection } from './article-rows.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

export type RevisionStore = ReturnType<typeof createRevisionStore>;

/** A text as it was before an edit. */
export interface RevisionRef {
  articleId: string;
  revision: number;
  /** When this text was first seen. */
  at: Date;
}

export type StoredRevision = RevisionRef & RevisionContent & { id: string };

type RevisionRow = RevisionRef & RevisionContent & { _id: string };

/** Edits that are kept of one article; the oldest go first. */
export const maxRevisions = 50;
const maxSections = 200;
const maxSectionChars = 20_000;

export const revisionId = (articleId: string, revision: number): string => `${articleId}:${revision}`;

const sectionTexts = {
  $map: {
    input: { $slice: ['$sections', maxSections] },
    as: 'section',
    in: {
      heading: '$$section.heading',
      text: { $substrCP: [{ $ifNull: ['$$section.text', ''] }, 0, maxSectionChars] },
    },
  },
};

/** A stored article as a revision; the database copies it itself, so no text goes over the wire. */
const asRevision = {
  _id: { $concat: ['$_id', ':', { $toString: '$revision' }] },
  articleId: '$_id',
  revision: 1,
  at: '$updatedAt',
  headline: 1,
  dek: 1,
  authors: 1,
  tagIds: 1,
  paywalled: 1,
  imageUrls: '$images.url',
  publishedAt: { $ifNull: ['$publishedAt.value', null] },
  sections: sectionTexts,
};

export const createRevisionStore = (connection: Connection) => {
  const articles = articleCollection(connection);
  const revisions = connection.collection<RevisionRow>('revisions');
  return {
    /**
     * Copies articles that are about to be edited as they are. It comes before the edit: a crash in between leaves a copy
     * of what is current, which the next try finds in its place and lets stand.
     */
    keep: async (edited: readonly Pick<KnownArticle, 'id' | 'revision'>[]): Promise<void> => {
      if (edited.length === 0) return;
      await articles
        .aggregate([
          { $match: { $or: edited.map(({ id, revision }) => ({ _id: id, revision })) } },
          { $project: asRevision },
          { $merge: { into: 'revisions', whenMatched: 'keepExisting', whenNotMatched: 'insert' } },
        ])
        .toArray();
      for (const { id, revision } of edited)
        if (revision > maxRevisions)
          await revisions.deleteMany({ articleId: id, revision: { $lte: revision - maxRevisions } });
    },

    /** What is kept of each of these articles, the latest first. */
    ofArticles: async (
      articleIds: readonly string[],
    ): Promise<{ articleId: string; revisions: RevisionRef[] }[]> => {
      const rows = await revisions
        .find<RevisionRow>(
          { articleId: { $in: [...articleIds] } },
          {
            projection: { _id: 0, articleId: 1, revision: 1, at: 1 },
            sort: { articleId: 1, revision: -1 },
            maxTimeMS: readDeadlineMs,
          },
        )
        .toArray();
      const byArticle = Map.groupBy<string, RevisionRef>(rows, row => row.articleId);
      return [...byArticle].map(([articleId, found]) => ({ articleId, revisions: found }));
    },

    /** Texts by `revisionId`. */
    byIds: async (ids: readonly string[]): Promise<StoredRevision[]> => {
      const rows = await revisions.find({ _id: { $in: [...ids] } }, { maxTimeMS: readDeadlineMs }).toArray();
      return rows.map(({ _id, ...row }) => ({ id: _id, ...row }));
    },

    forget: async (articleIds: readonly string[]): Promise<void> => {
      for (let from = 0; from < articleIds.length; from += writeBatchSize)
        await revisions.deleteMany({ articleId: { $in: articleIds.slice(from, from + writeBatchSize) } });
    },
  };
};
