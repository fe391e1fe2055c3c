/*
 * Finds fingerprints that may be alike without comparing them all: locality-sensitive hashing by bands (Indyk and
 * Motwani 1998; Leskovec, Rajaraman and Ullman 2014, section 3.4). Two neighbouring values of a sketch are a band; texts
 * that resemble each other by .3 agree in one of the 32 bands with a probability of .95, by .4 of .996, and unlike ones
 * hardly ever.
 *
 * A bucket has four places and the newest comer takes that of the oldest, so that a search costs at most 128 looks
 * however many texts share a phrase. Nothing is taken out: a place whose slot has another owner by now just does not
 * match.
 */
import { digestKind, headBytes, sketchValues } from './fingerprint.ts';

const bands = sketchValues / 2;
const places = 4;
/** Texts per bucket when the index is full: three of four places. */
const load = 3;

export interface BandTable {
  add(slot: number, fingerprint: Uint8Array): void;
  /** Calls `visit` with slots whose fingerprint agreed in a band when they were added; one slot can come often. */
  candidates(fingerprint: Uint8Array, visit: (slot: number, band: number) => void): void;
}

/** `capacity`: how many slots there are, at most 2^24 - 1. Takes 96 bytes for each, touched as they are used. */
export const createBandTable = (capacity: number): BandTable => {
  const buckets = 2 ** Math.max(4, Math.round(Math.log2(capacity / load)));
  // A slot's number plus one, in three bytes: that is what keeps a hundred thousand texts in memory.
  const low = new Uint16Array(bands * buckets * places);
  const high = new Uint8Array(low.length);
  const read = (at: number): number => (low[at] ?? 0) | ((high[at] ?? 0) << 16);
  const write = (at: number, value: number): void => {
    low[at] = value & 0xffff;
    high[at] = value >>> 16;
  };
  const bucketAt = (fingerprint: Uint8Array, band: number): number =>
    (band * buckets + (keyOf(fingerprint, band) & (buckets - 1))) * places;
  return {
    add: (slot, fingerprint) => {
      for (let band = 0; band < bandsOf(fingerprint); band += 1) {
        const first = bucketAt(fingerprint, band);
        if (read(first) === slot + 1) continue;
        for (let at = first + places - 1; at > first; at -= 1) write(at, read(at - 1));
        write(first, slot + 1);
      }
    },
    candidates: (fingerprint, visit) => {
      for (let band = 0; band < bandsOf(fingerprint); band += 1) {
        const first = bucketAt(fingerprint, band);
        for (let at = first; at < first + places; at += 1) {
          const slot = read(at) - 1;
          if (slot >= 0) visit(slot, band);
        }
      }
    },
  };
};

/** A digest is found by itself alone. */
const bandsOf = (fingerprint: Uint8Array): number => (fingerprint[0] === digestKind ? 1 : bands);

/** Where the four bytes of a band stand. */
const bandAt = (band: number): number => headBytes + 4 * band;

const keyOf = (fingerprint: Uint8Array, band: number): number => {
  let key = (fingerprint[0] ?? 0) + band;
  for (let at = bandAt(band); at < bandAt(band) + 4; at += 1)
    key = Math.imul(key ^ (fingerprint[at] ?? 0), 0x01000193);
  return (key ^ (key >>> 15)) >>> 0;
};

/** Whether the fingerprint that starts at `from` in `bytes` has the same values in a band as the other. */
export const agreeInBand = (
  bytes: Uint8Array,
  from: number,
  { fingerprint, band }: { fingerprint: Uint8Array; band: number },
): boolean => {
  for (let at = bandAt(band); at < bandAt(band) + 4; at += 1)
    if (bytes[from + at] !== fingerprint[at]) return false;
  return true;
};
