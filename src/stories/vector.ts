/* Weighted terms as sorted numbers: small in memory, and two of them are compared in one walk. */

/** Terms by hash, ascending, each once, with their weights. */
export interface TermVector {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

export const emptyVector: TermVector = { terms: new Int32Array(0), weights: new Float32Array(0) };

/** Brings weighted terms into order and to length 1. */
export const unitVector = (weighed: readonly { term: number; weight: number }[]): TermVector => {
  const sorted = weighed.toSorted((a, b) => (a.term | 0) - (b.term | 0));
  let squares = 0;
  for (const { weight } of sorted) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  const terms = new Int32Array(sorted.length);
  const weights = new Float32Array(sorted.length);
  let at = 0;
  for (const { term, weight } of sorted) {
    terms[at] = term;
    weights[at] = weight / length;
    at += 1;
  }
  return { terms, weights };
};

export interface Overlap {
  dot: number;
  /** How many terms both have. */
  shared: number;
}

/** The same whichever way round it is asked. */
export const overlap = (a: TermVector, b: TermVector): Overlap => {
  const [aTerms, bTerms] = [a.terms, b.terms];
  let dot = 0;
  let shared = 0;
  for (let i = 0, j = 0; i < aTerms.length && j < bTerms.length;) {
    const order = (aTerms[i] ?? 0) - (bTerms[j] ?? 0);
    if (order === 0) {
      dot += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
      shared += 1;
    }
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { dot, shared };
};

/** Lengths of vectors are 1 up to the rounding of stored weights. */
const unitSquare = 1.001;

/**
 * Whether the dot product of two vectors of length 1 reaches a number. Most walks end early: what the rest of both can
 * add is at most the product of its lengths (Cauchy and Schwarz).
 */
export const reachesDot = (a: TermVector, b: TermVector, least: number): boolean => {
  const [aTerms, bTerms] = [a.terms, b.terms];
  let dot = 0;
  let aRest = unitSquare;
  let bRest = unitSquare;
  for (let i = 0, j = 0; i < aTerms.length && j < bTerms.length;) {
    const order = (aTerms[i] ?? 0) - (bTerms[j] ?? 0);
    const aWeight = a.weights[i] ?? 0;
    const bWeight = b.weights[j] ?? 0;
    if (order === 0) dot += aWeight * bWeight;
    if (order <= 0) {
      aRest -= aWeight * aWeight;
      i += 1;
    }
    if (order >= 0) {
      bRest -= bWeight * bWeight;
      j += 1;
    }
    const missing = least - dot;
    if (missing > 0 && missing * missing > aRest * bRest) return false;
  }
  return dot >= least;
};

/** The strongest terms of a vector, strongest first; of equal ones the smaller first. */
export const strongestTerms = ({ terms, weights }: TermVector, limit: number): number[] =>
  Array.from(terms.keys())
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
    .slice(0, limit)
    .map(at => terms[at] ?? 0);

/** The sum of two vectors. */
export const addVectors = (a: TermVector, b: TermVector): TermVector => {
  const terms = new Int32Array(a.terms.length + b.terms.length);
  const weights = new Float32Array(terms.length);
  let size = 0;
  for (let i = 0, j = 0; i < a.terms.length || j < b.terms.length; size += 1) {
    const one = a.terms[i] ?? Infinity;
    const other = b.terms[j] ?? Infinity;
    terms[size] = Math.min(one, other);
    if (one <= other) weights[size] = a.weights[i++] ?? 0;
    if (other <= one) weights[size] = (weights[size] ?? 0) + (b.weights[j++] ?? 0);
  }
  return { terms: terms.slice(0, size), weights: weights.slice(0, size) };
};

/** A vector without all but its strongest terms; lengths are left as they are. */
export const cutVector = (vector: TermVector, limit: number): TermVector => {
  const kept = new Set(strongestTerms(vector, limit));
  const places = [...vector.terms.keys()].filter(at => kept.has(vector.terms[at] ?? 0));
  return {
    terms: Int32Array.from(places, at => vector.terms[at] ?? 0),
    weights: Float32Array.from(places, at => vector.weights[at] ?? 0),
  };
};
