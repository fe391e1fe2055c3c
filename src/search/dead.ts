/* Sets of dead documents of a segment: gaps when stored, a bit each when read. */
import { ByteReader, ByteWriter } from './bytes.ts';

export interface DeadSet {
  has: (doc: number) => boolean;
  /** Ascending. */
  docs: readonly number[];
}

export const noneDead: DeadSet = { has: () => false, docs: [] };

export const createDeadSet = (docs: Iterable<number>): DeadSet => {
  const sorted = [...new Set(docs)].sort((a, b) => a - b);
  const bits = new Uint8Array(((sorted.at(-1) ?? 0) >>> 3) + 1);
  for (const doc of sorted) bits[doc >>> 3] = (bits[doc >>> 3] ?? 0) | (1 << (doc & 7));
  return { has: doc => ((bits[doc >>> 3] ?? 0) & (1 << (doc & 7))) !== 0, docs: sorted };
};

export const encodeDead = ({ docs }: DeadSet): Buffer => {
  const writer = new ByteWriter();
  let last = -1;
  for (const doc of docs) {
    writer.varint(doc - last - 1);
    last = doc;
  }
  return writer.finish();
};

export const decodeDead = (encoded: Uint8Array): DeadSet => {
  const reader = new ByteReader(encoded);
  const docs: number[] = [];
  let last = -1;
  while (!reader.done) {
    last += reader.varint() + 1;
    docs.push(last);
  }
  return createDeadSet(docs);
};

/** Key of the block that holds a generation of the set. */
export const deadKey = (generation: number): string => `x${generation}`;
