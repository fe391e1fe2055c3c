import { isKey, type TermWeight } from './signature.ts';

/** A signature made ready for comparison: each family of terms has length 1 by itself. */
export interface Profile {
  language: string;
  stems: ReadonlyMap<string, number>;
  keys: ReadonlyMap<string, number>;
}

export interface Signed {
  language: string;
  signature: readonly TermWeight[];
}

export const profileOf = ({ language, signature }: Signed): Profile => ({
  language,
  stems: unit(signature.filter(({ term }) => !isKey(term))),
  keys: unit(signature.filter(({ term }) => isKey(term))),
});

const unit = (terms: readonly TermWeight[]): Map<string, number> => {
  const length = Math.sqrt(terms.reduce((sum, { weight }) => sum + weight * weight, 0));
  return new Map(terms.map(({ term, weight }) => [term, length === 0 ? 0 : weight / length]));
};

/** How alike two articles are, 0 to 1, whichever is asked about which. */
export const similarity = (a: Profile, b: Profile): number =>
  a.language === b.language ? overlap(a.stems, b.stems).dot : crossSimilarity(overlap(a.keys, b.keys));

export interface Overlap {
  dot: number;
  /** How many terms both have. */
  shared: number;
}

/** Goes through the shorter side, in the same order whichever way round it is asked, so that sums are equal. */
export const overlap = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Overlap => {
  const [short, long] = a.size < b.size ? [a, b] : [b, a];
  let dot = 0;
  let shared = 0;
  for (const [term, weight] of short) {
    const other = long.get(term);
    if (other === undefined) continue;
    dot += weight * other;
    shared += 1;
  }
  return { dot, shared };
};

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
