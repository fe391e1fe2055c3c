import type { Signature } from './signature.ts';
import { overlap, type Overlap } from './vector.ts';

/** An article as far as its words go. */
export interface Signed {
  language: string;
  signature: Signature;
}

/** How alike two articles are, 0 to 1, whichever is asked about which. */
export const similarity = (a: Signed, b: Signed): number =>
  a.language === b.language
    ? overlap(a.signature.stems, b.signature.stems).dot
    : crossSimilarity(overlap(a.signature.keys, b.signature.keys));

/** Names alone carry a pair across languages, so their cosine runs lower than that of whole vocabularies. */
const crossScale = 1.5;
/** One or two names in common happen by chance, most of all between two headlines. */
const crossDoubt = 2;

export const crossSimilarity = ({ dot, shared }: Overlap): number =>
  Math.min(1, crossScale * dot * (shared / (shared + crossDoubt)));

/** Of the words that a text of its event could have used, a short one shows few. */
const reliabilityWords = 12;

/**
 * How far the similarity of a text of so many terms can be trusted, 0 to 1. Two headlines of one event share fewer
 * words than two full articles; divided by the geometric mean of both reliabilities, their similarities compare
 * (the correction for attenuation of Spearman, 1904).
 */
export const reliability = (terms: number): number => terms / (terms + reliabilityWords);
