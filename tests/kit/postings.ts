import { ByteReader } from '../../src/search/bytes.ts';
import { forEachDoc, PostingBuilder, readPositions } from '../../src/search/postings.ts';

/** A posting list in plain arrays that run in parallel. */
export interface PostingList {
  docs: number[];
  weights: number[];
  positions: number[][];
}

export const decodePostings = (docs: Uint8Array, positions: Uint8Array | null): PostingList => {
  const list: PostingList = { docs: [], weights: [], positions: [] };
  const reader = positions === null ? null : new ByteReader(positions);
  forEachDoc(docs, (doc, weight) => {
    list.docs.push(doc);
    list.weights.push(weight);
    list.positions.push(reader === null ? [] : readPositions(reader));
  });
  return list;
};

export const encodePostings = ({ docs, weights, positions }: PostingList) => {
  const builder = new PostingBuilder();
  for (const [at, doc] of docs.entries()) {
    builder.addDoc(doc, weights[at] ?? 1);
    for (const position of positions[at] ?? []) builder.add(doc, 0, position);
  }
  return builder.encode();
};
