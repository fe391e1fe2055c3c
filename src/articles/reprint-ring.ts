/*
 * The memory of the reprint index: a ring of slots in typed arrays, in which the oldest comer makes way for the newest.
 */
import { digestBytes, digestKind, fingerprintBytes } from './fingerprint.ts';
import type { ReprintEntry } from './reprint-index.ts';

export interface Ring {
  capacity: number;
  /** The slot that is given away next. */
  cursor: number;
  ids: (string | null)[];
  /** The id of the original of each slot's group. */
  originals: string[];
  slots: Map<string, number>;
  fingerprints: Uint8Array;
  sortAt: Float64Array;
  firstSeenAt: Float64Array;
  /** The next slot of the group, in a circle; a slot that is alone points to itself. */
  next: Uint32Array;
}

export const createRing = (capacity: number): Ring => ({
  capacity,
  cursor: 0,
  ids: [],
  originals: [],
  slots: new Map(),
  fingerprints: new Uint8Array(capacity * fingerprintBytes),
  sortAt: new Float64Array(capacity),
  firstSeenAt: new Float64Array(capacity),
  next: new Uint32Array(capacity),
});

/** Gives the next slot to an article, which is alone and so its own original. */
export const take = (ring: Ring, entry: ReprintEntry): number => {
  const slot = ring.cursor;
  ring.cursor = (slot + 1) % ring.capacity;
  vacate(ring, slot);
  ring.ids[slot] = entry.id;
  ring.originals[slot] = entry.id;
  ring.slots.set(entry.id, slot);
  ring.next[slot] = slot;
  write(ring, slot, entry);
  return slot;
};

/** Takes the article out of a slot and out of its group, whose original stays what it was. */
export const vacate = (ring: Ring, slot: number): void => {
  const id = ring.ids[slot] ?? null;
  if (id === null) return;
  const before = groupOf(ring, slot).at(-1) ?? slot;
  ring.next[before] = ring.next[slot] ?? slot;
  ring.next[slot] = slot;
  ring.slots.delete(id);
  ring.ids[slot] = null;
};

export const write = (ring: Ring, slot: number, { fingerprint, sortAt, firstSeenAt }: ReprintEntry): void => {
  const start = slot * fingerprintBytes;
  ring.fingerprints.fill(0, start, start + fingerprintBytes);
  ring.fingerprints.set(fingerprint.subarray(0, fingerprintBytes), start);
  ring.sortAt[slot] = sortAt.getTime();
  ring.firstSeenAt[slot] = firstSeenAt.getTime();
};

/** The slots of a group, from this one on round the circle. */
export const groupOf = (ring: Ring, slot: number): number[] => {
  const group = [slot];
  for (let at = ring.next[slot] ?? slot; at !== slot; at = ring.next[at] ?? slot) group.push(at);
  return group;
};

export const fingerprintAt = ({ fingerprints }: Ring, slot: number): Uint8Array => {
  const start = slot * fingerprintBytes;
  const length = fingerprints[start] === digestKind ? digestBytes : fingerprintBytes;
  return fingerprints.subarray(start, start + length);
};

/** Published before, else seen before, else with the smaller id. */
export const isEarlier = (ring: Ring, a: number, b: number): boolean => {
  const bySort = (ring.sortAt[a] ?? 0) - (ring.sortAt[b] ?? 0);
  if (bySort !== 0) return bySort < 0;
  const bySeen = (ring.firstSeenAt[a] ?? 0) - (ring.firstSeenAt[b] ?? 0);
  if (bySeen !== 0) return bySeen < 0;
  return (ring.ids[a] ?? '') < (ring.ids[b] ?? '');
};
