import { Schema } from 'mongoose';
import { failureReasons, feedKinds } from '../sources/source.ts';
import { datePrecisions, relatedReasons } from '../articles/article.ts';
import { tagKinds } from '../tags/tag.ts';

/** The shapes of the collections. Rows are read lean; these definitions guard what is written. */

const text = { type: String, required: true } as const;
const optionalText = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;
const optionalDate = { type: Date, default: null } as const;

const newsDate = new Schema(
  {
    value: date,
    precision: { type: String, enum: datePrecisions, required: true },
    raw: { type: String, default: '' },
    clamped: { type: Boolean, required: true },
  },
  { _id: false },
);

const image = new Schema(
  {
    url: text,
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    caption: optionalText,
    credit: optionalText,
  },
  { _id: false },
);

const section = new Schema(
  { heading: optionalText, html: { type: String, default: '' }, text: { type: String, default: '' } },
  { _id: false },
);

const related = new Schema(
  { articleId: text, score: { type: Number, required: true }, why: [{ type: String, enum: relatedReasons }] },
  { _id: false },
);

export const articleSchema = new Schema(
  {
    _id: text,
    canonicalUrl: text,
    slug: text,
    guid: optionalText,
    sourceId: text,
    headline: text,
    dek: optionalText,
    sections: [section],
    authors: [String],
    images: [image],
    language: text,
    publishedAt: { type: newsDate, default: null },
    sortAt: date,
    firstSeenAt: date,
    updatedAt: date,
    revision: { type: Number, required: true, min: 1 },
    tagIds: [String],
    related: [related],
    paywalled: { type: Boolean, default: null },
    contentHash: text,
    wordCount: { type: Number, required: true },
    // What the feed said last: an equal digest means that the page need not be read again.
    itemHash: text,
    // The strongest terms with their weights: what related articles are found and scored by.
    signature: Buffer,
    // What it says, in few bytes: see articles/fingerprint.ts.
    fingerprint: Buffer,
    reprintOf: optionalText,
    aliases: { type: [String], default: undefined },
    // Set while the search index or the related articles are behind this revision.
    pending: { type: Boolean, required: true },
  },
  { collection: 'articles', versionKey: false, minimize: false },
);

const failure = new Schema(
  {
    reason: { type: String, enum: failureReasons, required: true },
    detail: { type: String, default: '' },
    status: { type: Number, default: null },
    at: date,
  },
  { _id: false },
);

const rhythm = new Schema(
  {
    gapMs: { type: Number, default: null },
    newestItemAt: optionalDate,
    ttlMinutes: { type: Number, default: null },
    skipHours: [Number],
    skipDays: [Number],
  },
  { _id: false },
);

export const sourceSchema = new Schema(
  {
    _id: text,
    slug: text,
    title: text,
    homepage: optionalText,
    kind: { type: String, enum: [...feedKinds, null], default: null },
    url: text,
    // Checked whole before it is written: see parseReader.
    reader: { type: Schema.Types.Mixed },
    language: optionalText,
    country: optionalText,
    categories: [String],
    weight: { type: Number, required: true, min: 0 },
    fetchPages: { type: Boolean, required: true },
    sample: { type: Boolean, required: true },
    createdAt: date,
    lastAttemptAt: optionalDate,
    lastSuccessAt: optionalDate,
    nextFetchAt: date,
    consecutiveFailures: { type: Number, required: true },
    lastFailure: { type: failure, default: null },
    rhythm: { type: rhythm, default: null },
    etag: optionalText,
    lastModified: optionalText,
    // A worker's claim on the source; the token is another one with each claim, so that a late writer can be told.
    leaseUntil: { type: Date, default: null },
    leaseToken: { type: Number, required: true },
  },
  { collection: 'sources', versionKey: false, minimize: false },
);

const seenSitemap = new Schema(
  { url: text, indexedAt: optionalText, etag: optionalText, lastModified: optionalText },
  { _id: false },
);

export const sitemapStateSchema = new Schema(
  { _id: text, seen: [seenSitemap] },
  { collection: 'sitemapStates', versionKey: false, minimize: false },
);

export const tagSchema = new Schema(
  {
    _id: text,
    slug: text,
    name: text,
    names: { type: Schema.Types.Mixed, required: true },
    articleCount: { type: Number, required: true },
    lastUsedAt: date,
    kind: { type: String, enum: tagKinds },
    // What else it is called, what was merged into it, why it is hidden: see tag-rows.ts.
    aliases: { type: [Schema.Types.Mixed], default: undefined },
    slugs: { type: [String], default: undefined },
    mergedInto: optionalText,
    mergedIds: { type: [String], default: undefined },
    suppressed: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'tags', versionKey: false, minimize: false },
);
