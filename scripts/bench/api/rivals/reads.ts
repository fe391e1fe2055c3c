/* The reads that the operations need, straight on the driver: an index for each, no more fields than are shown. */
import mongoose, { type mongo } from 'mongoose';
import { articleHtml } from '../../../../src/articles/body.ts';
import { readingSeconds } from '../../../../src/articles/excerpt.ts';
import { decodeCursor, encodeCursor } from '../../../../src/core/cursor.ts';
import type { ArticleRow } from '../../../../src/storage/article-rows.ts';
import { createSearchStore } from '../../../../src/storage/search-store.ts';
import type { SourceRow } from '../../../../src/storage/source-rows.ts';

const summaryFields = {
  canonicalUrl: 1,
  slug: 1,
  headline: 1,
  dek: 1,
  language: 1,
  'publishedAt.value': 1,
  sortAt: 1,
  authors: 1,
  images: 1,
  wordCount: 1,
  sourceId: 1,
  tagIds: 1,
  related: 1,
} as const;

const linkFields = { canonicalUrl: 1, slug: 1, headline: 1, language: 1, 'publishedAt.value': 1 } as const;
const sourceFields = { slug: 1, title: 1, homepage: 1 } as const;
const tagFields = { slug: 1, name: 1 } as const;

export type LinkRow = Pick<
  ArticleRow,
  '_id' | 'canonicalUrl' | 'slug' | 'headline' | 'language' | 'publishedAt'
>;
export type SummaryRow = LinkRow &
  Pick<ArticleRow, 'dek' | 'sortAt' | 'authors' | 'images' | 'wordCount' | 'sourceId' | 'tagIds' | 'related'>;
export type WholeRow = SummaryRow & Pick<ArticleRow, 'sections' | 'updatedAt'>;
export interface TagRow {
  _id: string;
  slug: string;
  name: string;
}

export type Reads = Awaited<ReturnType<typeof openReads>>;

const kind = 'articles:NEWEST';

/** Rows of a page by time, after a cursor of the product's own form. */
const after = (cursor: string | null): mongo.Filter<ArticleRow> => {
  const decoded = cursor === null ? null : decodeCursor(kind, cursor);
  const [at, id] = decoded?.ok === true ? decoded.value : [];
  if (typeof at !== 'number' || typeof id !== 'string') return {};
  const sortAt = new Date(at);
  return { $or: [{ sortAt: { $lt: sortAt } }, { sortAt, _id: { $lt: id } }] };
};

export const openReads = async (uri: string) => {
  const connection = await mongoose.createConnection(uri, { maxPoolSize: 50 }).asPromise();
  const db = connection.getClient().db(connection.name);
  const articles = db.collection<ArticleRow>('articles');
  const sources = db.collection<SourceRow>('sources');
  const tags = db.collection<TagRow>('tags');
  const searchStore = createSearchStore(connection);
  return {
    page: (first: number, cursor: string | null) =>
      articles
        .find(after(cursor), { projection: summaryFields })
        .sort({ sortAt: -1, _id: -1 })
        .limit(first + 1)
        .toArray() as Promise<SummaryRow[]>,
    summaries: (ids: readonly string[]) =>
      articles.find({ _id: { $in: [...ids] } }, { projection: summaryFields }).toArray() as Promise<
        SummaryRow[]
      >,
    links: (ids: readonly string[]) =>
      articles.find({ _id: { $in: [...ids] } }, { projection: linkFields }).toArray() as Promise<LinkRow[]>,
    whole: (slug: string) =>
      articles.findOne(
        { slug },
        { projection: { ...summaryFields, sections: 1, updatedAt: 1 } },
      ) as Promise<WholeRow | null>,
    sources: (ids: readonly string[]) =>
      sources.find({ _id: { $in: [...ids] } }, { projection: sourceFields }).toArray(),
    tags: (ids: readonly string[]) =>
      tags.find({ _id: { $in: [...ids] } }, { projection: tagFields }).toArray(),
    /** The product's own search: what is compared is how its hits are served. */
    search: (text: string, first: number) =>
      searchStore.search({ text, first, order: 'RELEVANCE', now: new Date() }),
  };
};

const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

export const toLink = (row: LinkRow) => ({
  id: globalId('Article', row._id),
  slug: row.slug,
  url: row.canonicalUrl,
  headline: row.headline,
  language: row.language,
  publishedAt: row.publishedAt?.value.toISOString() ?? null,
});

export const toSummary = (row: SummaryRow) => ({
  ...toLink(row),
  dek: row.dek,
  readingTime: readingSeconds(row.wordCount),
  authors: row.authors.map(name => ({ name })),
  images: row.images.map(({ url, width, height, caption }) => ({ url, width, height, caption })),
});

export const toWhole = (row: WholeRow) => ({
  ...toSummary(row),
  updatedAt: row.updatedAt.toISOString(),
  wordCount: row.wordCount,
  html: articleHtml(row.sections),
});

export const toSource = ({
  _id,
  slug,
  title,
  homepage,
}: Pick<SourceRow, '_id' | 'slug' | 'title' | 'homepage'>) => ({
  id: globalId('Source', _id),
  slug,
  title,
  homepage,
});

export const toTag = ({ _id, slug, name }: TagRow) => ({ id: globalId('Tag', _id), slug, name });

export const cursorOf = (row: SummaryRow): string => encodeCursor(kind, [row.sortAt.getTime(), row._id]);

export const byId = <T extends { _id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map(row => [row._id, row] as const));
