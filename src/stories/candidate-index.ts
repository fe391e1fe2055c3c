import { PostingLists, Sums } from './posting-lists.ts';
import type { Relatable } from './related.ts';
import { cutVector } from './vector.ts';

/** Finds the articles that share strong terms, without comparing with all of them. */
export interface CandidateIndex<T extends Relatable> {
  /** How many articles it holds. */
  readonly size: number;
  /** Adds an article, or puts it in place of its earlier revision. */
  add(article: T): void;
  get(id: string): T | undefined;
  remove(id: string): void;
  /** Those with the most in common: up to `limit` of the same language, and up to `limit` of all others. */
  nearest(article: Relatable, limit: number): T[];
  /** All of them, in the order of their coming. */
  all(): T[];
}

/** An article is found by so many of its strongest stems; by keys it is found by all that it has. */
const maxIndexedStems = 40;

export const createCandidateIndex = <T extends Relatable>(): CandidateIndex<T> => {
  let slots: (T | null)[] = [];
  let slotOf = new Map<string, number>();
  let languages = new Map<string, LanguagePart>();
  const sums = new Sums();

  const partOf = (language: string): LanguagePart => {
    const known = languages.get(language);
    if (known !== undefined) return known;
    const part = { stems: new PostingLists(), keys: new PostingLists() };
    languages.set(language, part);
    return part;
  };
  const append = (article: T): void => {
    const { stems, keys } = article.signature;
    const slot = slots.push(article) - 1;
    slotOf.set(article.id, slot);
    const part = partOf(article.language);
    part.stems.add(slot, cutVector(stems, maxIndexedStems));
    part.keys.add(slot, keys);
  };
  const rebuild = (): void => {
    const kept = slots.filter(article => article !== null);
    slots = [];
    slotOf = new Map();
    languages = new Map();
    kept.forEach(append);
  };
  const remove = (id: string): void => {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    slots[slot] = null;
    slotOf.delete(id);
    // Emptied slots stay in the postings until they are a fifth of all.
    if (slots.length > 1_000 && slotOf.size < slots.length * 0.8) rebuild();
  };
  return {
    get size() {
      return slotOf.size;
    },
    get: id => slots[slotOf.get(id) ?? -1] ?? undefined,
    remove,
    add: article => {
      remove(article.id);
      append(article);
    },
    nearest: ({ id, language, signature: { stems, keys } }, limit) => {
      const own = slotOf.get(id);
      const isWanted = (slot: number): boolean => slot !== own && slots[slot] !== null;
      const sameLanguage = languages.get(language);
      const others = [...languages.values()].filter(part => part !== sameLanguage);
      sums.add(sameLanguage === undefined ? [] : [sameLanguage.stems], stems, slots.length);
      const best = sums.takeBest(limit, isWanted);
      sums.add(
        others.map(part => part.keys),
        keys,
        slots.length,
      );
      return [...best, ...sums.takeBest(limit, isWanted)].flatMap(slot => slots[slot] ?? []);
    },
    all: () => slots.filter(article => article !== null),
  };
};

/** Stems meet within a language, keys across two: each kind is looked for where it can be found. */
interface LanguagePart {
  stems: PostingLists;
  keys: PostingLists;
}
