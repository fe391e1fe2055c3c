/*
 * A segment: an immutable part of the index. Forms are spread over buckets by hash, a bucket being one stored block
 * of about two kilobytes; a form whose list is long has a block of its own. Filters are lists too, under a prefix
 * that no word can have.
 */
import { hash32 } from '../core/hash.ts';
import { analyse } from '../text/analyse.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { compareRows, encodeIds, encodeNorms } from './columns.ts';
import type { ColumnRow } from './columns.ts';
import { emptyPostings, encodeDocs, encodePositions, forEachDoc } from './postings.ts';
import type { PostingList } from './postings.ts';
import type { IndexableArticle } from './request.ts';

export type FilterField = 'lang' | 'source' | 'tag' | 'author' | 'site';

/** Key of a filter's list. */
export const filterForm = (field: FilterField, value: string): string => `\u0001${field}:${value}`;

/** How much a word counts by where it stands; BM25F sums these before saturation (Robertson, Zaragoza, Taylor 2004). */
export const fieldWeights = { headline: 2, dek: 2, tags: 2, body: 1 } as const;

/** Positions left free between two fields, so that no phrase reaches across. */
const fieldGap = 16;
/** Longer "words" are addresses or noise. */
const maxFormLength = 64;
/** A list above this many bytes is stored alone. */
const ownBlockBytes = 1_024;
const bucketBytes = 2_048;

export interface StoredBlock {
  /** Unique within the segment. */
  key: string;
  data: Uint8Array;
}

/** A form with its encoded lists; filters have no positions. */
export interface EncodedForm {
  form: string;
  docs: Uint8Array;
  positions: Uint8Array | null;
}

/** A segment before it is laid out in blocks. */
export interface SegmentData {
  rows: ColumnRow[];
  forms: EncodedForm[];
}

/** What the documents of one language come to: a word is rare or common among those that could hold it. */
export interface LanguageShare {
  language: string;
  docCount: number;
  /** Sum of the weighted lengths. */
  totalLength: number;
}

export interface SegmentSummary {
  docCount: number;
  languages: LanguageShare[];
  buckets: number;
  minSortAt: number;
  maxSortAt: number;
  bytes: number;
}

export const blockKeys = {
  norms: 'n',
  ids: 'i',
  ownDocs: (form: string) => `=${form}`,
  ownPositions: (form: string) => `+${form}`,
  bucketDocs: (form: string, buckets: number) => `d${hash32(form) % buckets}`,
  bucketPositions: (form: string, buckets: number) => `p${hash32(form) % buckets}`,
};

const filtersOf = (article: IndexableArticle): string[] => [
  filterForm('lang', article.language),
  ...[article.sourceId, article.sourceSlug ?? article.sourceId].map(source => filterForm('source', source)),
  ...[...article.tagIds, ...(article.tagSlugs ?? [])].map(tag => filterForm('tag', tag)),
  ...(article.authors ?? []).map(author => filterForm('author', author.toLowerCase())),
  ...siteSuffixes(article.site ?? '').map(site => filterForm('site', site)),
];

/** `hindi.example.in` is found as itself and as `example.in`. */
const siteSuffixes = (site: string): string[] => {
  const labels = site.toLowerCase().split('.');
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
};

interface Occurrences {
  weight: number;
  positions: number[];
}

const wordsOf = (article: IndexableArticle): { words: Map<string, Occurrences>; length: number } => {
  const words = new Map<string, Occurrences>();
  let length = 0;
  let base = 0;
  const add = (text: string, weight: number): void => {
    const terms = analyse(text, article.language);
    for (const term of terms) {
      if (term.form.length > maxFormLength) continue;
      const seen = words.get(term.form) ?? { weight: 0, positions: [] };
      seen.weight += weight;
      seen.positions.push(base + term.position);
      words.set(term.form, seen);
    }
    length += terms.length * weight;
    if (terms.length > 0) base += terms.length + fieldGap;
  };
  add(article.headline, fieldWeights.headline);
  add(article.dek ?? '', fieldWeights.dek);
  for (const tag of article.tags) add(tag, fieldWeights.tags);
  add(article.body, fieldWeights.body);
  return { words, length };
};

const listOf = (forms: Map<string, PostingList>, form: string): PostingList => {
  const known = forms.get(form);
  if (known !== undefined) return known;
  const list = emptyPostings();
  forms.set(form, list);
  return list;
};

