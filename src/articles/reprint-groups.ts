/* Groups of copies, as circles of slots. The original of a group can be an article that the ring no longer holds. */
import type { Placement, ReprintPlace } from './reprint-index.ts';
import { groupOf, isEarlier, vacate, type Ring } from './reprint-ring.ts';

/** Whether others are copies of the article. */
export const isFollowed = (ring: Ring, slot: number): boolean =>
  ring.originals[slot] === ring.ids[slot] && ring.next[slot] !== slot;

/** Puts a lone article into the group of an original as it was stored. */
export const follow = (ring: Ring, slot: number, original: string): void => {
  ring.originals[slot] = original;
  const other = ring.slots.get(original);
  if (other !== undefined && other !== slot) link(ring, slot, other);
};

/** Puts a lone article into the group of another and says who is whose copy now. */
export const join = (ring: Ring, slot: number, other: number): Placement => {
  const original = ring.originals[other] ?? '';
  const originalSlot = ring.slots.get(original);
  link(ring, slot, other);
  // An original that the ring no longer holds came before all that it does hold.
  if (originalSlot !== undefined && isEarlier(ring, slot, originalSlot))
    return { reprintOf: null, moved: crown(ring, slot) };
  ring.originals[slot] = original;
  return { reprintOf: original, moved: [] };
};

/** Takes an article out; where it was the original, the earliest of its copies takes its place. */
export const release = (ring: Ring, id: string): ReprintPlace[] => {
  const slot = ring.slots.get(id);
  const others =
    slot === undefined
      ? ring.originals.flatMap((original, at) => (original === id && ring.ids[at] !== null ? [at] : []))
      : groupOf(ring, slot).slice(1);
  const wasOriginal = slot === undefined || ring.originals[slot] === id;
  if (slot !== undefined) vacate(ring, slot);
  const heir = others.toSorted((a, b) => (isEarlier(ring, a, b) ? -1 : 1))[0];
  if (!wasOriginal || heir === undefined) return [];
  return [{ id: ring.ids[heir] ?? '', reprintOf: null }, ...crown(ring, heir)];
};

const link = (ring: Ring, slot: number, other: number): void => {
  ring.next[slot] = ring.next[other] ?? other;
  ring.next[other] = slot;
};

/** Makes a slot the original of its group; the new places of the others. */
const crown = (ring: Ring, slot: number): ReprintPlace[] => {
  const original = ring.ids[slot] ?? '';
  const places: ReprintPlace[] = [];
  for (const other of groupOf(ring, slot)) {
    ring.originals[other] = original;
    if (other !== slot) places.push({ id: ring.ids[other] ?? '', reprintOf: original });
  }
  return places;
};
