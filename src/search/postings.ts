/*
 * A posting list: the documents of one segment that hold a form, with the weight of the form in each, and apart
 * from it the positions, which only phrases and closeness need.
 *   docs:      count, then per document varint(gap * 2 + (weight > 1)) and, where that bit is set, varint(weight)
 *   positions: per document its count, then gaps
 * Most weights are 1, so that a posting of a common form takes one byte.
 */
import { ByteReader, ByteWriter } from './bytes.ts';

/** One form's occurrences while a segment is built; the three lists run in parallel, docs ascending. */
export interface PostingList {
  docs: number[];
  /** Occurrences times the weight of the field they are in, summed. */
  weights: number[];
  /** Ascending within each document; empty for filter lists. */
  positions: number[][];
}

export const emptyPostings = (): PostingList => ({ docs: [], weights: [], positions: [] });

export const encodeDocs = ({ docs, weights }: PostingList): Buffer => {
  const writer = new ByteWriter();
  writer.varint(docs.length);
  let last = -1;
  for (const [i, doc] of docs.entries()) {
    const weight = weights[i] ?? 1;
    writer.varint((doc - last - 1) * 2 + (weight > 1 ? 1 : 0));
    if (weight > 1) writer.varint(weight);
    last = doc;
  }
  return writer.finish();
};

export const encodePositions = ({ positions }: PostingList): Buffer => {
  const writer = new ByteWriter();
  for (const list of positions) {
    writer.varint(list.length);
    let last = -1;
    for (const position of list) {
      writer.varint(position - last - 1);
      last = position;
    }
  }
  return writer.finish();
};

/** Number of documents in an encoded list. */
export const countDocs = (encoded: Uint8Array): number => new ByteReader(encoded).varint();

/** Calls `visit` for each posting in document order. The hot loop of every search, so the bytes are read in place. */
export const forEachDoc = (encoded: Uint8Array, visit: (doc: number, weight: number) => void): void => {
  const reader = new ByteReader(encoded);
  const count = reader.varint();
  let doc = -1;
  for (let i = 0; i < count; i += 1) {
    const coded = reader.varint();
    doc += (coded >>> 1) + 1;
    visit(doc, coded & 1 ? reader.varint() : 1);
  }
};

/** The whole list again, for merging. */
export const decodePostings = (docs: Uint8Array, positions: Uint8Array | null): PostingList => {
  const list = emptyPostings();
  forEachDoc(docs, (doc, weight) => {
    list.docs.push(doc);
    list.weights.push(weight);
  });
  const reader = positions === null ? null : new ByteReader(positions);
  for (let i = 0; i < list.docs.length; i += 1)
    list.positions.push(reader === null ? [] : readPositions(reader));
  return list;
};

/** Positions of one document, from a reader that stands at its count. */
export const readPositions = (reader: ByteReader): number[] => {
  const count = reader.varint();
  const positions: number[] = [];
  let last = -1;
  for (let i = 0; i < count && !reader.done; i += 1) {
    last += reader.varint() + 1;
    positions.push(last);
  }
  return positions;
};