/** Analyses articles into a segment. Each id must occur once. */
export const buildSegment = (articles: readonly IndexableArticle[]): SegmentData => {
  const sorted = articles
    .map(article => ({ article, id: article.id, sortAt: article.sortAt.getTime() }))
    .sort(compareRows);
  const forms = new Map<string, PostingList>();
  const rows = sorted.map(({ article, id, sortAt }, doc) => {
    const { words, length } = wordsOf(article);
    for (const [form, { weight, positions }] of words) {
      const list = listOf(forms, form);
      list.docs.push(doc);
      list.weights.push(weight);
      list.positions.push(positions);
    }
    for (const filter of new Set(filtersOf(article))) {
      const list = listOf(forms, filter);
      list.docs.push(doc);
      list.weights.push(1);
      list.positions.push([]);
    }
    return { id, revision: article.revision, sortAt, length };
  });
  return { rows, forms: [...forms].map(([form, list]) => encodeForm(form, list)) };
};

/** Filters are told from words by their prefix. */
export const isFilterForm = (form: string): boolean => form.startsWith('\u0001');

export const encodeForm = (form: string, list: PostingList): EncodedForm => ({
  form,
  docs: encodeDocs(list),
  positions: isFilterForm(form) ? null : encodePositions(list),
});

/** The blocks of a segment and what its manifest entry says of it. */
export const encodeSegment = ({
  rows,
  forms,
}: SegmentData): { blocks: StoredBlock[]; summary: SegmentSummary } => {
  const shared = forms.filter(({ docs }) => docs.length <= ownBlockBytes);
  const sharedBytes = shared.reduce((sum, { form, docs }) => sum + form.length * 2 + docs.length, 0);
  const buckets = Math.max(1, Math.ceil(sharedBytes / bucketBytes));
  const bucketWriters = new Map<string, ByteWriter>();
  const blocks: StoredBlock[] = [
    { key: blockKeys.norms, data: encodeNorms(rows) },
    { key: blockKeys.ids, data: encodeIds(rows) },
  ];
  const put = (form: string, data: Uint8Array, keys: { own: string; bucket: string }): void => {
    const isLong = data.length > ownBlockBytes;
    if (isLong) blocks.push({ key: keys.own, data });
    const writer = bucketWriters.get(keys.bucket) ?? new ByteWriter();
    writer.text(form);
    // No list is empty: an empty one in the bucket says that the list has a block of its own.
    writer.varint(isLong ? 0 : data.length);
    if (!isLong) writer.bytes(data);
    bucketWriters.set(keys.bucket, writer);
  };
  for (const { form, docs, positions } of forms) {
    put(form, docs, { own: blockKeys.ownDocs(form), bucket: blockKeys.bucketDocs(form, buckets) });
    if (positions !== null)
      put(form, positions, {
        own: blockKeys.ownPositions(form),
        bucket: blockKeys.bucketPositions(form, buckets),
      });
  }
  for (const [key, writer] of bucketWriters) blocks.push({ key, data: writer.finish() });
  return {
    blocks,
    summary: { ...summarise(rows), languages: languagesOf(rows, forms), buckets, bytes: sizeOf(blocks) },
  };
};

const sizeOf = (blocks: readonly StoredBlock[]): number =>
  blocks.reduce((sum, { data }) => sum + data.length, 0);

const summarise = (
  rows: readonly ColumnRow[],
): Pick<SegmentSummary, 'docCount' | 'minSortAt' | 'maxSortAt'> => ({
  docCount: rows.length,
  minSortAt: rows.at(-1)?.sortAt ?? 0,
  maxSortAt: rows[0]?.sortAt ?? 0,
});

/** Counted from the language filters, so that merging needs nothing more. */
const languagesOf = (rows: readonly ColumnRow[], forms: readonly EncodedForm[]): LanguageShare[] => {
  const prefix = filterForm('lang', '');
  return forms.flatMap(({ form, docs }) => {
    if (!form.startsWith(prefix)) return [];
    const share = { language: form.slice(prefix.length), docCount: 0, totalLength: 0 };
    forEachDoc(docs, doc => {
      share.docCount += 1;
      share.totalLength += rows[doc]?.length ?? 0;
    });
    return [share];
  });
};

/** The lists of a bucket block, empty for those that have a block of their own. */
export const decodeBucket = (data: Uint8Array): Map<string, Uint8Array> => {
  const reader = new ByteReader(data);
  const lists = new Map<string, Uint8Array>();
  while (!reader.done) {
    const form = reader.text();
    lists.set(form, reader.bytes(reader.varint()));
  }
  return lists;
};

/** The same of a few forms only: names are compared as bytes, since most of a bucket is not wanted. */
export const findInBucket = (data: Uint8Array, forms: readonly string[]): Map<string, Uint8Array> => {
  const wanted = forms.map(form => ({ form, name: Buffer.from(form) }));
  const reader = new ByteReader(data);
  const lists = new Map<string, Uint8Array>();
  while (!reader.done) {
    const name = reader.bytes(reader.varint());
    const list = reader.bytes(reader.varint());
    const match = wanted.find(each => each.name.length === name.length && each.name.equals(name));
    if (match !== undefined) lists.set(match.form, list);
  }
  return lists;
};
