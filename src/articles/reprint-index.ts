/*
 * Which of the recent articles are copies of one another, in memory. The articles that tell the same in the same words
 * are a group; its original is the one that was published first, then seen first, then with the smaller id, whatever
 * order they come in.
 */
import { agreeInBand, createBandTable, type BandTable } from './band-table.ts';
import { fingerprintBytes } from './fingerprint.ts';
import { isReprint, likenessOf, type Likeness } from './likeness.ts';
import { follow, isFollowed, join, release } from './reprint-groups.ts';
import { createRing, fingerprintAt, isEarlier, take, vacate, write, type Ring } from './reprint-ring.ts';

/** An article as the index knows it. */
export interface ReprintEntry {
  id: string;
  fingerprint: Uint8Array;
  sortAt: Date;
  firstSeenAt: Date;
}

/** An article as it was placed before, from storage. */
export interface StoredReprintEntry extends ReprintEntry {
  reprintOf: string | null;
}

/** An article's place: the id of the original that it is a copy of, null where it is itself the original. */
export interface ReprintPlace {
  id: string;
  reprintOf: string | null;
}

export interface Placement {
  reprintOf: string | null;
  /** Articles of before whose original is another one now. */
  moved: ReprintPlace[];
}

export interface ReprintIndexOptions {
  /** How many articles are held, the newest comers; 100,000 take 41 MB. */
  capacity?: number;
  /** How far apart in time two articles are at most. */
  windowMs?: number;
}

export interface ReprintIndex {
  /** How many articles are held. */
  size(): number;
  /** Adds an article whose place is known. Load in the order of sortAt, originals before their copies. */
  load(entry: StoredReprintEntry): void;
  /** Adds a new or edited article and says what it is a copy of. */
  place(entry: ReprintEntry): Placement;
  /** Takes an article out and says which of its copies are whose now. */
  remove(id: string): ReprintPlace[];
  /** The article that the entry is most like, if it is a copy of any. */
  nearest(entry: ReprintEntry): (Likeness & { id: string }) | null;
}

const dayMs = 86_400_000;

export const createReprintIndex = (options: ReprintIndexOptions = {}): ReprintIndex => {
  const { capacity = 100_000, windowMs = 7 * dayMs } = options;
  const ring = createRing(capacity);
  const table = createBandTable(capacity);
  const nearest = createSearch(ring, table, windowMs);
  const add = (entry: ReprintEntry): number => {
    const slot = take(ring, entry);
    table.add(slot, entry.fingerprint);
    return slot;
  };
  return {
    size: () => ring.slots.size,
    load: entry => {
      if (ring.slots.has(entry.id)) return;
      const slot = add(entry);
      if (entry.reprintOf !== null) follow(ring, slot, entry.reprintOf);
    },
    place: entry => {
      const known = ring.slots.get(entry.id);
      if (known !== undefined && isFollowed(ring, known)) {
        // An original that is edited stays the original of those that copied it.
        write(ring, known, entry);
        table.add(known, entry.fingerprint);
        return { reprintOf: null, moved: [] };
      }
      if (known !== undefined) vacate(ring, known);
      const match = nearest(entry);
      const slot = add(entry);
      return match === null ? { reprintOf: null, moved: [] } : join(ring, slot, match.slot);
    },
    remove: id => release(ring, id),
    nearest: entry => {
      const match = nearest(entry);
      return match === null ? null : { ...match.likeness, id: ring.ids[match.slot] ?? '' };
    },
  };
};

interface Match {
  slot: number;
  likeness: Likeness;
}

/** A search for the article that an entry is most like; of equals it is the earliest. */
const createSearch = (
  ring: Ring,
  table: BandTable,
  windowMs: number,
): ((entry: ReprintEntry) => Match | null) => {
  const looked = new Uint32Array(ring.capacity);
  let look = 0;
  const isCandidate = (slot: number, { id, sortAt }: ReprintEntry): boolean => {
    const other = ring.ids[slot] ?? null;
    if (other === null || other === id) return false;
    return Math.abs((ring.sortAt[slot] ?? 0) - sortAt.getTime()) <= windowMs;
  };
  const isBetter = ({ slot, likeness }: Match, best: Match | null): boolean => {
    if (best === null) return true;
    const difference = likeness.resemblance - best.likeness.resemblance;
    return difference > 0 || (difference === 0 && isEarlier(ring, slot, best.slot));
  };
  return entry => {
    const { fingerprint } = entry;
    let best: Match | null = null;
    look = (look + 1) >>> 0;
    table.candidates(fingerprint, (slot, band) => {
      const start = slot * fingerprintBytes;
      if (looked[slot] === look || !agreeInBand(ring.fingerprints, start, { fingerprint, band })) return;
      looked[slot] = look;
      if (!isCandidate(slot, entry)) return;
      const likeness = likenessOf(fingerprintAt(ring, slot), fingerprint);
      if (likeness === null || !isReprint(likeness)) return;
      const match = { slot, likeness };
      if (isBetter(match, best)) best = match;
    });
    return best;
  };
};
