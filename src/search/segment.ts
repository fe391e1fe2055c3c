/*
 * A segment: an immutable part of the index. Forms are spread over buckets by hash, a bucket being one stored block
 * of about two kilobytes; a form whose list is long has a block of its own. Filters are lists too, under a prefix
 * that no word can have.
 */
import { hash32 } from '../core/hash.ts';
import type { Term } from '../text/analyse.ts';
import { analyseFields } from '../text/analysed-fields.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { compareRows, encodeIds, encodeNorms } from './columns.ts';
import type { ColumnRow } from './columns.ts';
import { forEachDoc, PostingBuilder } from './postings.ts';
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

class FormTable {
  readonly #forms = new Map<string, PostingBuilder>();

  of(form: string): PostingBuilder {
    const known = this.#forms.get(form);
    if (known !== undefined) return known;
    const builder = new PostingBuilder();
    this.#forms.set(form, builder);
    return builder;
  }

  encode(): EncodedForm[] {
    return Array.from(this.#forms, ([form, builder]) => {
      const { docs, positions } = builder.encode();
      return { form, docs, positions: isFilterForm(form) ? null : positions };
    });
  }
}

/** Adds the words of an article, and gives how many they are, each counted with the weight of its field. */
const addWords = (forms: FormTable, article: IndexableArticle, doc: number): number => {
  let length = 0;
  let base = 0;
  const add = (terms: readonly Term[], weight: number): void => {
    for (const { form, position } of terms)
      if (form.length <= maxFormLength) forms.of(form).add(doc, weight, base + position);
    length += terms.length * weight;
    if (terms.length > 0) base += terms.length + fieldGap;
  };
  const { headline, dek, tags, body } = article.analysed ?? analyseFields(article, article.language);
  add(headline, fieldWeights.headline);
  add(dek, fieldWeights.dek);
  for (const tag of tags) add(tag, fieldWeights.tags);
  add(body, fieldWeights.body);
  return length;
};

/** Analyses articles into a segment. Each id must occur once. */
export const buildSegment = (articles: readonly IndexableArticle[]): SegmentData => {
  const sorted = articles
    .map(article => ({ article, id: article.id, sortAt: article.sortAt.getTime() }))
    .sort(compareRows);
  const forms = new FormTable();
  const rows = sorted.map(({ article, id, sortAt }, doc) => {
    const length = addWords(forms, article, doc);
    for (const filter of new Set(filtersOf(article))) forms.of(filter).addDoc(doc, 1);
    return { id, revision: article.revision, sortAt, length };
  });
  return { rows, forms: forms.encode() };
};

/** Filters are told from words by their prefix. */
export const isFilterForm = (form: string): boolean => form.startsWith('\u0001');

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
