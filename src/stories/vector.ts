/* Weighted terms as sorted numbers: small in memory, and two of them are compared in one walk. */

/** Terms by hash, ascending, each once, with their weights. */
export interface TermVector {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

export const emptyVector: TermVector = { terms: new Int32Array(0), weights: new Float32Array(0) };

/** Brings weighted terms into order and to length 1. */
export const unitVector = (weighed: readonly (readonly [term: number, weight: number])[]): TermVector => {
  const sorted = weighed.map(([term, weight]) => [term | 0, weight] as const).sort((a, b) => a[0] - b[0]);
  const length = Math.sqrt(sorted.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    terms: Int32Array.from(sorted, ([term]) => term),
    weights: Float32Array.from(sorted, ([, weight]) => weight / length),
  };
};

export interface Overlap {
  dot: number;
  /** How many terms both have. */
  shared: number;
}

/** The same whichever way round it is asked. */
export const overlap = (a: TermVector, b: TermVector): Overlap => {
  let dot = 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const order = (a.terms[i] ?? 0) - (b.terms[j] ?? 0);
    if (order === 0) {
      dot += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
      shared += 1;
    }
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { dot, shared };
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
