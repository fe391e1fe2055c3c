/*
 * One segment against a plan, term at a time: each leaf sets its bit on the documents that fulfil it and words add
 * their BM25 share. Arrays of the segment's size are reused, so that nothing is allocated per document.
 */
import { forEachDoc } from './postings.ts';
import type { Condition, SearchPlan } from './plan.ts';

/** Saturation and length normalisation of BM25, at the values of Robertson and Zaragoza (2009). */
const k1 = 1.2;
const b = 0.75;

export interface WeightedList {
  /** Encoded documents of one form; see postings.ts. */
  docs: Uint8Array;
  weight: number;
}

/** What a segment has for one leaf. */
export type LeafMatches =
  | { kind: 'list'; list: WeightedList; idf: number }
  /** Documents worked out before, each once, with their frequencies. */
  | { kind: 'found'; docs: readonly number[]; frequencies: readonly number[]; idf: number }
  | { kind: 'range'; from: number; to: number };

export interface SegmentInput {
  docCount: number;
  lengths: Float32Array;
  isDead: (doc: number) => boolean;
  leaves: LeafMatches[];
  /** Document numbers [from, to) that lie in the plan's span of time. */
  from: number;
  to: number;
}

export interface Accumulators {
  scores: Float32Array;
  masks: Int32Array;
}

export const createAccumulators = (size: number): Accumulators => ({
  scores: new Float32Array(size),
  masks: new Int32Array(size),
});

export const idfOf = (docCount: number, found: number): number =>
  Math.log(1 + Math.max(0.5, docCount - found + 0.5) / (found + 0.5));

export interface Union {
  docs: number[];
  /** Frequencies of all forms, each times its weight, summed. */
  frequencies: number[];
  /** How many documents were found; one found only by a doubtful form counts in part. */
  found: number;
}

/** Several forms of one word saturate together, so their frequencies are summed before scoring. */
export const uniteLists = (lists: readonly WeightedList[], scratch: Float32Array): Union => {
  const docs: number[] = [];
  for (const { docs: encoded, weight } of lists) {
    forEachDoc(encoded, (doc, frequency) => {
      const before = scratch[doc] ?? 0;
      if (before === 0) docs.push(doc);
      scratch[doc] = before + frequency * weight;
    });
  }
  let found = 0;
  const frequencies = docs.map(doc => {
    const frequency = scratch[doc] ?? 0;
    scratch[doc] = 0;
    found += Math.min(1, frequency);
    return frequency;
  });
  return { docs, frequencies, found };
};

type Norm = (doc: number) => number;

const addLeaf = (acc: Accumulators, leaf: LeafMatches, options: { bit: number; norm: Norm }): void => {
  const { masks, scores } = acc;
  const { bit, norm } = options;
  if (leaf.kind === 'range') {
    for (let doc = leaf.from; doc < leaf.to; doc += 1) masks[doc] = (masks[doc] ?? 0) | bit;
    return;
  }
  const gain = leaf.idf * (k1 + 1);
  const add = (doc: number, frequency: number): void => {
    masks[doc] = (masks[doc] ?? 0) | bit;
    if (gain > 0) scores[doc] = (scores[doc] ?? 0) + (gain * frequency) / (frequency + norm(doc));
  };
  if (leaf.kind === 'list') {
    const { docs, weight } = leaf.list;
    forEachDoc(docs, (doc, frequency) => add(doc, frequency * weight));
  } else {
    for (const [i, doc] of leaf.docs.entries()) add(doc, leaf.frequencies[i] ?? 1);
  }
};

/** Whether a set of leaves fulfils a condition. */
export const fulfils = (mask: number, condition: Condition): boolean => {
  switch (condition.kind) {
    case 'leaf':
      return (mask & (1 << condition.leaf)) !== 0;
    case 'all':
      return condition.children.every(child => fulfils(mask, child));
    case 'any':
      return condition.children.some(child => fulfils(mask, child));
    case 'not':
      return !fulfils(mask, condition.child);
  }
};

/** Few sets of leaves occur in a segment, so each is tested once. */
const rememberFulfils = (required: readonly Condition[]): ((mask: number) => boolean) => {
  const known = new Map<number, boolean>();
  return mask => {
    const before = known.get(mask);
    if (before !== undefined) return before;
    const answer = required.every(condition => fulfils(mask, condition));
    known.set(mask, answer);
    return answer;
  };
};

export type Visit = (doc: number, score: number, mask: number) => void;

/**
 * Visits, newest first, every live document of the span that fulfils what the plan requires, and at least one plain
 * word where there are any.
 */
export const evaluateSegment = (
  plan: SearchPlan,
  segment: SegmentInput,
  options: { accumulators: Accumulators; averageLength: number; visit: Visit },
): void => {
  const { accumulators: acc, averageLength, visit } = options;
  const { docCount, lengths } = segment;
  acc.scores.fill(0, 0, docCount);
  acc.masks.fill(0, 0, docCount);
  const norm: Norm = doc => k1 * (1 - b + (b * (lengths[doc] ?? 0)) / averageLength);
  for (const [i, leaf] of segment.leaves.entries()) addLeaf(acc, leaf, { bit: 1 << i, norm });
  const accept = rememberFulfils(plan.required);
  const plainMask = plan.plain.reduce((mask, leaf) => mask | (1 << leaf), 0);
  for (let doc = segment.from; doc < segment.to; doc += 1) {
    const mask = acc.masks[doc] ?? 0;
    if (plainMask !== 0 && (mask & plainMask) === 0) continue;
    if (accept(mask) && !segment.isDead(doc)) visit(doc, acc.scores[doc] ?? 0, mask);
  }
};
