/*
 * What a segment knows of each document beside its words. Documents are numbered by sortAt, newest first, so that
 * newest-first reads a segment from the front and a span of time is a range of numbers.
 */
import { ByteReader, ByteWriter } from './bytes.ts';

/** What scoring reads. */
export interface SegmentNorms {
  /** Milliseconds since 1970, descending. */
  sortAt: Float64Array;
  /** Words, each counted with the weight of its field. */
  lengths: Float32Array;
}

/** What hits and updates read; ids stay packed, since only a few are ever asked for. */
export interface SegmentIds {
  idAt(doc: number): string;
  revisionAt(doc: number): number;
  /** The document with this id, -1 where there is none. */
  find(id: string): number;
  bytes: number;
}

export interface ColumnRow {
  id: string;
  revision: number;
  sortAt: number;
  length: number;
}

/** Newest first; ids break ties, so that the order is total. */
export const compareRows = (a: { sortAt: number; id: string }, b: { sortAt: number; id: string }): number =>
  b.sortAt - a.sortAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

interface PackedForm {
  encoding: 'hex' | 'base64url';
  bytes: number;
}

/** Ids of these shapes are stored as the bytes that they spell; the place in the list is stored, so only append. */
const packedForms: readonly PackedForm[] = [
  { encoding: 'hex', bytes: 12 },
  { encoding: 'base64url', bytes: 16 },
];

const isPacked = (id: string, { encoding, bytes }: PackedForm): boolean => {
  const packed = Buffer.from(id, encoding);
  return packed.length === bytes && packed.toString(encoding) === id;
};

/** Length and time of each document: what scoring reads. */
export const encodeNorms = (rows: readonly ColumnRow[]): Buffer => {
  const writer = new ByteWriter();
  writer.varint(rows.length);
  // Times may lie before 1970: the first is stored as an offset from a fixed early day.
  let last = epochOffset + (rows[0]?.sortAt ?? 0);
  writer.varint(Math.max(0, last));
  for (const row of rows) {
    const shifted = epochOffset + row.sortAt;
    writer.varint(Math.max(0, last - shifted));
    writer.varint(row.length);
    last = shifted;
  }
  return writer.finish();
};

/** Year 1: no newspaper is older. */
const epochOffset = 62_135_596_800_000;

/** Identity and revision of each document. */
export const encodeIds = (rows: readonly ColumnRow[]): Buffer => {
  const writer = new ByteWriter();
  const form = packedForms.findIndex(candidate => rows.every(row => isPacked(row.id, candidate)));
  const encoding = packedForms[form]?.encoding;
  writer.varint(form + 1);
  writer.varint(rows.length);
  for (const row of rows) writer.varint(row.revision);
  for (const row of rows) {
    if (encoding === undefined) writer.text(row.id);
    else writer.bytes(Buffer.from(row.id, encoding));
  }
  return writer.finish();
};

export const decodeNorms = (encoded: Uint8Array): SegmentNorms => {
  const reader = new ByteReader(encoded);
  const count = reader.varint();
  const sortAt = new Float64Array(count);
  const lengths = new Float32Array(count);
  let time = reader.varint();
  for (let i = 0; i < count; i += 1) {
    time -= reader.varint();
    sortAt[i] = time - epochOffset;
    lengths[i] = reader.varint();
  }
  return { sortAt, lengths };
};

/** Where each id begins: computed for packed ids, walked once for others. */
const offsetsOf = (
  reader: ByteReader,
  count: number,
  bytes: number | undefined,
): ((doc: number) => number) => {
  const first = reader.at;
  if (bytes !== undefined) return doc => first + doc * bytes;
  const offsets = new Uint32Array(count);
  for (let doc = 0; doc < count; doc += 1) {
    offsets[doc] = reader.at;
    reader.bytes(reader.varint());
  }
  return doc => offsets[doc] ?? 0;
};

export const decodeIds = (encoded: Uint8Array): SegmentIds => {
  const buffer = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const reader = new ByteReader(encoded);
  const form = packedForms[reader.varint() - 1];
  const count = reader.varint();
  const revisions = new Uint32Array(count);
  for (let doc = 0; doc < count; doc += 1) revisions[doc] = reader.varint();
  const offsetOf = offsetsOf(reader, count, form?.bytes);
  const idAt = (doc: number): string => {
    const offset = offsetOf(doc);
    if (form === undefined) return new ByteReader(encoded, offset).text();
    return buffer.toString(form.encoding, offset, offset + form.bytes);
  };
  let sorted: Uint32Array | null = null;
  return {
    idAt,
    revisionAt: doc => revisions[doc] ?? 0,
    find: id => {
      sorted ??= sortById(count, idAt);
      return findById(sorted, idAt, id);
    },
    bytes: encoded.length + count * 12,
  };
};

/** Document numbers in the order of their ids. */
const sortById = (count: number, idAt: (doc: number) => string): Uint32Array => {
  const ids = Array.from({ length: count }, (_, doc) => idAt(doc));
  return Uint32Array.from(ids.keys()).sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
};

const findById = (sorted: Uint32Array, idAt: (doc: number) => string, id: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (idAt(sorted[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  const doc = sorted[low];
  return doc !== undefined && idAt(doc) === id ? doc : -1;
};

/** First document at or before a time: newest first, so later documents are older. */
export const firstNotAfter = (sortAt: Float64Array, time: number): number => {
  let low = 0;
  let high = sortAt.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sortAt[middle] ?? 0) > time) low = middle + 1;
    else high = middle;
  }
  return low;
};
