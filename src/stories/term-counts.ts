import type { ArticleTerms } from './terms.ts';

/** How often terms were seen: numbers of articles, of all and with one term in them. */
export interface TermStats {
  readonly documents: number;
  frequency(term: number): number;
}

/** Statistics in memory: as many articles as were added, each with its terms once. */
export interface TermCounts extends TermStats {
  add(terms: ArticleTerms): void;
  /** All counts as bytes, for `decodeTermCounts`. */
  encode(): Uint8Array;
}

/** Beyond so many terms those that were seen once are forgotten: most never come again. */
const maxTerms = 1_500_000;
const pairBytes = 8;

export const createTermCounts = (): TermCounts => fromTable(new CountTable(), 0);

/** Counts that `encode` wrote; a damaged list gives the counts that can be read, which only feed logarithms. */
export const decodeTermCounts = (bytes: Uint8Array): TermCounts => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = new CountTable();
  for (let at = pairBytes; at + pairBytes <= bytes.byteLength; at += pairBytes)
    table.raise(view.getInt32(at), view.getUint32(at + 4));
  return fromTable(table, bytes.byteLength < pairBytes ? 0 : view.getUint32(0));
};

const fromTable = (table: CountTable, articles: number): TermCounts => {
  let documents = articles;
  return {
    get documents() {
      return documents;
    },
    frequency: term => table.get(term | 0),
    add: ({ language, stems, keys }) => {
      documents += 1;
      const names = new Set<number>();
      table.raise(language | 0, 1);
      for (const [term, { name, evidence }] of stems) {
        table.raise(term | 0, 1);
        if (evidence === 'SEEN') names.add(name | 0);
      }
      for (const [key, { skeleton }] of keys) {
        table.raise(key | 0, 1);
        table.raise(skeleton | 0, 1);
      }
      for (const name of names) table.raise(name, 1);
      if (table.size > maxTerms) table.forgetBelow(2);
    },
    encode: () => {
      const view = new DataView(new ArrayBuffer((table.size + 1) * pairBytes));
      view.setUint32(0, documents);
      let at = pairBytes;
      table.forEach((term, count) => {
        view.setInt32(at, term);
        view.setUint32(at + 4, count);
        at += pairBytes;
      });
      return new Uint8Array(view.buffer);
    },
  };
};

const firstSlots = 1 << 14;

/** A table of counts by 32-bit key with open addressing (Knuth, TAOCP 6.4): 8 bytes a slot, half of them free. */
class CountTable {
  size = 0;
  #keys = new Int32Array(firstSlots);
  /** 0: the slot is free. */
  #counts = new Uint32Array(firstSlots);

  get(key: number): number {
    return this.#counts[this.#slotOf(key)] ?? 0;
  }

  raise(key: number, by: number): void {
    const slot = this.#slotOf(key);
    const before = this.#counts[slot] ?? 0;
    this.#keys[slot] = key;
    this.#counts[slot] = before + by;
    if (before > 0 || by === 0) return;
    this.size += 1;
    if (this.size * 2 > this.#keys.length) this.#rebuild(this.#keys.length * 2, 1);
  }

  forgetBelow(count: number): void {
    this.#rebuild(this.#keys.length, count);
  }

  forEach(visit: (key: number, count: number) => void): void {
    for (const [slot, count] of this.#counts.entries()) if (count > 0) visit(this.#keys[slot] ?? 0, count);
  }

  /** Where the key is, or the free slot where it belongs. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) & mask;
    while (this.#counts[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #rebuild(slots: number, least: number): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Int32Array(slots);
    this.#counts = new Uint32Array(slots);
    this.size = 0;
    for (const [at, count] of counts.entries()) if (count >= least) this.raise(keys[at] ?? 0, count);
  }
}
