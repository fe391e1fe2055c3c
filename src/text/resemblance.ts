/*
 * How much a word of one script sounds like a word of the other: an edit distance over sounds (Levenshtein 1966)
 * whose costs are small where transliterations are known to differ, as between vowels, or s and z.
 */
import { soundsOf } from './cross-script.ts';

const sounds = 'abcdefghijklmnopqrstuvwxyz0123456789';
const size = sounds.length;
const vowels = 'aeiou';

/** Costs of one sound for another, both ways; anything else is 1. */
const confusions: Readonly<Record<string, number>> = {
  ei: 0.3, ou: 0.3, ae: 0.4, ao: 0.35, au: 0.35, ai: 0.6, eo: 0.6, eu: 0.6, io: 0.7, iu: 0.7,
  gj: 0.35, js: 0.35, cs: 0.35, ck: 0.45, st: 0.6, ct: 0.5, dr: 0.4, bv: 0.4, gk: 0.6, bp: 0.6, dt: 0.5,
  mn: 0.4, uv: 0.3, ov: 0.5, iy: 0.2, ey: 0.4, jy: 0.5, cj: 0.5, lr: 0.7, hk: 0.7,
}; // prettier-ignore

const substitution = new Float32Array(size * size).fill(1);
for (let i = 0; i < size; i += 1) substitution[i * size + i] = 0;
for (const [pair, cost] of Object.entries(confusions)) {
  const a = sounds.indexOf(pair.charAt(0));
  const b = sounds.indexOf(pair.charAt(1));
  substitution[a * size + b] = cost;
  substitution[b * size + a] = cost;
}

/** Costs of a sound that only one of the words has. */
const omission = new Float32Array(size).fill(0.9);
for (const vowel of vowels) omission[sounds.indexOf(vowel)] = 0.4;
omission[sounds.indexOf('a')] = 0.2;
omission[sounds.indexOf('y')] = 0.25;
omission[sounds.indexOf('h')] = 0.35;
omission[sounds.indexOf('r')] = 0.7;

/** The same candidates come up again and again, and romanising costs more than comparing. */
const maxRemembered = 50_000;
const remembered = new Map<string, Uint8Array | null>();

const codesOf = (word: string): Uint8Array | null => {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const codes = computeCodes(word);
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(word, codes);
  return codes;
};

/** Null where a word has a sound of a script without rules. */
const computeCodes = (word: string): Uint8Array | null => {
  const text = soundsOf(word);
  const codes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = sounds.indexOf(text.charAt(i));
    if (code < 0) return null;
    codes[i] = code;
  }
  return codes;
};

const distance = (a: Uint8Array, b: Uint8Array): number => {
  let row = new Float32Array(b.length + 1);
  for (let j = 1; j <= b.length; j += 1) row[j] = (row[j - 1] ?? 0) + (omission[b[j - 1] ?? 0] ?? 1);
  let next = new Float32Array(b.length + 1);
  for (const code of a) {
    const dropped = omission[code] ?? 1;
    next[0] = (row[0] ?? 0) + dropped;
    for (let j = 1; j <= b.length; j += 1) {
      const other = b[j - 1] ?? 0;
      next[j] = Math.min(
        (row[j] ?? 0) + dropped,
        (next[j - 1] ?? 0) + (omission[other] ?? 1),
        (row[j - 1] ?? 0) + (substitution[code * size + other] ?? 1),
      );
    }
    [row, next] = [next, row];
  }
  return row[b.length] ?? 0;
};

/** A comparison with one word, prepared once and used on many candidates. */
export type Resemblance = (candidate: string) => number;

/** 0 (nothing alike) to 1 (sounds the same), both words in normal form. */
export const resemblanceTo = (word: string): Resemblance => {
  const codes = codesOf(word);
  if (codes === null) return candidate => (candidate === word ? 1 : 0);
  return candidate => {
    const others = codesOf(candidate);
    if (others === null) return 0;
    const longest = Math.max(codes.length, others.length, 1);
    return Math.max(0, 1 - (1.5 * distance(codes, others)) / longest);
  };
};
