/*
 * What a text says, in 12 or 162 bytes, so that copies of it are found without reading it again.
 *
 * A text is the set of its shingles, runs of three stems without the words that only carry grammar (Broder 1997, "On
 * the resemblance and containment of documents"). Of each of 64 pseudo-random orders of all shingles the least one of
 * the text is kept, 16 bits of it (Li and König 2010): two texts agree in about that share of them that their sets have
 * in common. Eight hash functions with eight bins each stand for the 64 orders (Li, Owen and Zhang 2012).
 *
 * Beside it stands a sample of the numbers, each with a digest of the words before and after it: a report that is made
 * out of a form has the same words around other numbers, which a copy never has.
 *
 * SimHash (Charikar 2002; Manku et al. 2007) is shorter, but knows only the angle between two texts: a copy that is cut
 * to half is as far away as another report, whereas shingles tell how much of the shorter text is in the longer.
 */

/** The words of an analysed text, as text/analyse.ts gives them. */
export interface FingerprintTerm {
  form: string;
  stop: boolean;
  hashes: { stem: number };
}

/** The terms of an article in order. */
export interface FingerprintText {
  headline: readonly FingerprintTerm[];
  body: readonly FingerprintTerm[];
}

/*
 * Byte 0: kind; 1: how many numbers; 2 and 3: how many shingles, little-endian. A sketch goes on with 64 values of two
 * bytes and up to ten numbers of three bytes; a digest with eight bytes.
 */
export const sketchKind = 1;
export const digestKind = 2;
export const headBytes = 4;
export const sketchValues = 64;
export const maxNumbers = 10;
export const numbersAt = headBytes + 2 * sketchValues;
export const fingerprintBytes = numbersAt + 3 * maxNumbers;
export const digestBytes = headBytes + 8;

/** Shorter bodies have too few shingles for an estimate: they are copies only where every word is the same. */
const minBodyTerms = 40;
const shingleLength = 3;
/** The same of a longer body that says the same few words again and again. */
const minShingles = 15;
/** News says what it has to say in this many words; the rest of a very long text is left out. */
const maxBodyTerms = 2_000;

const functions = 8;
const bins = sketchValues / functions;
const maxShingles = 0xffff;

/** Null where there is nothing to go by: no words, or a body that is nothing but grammar. */
export const fingerprintOf = ({ headline, body }: FingerprintText): Uint8Array | null => {
  if (body.length < minBodyTerms) return digestOf([...headline, ...body]);
  const terms = body.length > maxBodyTerms ? body.slice(0, maxBodyTerms) : body;
  const hashes = new Uint32Array(terms.length);
  const words = new Uint32Array(terms.length);
  let wordCount = 0;
  terms.forEach(({ stop, hashes: { stem } }, place) => {
    const hash = stir(stem);
    hashes[place] = hash;
    if (!stop) words[wordCount++] = hash;
  });
  const shingles = shinglesOf(words.subarray(0, wordCount));
  if (shingles.length === 0) return null;
  if (isRepetitive(shingles)) return digestOf([...headline, ...terms]);
  const bytes = new Uint8Array(fingerprintBytes);
  const view = new DataView(bytes.buffer);
  const numbers = numbersOf(terms, hashes);
  bytes[0] = sketchKind;
  bytes[1] = numbers.length;
  view.setUint16(2, Math.min(shingles.length, maxShingles), true);
  leastOf(shingles).forEach((value, place) => view.setUint16(headBytes + 2 * place, value & 0xffff, true));
  numbers.forEach((number, place) => {
    view.setUint16(numbersAt + 3 * place, number >>> 8, true);
    bytes[numbersAt + 3 * place + 2] = number & 0xff;
  });
  return bytes;
};

/** FNV-1a over UTF-16 code units, stirred so that all bits depend on all units. */
const hashOf = (text: string, seed = 0x811c9dc5): number => {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return stir(hash);
};

/** The finaliser of MurmurHash3 (Appleby 2011). */
const stir = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

const digestOf = (terms: readonly FingerprintTerm[]): Uint8Array | null => {
  if (terms.length === 0) return null;
  const text = terms.map(({ form }) => form).join(' ');
  const bytes = new Uint8Array(digestBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = digestKind;
  view.setUint16(2, Math.min(terms.length, maxShingles), true);
  view.setUint32(headBytes, hashOf(text), true);
  view.setUint32(headBytes + 4, hashOf(text, 0x2b7e1516), true);
  return bytes;
};

const shinglesOf = (words: Uint32Array): Uint32Array => {
  const shingles = new Uint32Array(Math.max(0, words.length - shingleLength + 1));
  for (let at = 0; at < shingles.length; at += 1) {
    let hash = 0;
    for (let next = at; next < at + shingleLength; next += 1)
      hash = Math.imul(hash, 0x01000193) + (words[next] ?? 0);
    shingles[at] = stir(hash);
  }
  return shingles;
};

/** Looks no further than is needed to tell. */
const isRepetitive = (shingles: Uint32Array): boolean => {
  const seen = new Set<number>();
  return !shingles.some(shingle => seen.add(shingle).size >= minShingles);
};

const none = 0xffffffff;

/** The least value of each bin of each hash function; an empty bin takes the next one's, further off by its distance. */
const leastOf = (shingles: Uint32Array): Uint32Array => {
  const least = new Uint32Array(sketchValues).fill(none);
  for (const shingle of shingles)
    for (let f = 0; f < functions; f += 1) {
      const hash = stir(shingle + Math.imul(f + 1, 0x9e3779b9));
      const bin = f * bins + (hash >>> 29);
      const value = hash & 0x1fffffff;
      if (value < (least[bin] ?? none)) least[bin] = value;
    }
  return least.map((value, place) => (value === none ? borrowed(least, place) : value));
};

/** Densification by rotation (Shrivastava and Li 2014); the distance keeps unlike texts from agreeing in what they lack. */
const borrowed = (least: Uint32Array, place: number): number => {
  const first = place - (place % bins);
  for (let distance = 1; distance < bins; distance += 1) {
    const value = least[first + ((place + distance) % bins)] ?? none;
    if (value !== none) return value + distance * 0x9e37;
  }
  return 0;
};

/** A normal form has its digits in ASCII. */
const isNumber = (form: string): boolean => {
  const first = form.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
};

/** Pairs of a digest of the surroundings (16 bits) and one of the number (8 bits), those with the least digests. */
const numbersOf = (terms: readonly FingerprintTerm[], hashes: Uint32Array): number[] => {
  const pairs = new Set<number>();
  let before = 0;
  let open: number[] = [];
  const close = (after: number): void => {
    const surroundings = stir(Math.imul(before, 31) + after) & 0xffff;
    for (const number of open) pairs.add((surroundings << 8) | (number & 0xff));
    open = [];
  };
  terms.forEach(({ form }, place) => {
    const hash = hashes[place] ?? 0;
    if (isNumber(form)) open.push(hash);
    else {
      if (open.length > 0) close(hash);
      before = hash;
    }
  });
  if (open.length > 0) close(0);
  return [...pairs].sort((a, b) => a - b).slice(0, maxNumbers);
};
