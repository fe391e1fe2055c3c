import type { Connection, Model } from 'mongoose';
import { feedReader, type Reader } from '../sources/reader.ts';
import type { PollRhythm, Source, SourceFailure, Validators } from '../sources/source.ts';
import { stableId } from '../core/identity.ts';
import { slugify } from '../core/slug.ts';
import { sourceSchema } from './schemas.ts';

/** What is needed to read a new source. */
export interface SourceDraft {
  title: string;
  url: string;
  homepage: string | null;
  language: string | null;
  country: string | null;
  categories: string[];
  fetchPages: boolean;
  /** How it is read; as a feed where absent. */
  reader?: Reader;
  /** Editorial weight; neutral (1) where absent. */
  weight?: number;
  /** Part of the bundled sample newsroom. */
  sample: boolean;
}

/** What an operator may change of a source; absent stays as it is. */
export type SourceChanges = Partial<
  Pick<Source, 'title' | 'language' | 'country' | 'categories' | 'weight' | 'fetchPages' | 'reader'>
>;

/** A document of `sources`. */
export interface SourceRow extends Omit<Source, 'id' | 'health'>, Validators {
  _id: string;
  sample: boolean;
  lastAttemptAt: Date | null;
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  consecutiveFailures: number;
  lastFailure: SourceFailure | null;
  /** Absent in rows of before. */
  rhythm?: PollRhythm | null;
  leaseUntil: Date | null;
  leaseToken: number;
}

/** The same address always gives the same source. */
export const sourceId = (url: string): string => stableId('source', url);

export const newSource = (draft: SourceDraft, now: Date): SourceRow => {
  const id = sourceId(draft.url);
  return {
    weight: 1,
    ...draft,
    _id: id,
    slug: `${slugify(draft.title, 60)}-${id.slice(0, 6)}`,
    kind: null,
    createdAt: now,
    etag: null,
    lastModified: null,
    lastAttemptAt: null,
    lastSuccessAt: null,
    nextFetchAt: now,
    consecutiveFailures: 0,
    lastFailure: null,
    rhythm: null,
    leaseUntil: null,
    leaseToken: 0,
  };
};

export const toSource = (row: SourceRow): Source => ({
  id: row._id,
  slug: row.slug,
  title: row.title,
  homepage: row.homepage,
  kind: row.kind,
  url: row.url,
  // Rows from before there were other readers have none.
  reader: row.reader ?? feedReader,
  language: row.language,
  country: row.country,
  categories: row.categories,
  weight: row.weight,
  fetchPages: row.fetchPages,
  createdAt: row.createdAt,
  health: {
    lastAttemptAt: row.lastAttemptAt,
    lastSuccessAt: row.lastSuccessAt,
    nextFetchAt: row.nextFetchAt,
    consecutiveFailures: row.consecutiveFailures,
    lastFailure: row.lastFailure,
    rhythm: row.rhythm ?? null,
  },
});

export type SourceModel = Model<SourceRow>;

export const sourceModel = (connection: Connection): SourceModel =>
  connection.models['Source'] === undefined
    ? connection.model<SourceRow>('Source', sourceSchema)
    : connection.model<SourceRow>('Source');
