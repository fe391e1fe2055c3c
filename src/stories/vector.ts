/* Weighted terms as sorted numbers: small in memory, and two of them are compared in one walk. */

/** Terms by hash, ascending, each once, with their weights. */
export interface TermVector {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

/** Room for so many terms; both columns share one buffer, since each buffer costs as much as dozens of terms. */
export const newVector = (length: number): TermVector => {
  const buffer = new ArrayBuffer(length * 8);
  return {
    terms: new Int32Array(buffer, 0, length),
    weights: new Float32Array(buffer, length * 4, length),
  };
};

export const emptyVector: TermVector = { terms: new Int32Array(0), weights: new Float32Array(0) };

/** Brings weighted terms into order and to length 1. */
export const unitVector = (weighed: readonly { term: number; weight: number }[]): TermVector => {
  const sorted = weighed.toSorted((a, b) => (a.term | 0) - (b.term | 0));
  let squares = 0;
  for (const { weight } of sorted) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  const { terms, weights } = newVector(sorted.length);
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

/** A table with open addressing: few slots are in use, so that most terms are told by one look to be not there. */
const probeSlots = 1 << 10;

/** Compares one vector with many: it is spread over a table once, and each of the others is walked alone. */
export class VectorProbe {
  readonly #terms = new Int32Array(probeSlots);
  /** 0: the slot is free. */
  readonly #weights = new Float32Array(probeSlots);
  /** Longer vectors are compared in one walk. */
  #isSpread = false;
  #vector = emptyVector;

  set(vector: TermVector): void {
    this.#weights.fill(0);
    this.#vector = vector;
    this.#isSpread = vector.terms.length * 4 <= probeSlots;
    if (!this.#isSpread) return;
    for (let at = 0; at < vector.terms.length; at += 1) {
      const slot = this.#slotOf(vector.terms[at] ?? 0);
      this.#terms[slot] = vector.terms[at] ?? 0;
      this.#weights[slot] = vector.weights[at] ?? 0;
    }
  }

  /** As `overlap` with the vector that was set; terms without weight are no terms. */
  overlap(other: TermVector): Overlap {
    if (!this.#isSpread) return overlap(this.#vector, other);
    let dot = 0;
    let shared = 0;
    for (let at = 0; at < other.terms.length; at += 1) {
      const weight = this.#weights[this.#slotOf(other.terms[at] ?? 0)] ?? 0;
      if (weight === 0) continue;
      dot += weight * (other.weights[at] ?? 0);
      shared += 1;
    }
    return { dot, shared };
  }

  /** Where the term is, or the free slot where it would be. */
  #slotOf(term: number): number {
    let slot = Math.imul(term, 0x9e3779b1) >>> 22;
    while (this.#weights[slot] !== 0 && this.#terms[slot] !== term) slot = (slot + 1) & (probeSlots - 1);
    return slot;
  }
}

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

/** A vector without all but its strongest terms, of equal ones the first; lengths are left as they are. */
export const cutVector = (vector: TermVector, limit: number): TermVector => {
  const { terms, weights } = vector;
  if (terms.length <= limit) return vector;
  const least = weights.toSorted()[terms.length - limit] ?? 0;
  let above = 0;
  for (const weight of weights) if (weight > least) above += 1;
  let equal = limit - above;
  const cut = newVector(limit);
  let size = 0;
  for (let at = 0; at < terms.length; at += 1) {
    const weight = weights[at] ?? 0;
    if (weight < least || (weight === least && equal-- <= 0)) continue;
    cut.terms[size] = terms[at] ?? 0;
    cut.weights[size] = weight;
    size += 1;
  }
  return cut;
};
