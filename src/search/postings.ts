/*
 * A posting list: the documents of one segment that hold a form, with the weight of the form in each, and apart
 * from it the positions, which only phrases and closeness need.
 *   docs:      count, then per document varint(gap * 2 + (weight > 1)) and, where that bit is set, varint(weight)
 *   positions: per document its count, then gaps
 * Most weights are 1, so that a posting of a common form takes one byte.
 */
import { ByteReader, ByteWriter } from './bytes.ts';

export interface EncodedPostings {
  docs: Buffer;
  positions: Buffer;
}

/** Lists are encoded one at a time, so one buffer of each kind will do for all of them. */
const docsWriter = new ByteWriter();
const positionsWriter = new ByteWriter();

/** Writes a posting list front to back, its documents ascending. */
class PostingWriter {
  #last = -1;

  constructor(count: number) {
    docsWriter.clear();
    positionsWriter.clear();
    docsWriter.varint(count);
  }

  doc(doc: number, weight: number): void {
    docsWriter.varint((doc - this.#last - 1) * 2 + (weight > 1 ? 1 : 0));
    if (weight > 1) docsWriter.varint(weight);
    this.#last = doc;
  }

  finish(): EncodedPostings {
    return { docs: docsWriter.finish(), positions: positionsWriter.finish() };
  }
}

/** Before the positions of each document in `PostingBuilder`: its number, its weight and how many they are. */
const headNumbers = 3;

/** One form's occurrences while a segment is built: a row of numbers, since there are very many of them. */
export class PostingBuilder {
  readonly #numbers: number[] = [];
  #count = 0;
  #doc = -1;
  #head = 0;

  /** Documents come in ascending order; weights within a document are summed. */
  addDoc(doc: number, weight: number): void {
    if (doc === this.#doc) {
      this.#numbers[this.#head + 1] = (this.#numbers[this.#head + 1] ?? 0) + weight;
      return;
    }
    this.#doc = doc;
    this.#head = this.#numbers.length;
    this.#count += 1;
    this.#numbers.push(doc, weight, 0);
  }

  /** One more occurrence in a document, behind the ones before. */
  add(doc: number, weight: number, position: number): void {
    this.addDoc(doc, weight);
    this.#numbers[this.#head + 2] = (this.#numbers[this.#head + 2] ?? 0) + 1;
    this.#numbers.push(position);
  }

  encode(): EncodedPostings {
    const numbers = this.#numbers;
    const writer = new PostingWriter(this.#count);
    for (let at = 0; at < numbers.length;) {
      writer.doc(numbers[at] ?? 0, numbers[at + 1] ?? 1);
      const count = numbers[at + 2] ?? 0;
      positionsWriter.varint(count);
      at += headNumbers;
      let last = -1;
      for (const end = at + count; at < end; at += 1) {
        const position = numbers[at] ?? 0;
        positionsWriter.varint(position - last - 1);
        last = position;
      }
    }
    return writer.finish();
  }
}

/** A posting out of an encoded list; its positions stay encoded, from one byte of `bytes` to another. */
interface EncodedPosting {
  doc: number;
  weight: number;
  bytes: Uint8Array;
  from: number;
  to: number;
}

const none = new Uint8Array(1);

/** Where the positions of one document end that begin at `from`. */
const endOfPositions = (bytes: Uint8Array, from: number): number => {
  const reader = new ByteReader(bytes, from);
  let rest = reader.varint();
  let { at } = reader;
  // The last byte of each number is the one without the high bit.
  for (; rest > 0 && at < bytes.length; at += 1) if ((bytes[at] ?? 0) < 0x80) rest -= 1;
  return at;
};

/** Puts lists together whose documents get new numbers, as merging does: positions are copied as they are. */
export class PostingMerger {
  readonly #postings: EncodedPosting[] = [];
  #isSorted = true;

  get size(): number {
    return this.#postings.length;
  }

  /** @param numbers the new number of each document, -1 for one that is left out */
  add(docs: Uint8Array, positions: Uint8Array | null, numbers: Int32Array): void {
    let from = 0;
    forEachDoc(docs, (old, weight) => {
      const to = positions === null ? 1 : endOfPositions(positions, from);
      const doc = numbers[old] ?? -1;
      if (doc >= 0) {
        if (doc < (this.#postings.at(-1)?.doc ?? -1)) this.#isSorted = false;
        this.#postings.push({ doc, weight, bytes: positions ?? none, from, to });
      }
      from = positions === null ? 0 : to;
    });
  }

  encode(): EncodedPostings {
    if (!this.#isSorted) this.#postings.sort((a, b) => a.doc - b.doc);
    const writer = new PostingWriter(this.#postings.length);
    for (const { doc, weight, bytes, from, to } of this.#postings) {
      writer.doc(doc, weight);
      positionsWriter.part(bytes, from, to);
    }
    return writer.finish();
  }
}

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
