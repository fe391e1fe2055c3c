import type { Relatable } from './related.ts';
import { strongestTerms, type TermVector } from './vector.ts';

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

/**
 * So many postings are read for one question, rare terms first: the cost of a question does not grow with the index,
 * and what is left out are the terms that tell least.
 */
const maxPostings = 12_000;

export const createCandidateIndex = <T extends Relatable>(): CandidateIndex<T> => {
  let slots: (T | null)[] = [];
  let slotOf = new Map<string, number>();
  let stems = new Postings();
  let keys = new Postings();
  const sums = new Sums();

  const append = (article: T): void => {
    const slot = slots.push(article) - 1;
    slotOf.set(article.id, slot);
    stems.add(slot, article.signature.stems, strongestTerms(article.signature.stems, maxIndexedStems));
    keys.add(slot, article.signature.keys, [...article.signature.keys.terms]);
  };
  const rebuild = (): void => {
    const kept = slots.filter(article => article !== null);
    slots = [];
    slotOf = new Map();
    stems = new Postings();
    keys = new Postings();
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
    nearest: (article, limit) => {
      const wanted = (own: boolean) => (slot: number) => {
        const found = slots[slot];
        return !!found && found.id !== article.id && (found.language === article.language) === own;
      };
      sums.add(stems, article.signature.stems, slots.length);
      const best = sums.takeBest(limit, wanted(true));
      sums.add(keys, article.signature.keys, slots.length);
      return [...best, ...sums.takeBest(limit, wanted(false))].flatMap(slot => slots[slot] ?? []);
    },
    all: () => slots.filter(article => article !== null),
  };
};

/** Weights are kept as whole numbers up to this, in one number with the slot: half the memory, and near enough. */
const weightSteps = 256;

/** For each term the articles that have it: slot and weight as one number. */
class Postings {
  readonly #lists = new Map<number, number[]>();

  get(term: number): readonly number[] | undefined {
    return this.#lists.get(term);
  }

  add(slot: number, { terms, weights }: TermVector, indexed: readonly number[]): void {
    const chosen = new Set(indexed);
    for (const [at, term] of terms.entries()) {
      if (!chosen.has(term)) continue;
      const weight = Math.max(1, Math.min(weightSteps - 1, Math.round((weights[at] ?? 0) * weightSteps)));
      const posting = slot * weightSteps + weight;
      const list = this.#lists.get(term);
      if (list === undefined) this.#lists.set(term, [posting]);
      else list.push(posting);
    }
  }
}

/** Scores by slot, added up in an array that is zero between questions. */
class Sums {
  #scores = new Float64Array(1_024);
  #touched: number[] = [];

  add(postings: Postings, { terms, weights }: TermVector, slots: number): void {
    if (slots > this.#scores.length) this.#scores = new Float64Array(slots * 2);
    const lists: { list: readonly number[]; weight: number }[] = [];
    for (const [at, term] of terms.entries()) {
      const list = postings.get(term);
      if (list !== undefined) lists.push({ list, weight: weights[at] ?? 0 });
    }
    lists.sort((a, b) => a.list.length - b.list.length);
    let read = 0;
    for (const { list, weight } of lists) {
      read += list.length;
      if (read > maxPostings) break;
      this.#addList(list, weight);
    }
  }

  #addList(list: readonly number[], weight: number): void {
    const scores = this.#scores;
    for (const posting of list) {
      const slot = Math.floor(posting / weightSteps);
      const before = scores[slot] ?? 0;
      if (before === 0) this.#touched.push(slot);
      scores[slot] = before + weight * (posting % weightSteps);
    }
  }

  /** The slots with the highest scores of those that are wanted, best first; forgets all scores. */
  takeBest(limit: number, isWanted: (slot: number) => boolean): number[] {
    const best: { slot: number; score: number }[] = [];
    let least = 0;
    for (const slot of this.#touched) {
      const score = this.#scores[slot] ?? 0;
      this.#scores[slot] = 0;
      if (score <= least || !isWanted(slot)) continue;
      best.push({ slot, score });
      if (best.length < limit * 4) continue;
      // Cut back now and then, which also raises the bar for what follows.
      best.sort((a, b) => b.score - a.score || a.slot - b.slot).splice(limit);
      least = best.at(-1)?.score ?? 0;
    }
    this.#touched = [];
    return best
      .sort((a, b) => b.score - a.score || a.slot - b.slot)
      .slice(0, limit)
      .map(({ slot }) => slot);
  }
}
