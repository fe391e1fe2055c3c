import {
  digestKind,
  fingerprintBytes,
  headBytes,
  numbersAt,
  sketchKind,
  sketchValues,
} from './fingerprint.ts';

/** How much two fingerprinted texts have in common. */
export interface Likeness {
  /** Share of the shingles of both that both have, 0 to 1 (Jaccard); its standard error is at most .063. */
  resemblance: number;
  /** Share of the shorter text's shingles that the longer one has, 0 to 1. */
  containment: number;
  /** Numbers with the same words around them that are the same, and that are not. */
  sameNumbers: number;
  otherNumbers: number;
}

/**
 * The thresholds of a reprint, by measurement on labelled pairs (scripts/eval/reprints.ts prints the grid). Copies with
 * a lead of the paper's own, cut to two thirds and with boilerplate behind resemble their original by .3 and more; two
 * reports of one event that quote the same statement by .12 at most, one that borrows three tenths of its text by .25.
 * Of a form that was filled in anew at least a third of the numbers differ that stand in the same place; a copy has
 * one other number at most, as after a correction, and then hardly anything else is different.
 */
export const reprintThresholds = {
  resemblance: 0.3,
  containment: 0.5,
  otherNumbers: 2,
  otherNumbersShare: 0.25,
  correctedResemblance: 0.6,
} as const;

/** Whether two fingerprints can be compared at all: both well-formed, and of one kind. */
const areComparable = (a: Uint8Array, b: Uint8Array): boolean =>
  a[0] === b[0] &&
  a.length === b.length &&
  (a[0] === digestKind || (a[0] === sketchKind && a.length === fingerprintBytes));

/** Null for fingerprints of different kinds: a short text and a long one are never copies. */
export const likenessOf = (a: Uint8Array, b: Uint8Array): Likeness | null => {
  if (!areComparable(a, b)) return null;
  if (a[0] === digestKind) {
    const same = a.every((byte, place) => byte === b[place]) ? 1 : 0;
    return { resemblance: same, containment: same, sameNumbers: 0, otherNumbers: 0 };
  }
  const resemblance = equalValues(a, b) / sketchValues;
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  const common = (resemblance / (1 + resemblance)) * (sizeA + sizeB);
  const containment = Math.min(1, common / Math.max(1, Math.min(sizeA, sizeB)));
  return { resemblance, containment, ...compareNumbers(a, b) };
};

export const isReprint = ({ resemblance, containment, sameNumbers, otherNumbers }: Likeness): boolean => {
  const limits = reprintThresholds;
  if (resemblance < limits.resemblance || containment < limits.containment) return false;
  if (otherNumbers < limits.otherNumbersShare * (sameNumbers + otherNumbers) || otherNumbers === 0)
    return true;
  return otherNumbers < limits.otherNumbers && resemblance >= limits.correctedResemblance;
};

const sizeOf = (bytes: Uint8Array): number => (bytes[2] ?? 0) | ((bytes[3] ?? 0) << 8);

const equalValues = (a: Uint8Array, b: Uint8Array): number => {
  let equal = 0;
  for (let at = headBytes; at < numbersAt; at += 2)
    if (a[at] === b[at] && a[at + 1] === b[at + 1]) equal += 1;
  return equal;
};

const numberAt = (bytes: Uint8Array, place: number): { surroundings: number; value: number } => {
  const at = numbersAt + 3 * place;
  return { surroundings: (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8), value: bytes[at + 2] ?? 0 };
};

/** The sorted numbers of both, one place of the text at a time: where both have numbers, how many are the same. */
const compareNumbers = (a: Uint8Array, b: Uint8Array): Pick<Likeness, 'sameNumbers' | 'otherNumbers'> => {
  const ofA = numbersByPlace(a);
  const found = { sameNumbers: 0, otherNumbers: 0 };
  for (const [surroundings, values] of numbersByPlace(b)) {
    const others = ofA.get(surroundings);
    if (others === undefined) continue;
    const same = values.filter(value => others.includes(value)).length;
    found.sameNumbers += same;
    found.otherNumbers += Math.min(values.length, others.length) - same;
  }
  return found;
};

const numbersByPlace = (bytes: Uint8Array): Map<number, number[]> => {
  const byPlace = new Map<number, number[]>();
  for (let place = 0; place < (bytes[1] ?? 0); place += 1) {
    const { surroundings, value } = numberAt(bytes, place);
    const values = byPlace.get(surroundings);
    if (values === undefined) byPlace.set(surroundings, [value]);
    else values.push(value);
  }
  return byPlace;
};
