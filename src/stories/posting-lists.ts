import { BestSlots } from './best-slots.ts';
import type { TermVector } from './vector.ts';

/**
 * So many postings are read for one question, rare terms first: the cost of a question does not grow with the index,
 * and what is left out are the terms that tell least.
 */
const maxPostings = 12_000;

/** Weights are kept as whole numbers below this, in one number with the slot: half the memory, and near enough. */
const weightBits = 8;
const weightSteps = 1 << weightBits;

/** For each term the articles that have it: slot and weight as one number. */
export class PostingLists {
  readonly #lists = new Map<number, number[]>();

  get(term: number): readonly number[] | undefined {
    return this.#lists.get(term);
  }

  add(slot: number, { terms, weights }: TermVector): void {
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      const weight = Math.max(1, Math.min(weightSteps - 1, Math.round((weights[at] ?? 0) * weightSteps)));
      const posting = slot * weightSteps + weight;
      const list = this.#lists.get(term);
      if (list === undefined) this.#lists.set(term, [posting]);
      else list.push(posting);
    }
  }
}

interface WeightedList {
  list: readonly number[];
  weight: number;
}

/** Scores by slot, added up in an array that is zero between questions. */
export class Sums {
  #scores = new Float64Array(1_024);
  #touched = new Int32Array(1_024);
  #count = 0;

  /** Adds up what the terms of a question weigh in each slot, over all of `tables`. */
  add(tables: readonly PostingLists[], { terms, weights }: TermVector, slots: number): void {
    if (slots > this.#scores.length) {
      this.#scores = new Float64Array(slots * 2);
      this.#touched = new Int32Array(slots * 2);
    }
    const lists: WeightedList[] = [];
    for (let at = 0; at < terms.length; at += 1) {
      for (const table of tables) {
        const list = table.get(terms[at] ?? 0);
        if (list !== undefined) lists.push({ list, weight: weights[at] ?? 0 });
      }
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
    const touched = this.#touched;
    let count = this.#count;
    for (let at = 0; at < list.length; at += 1) {
      const posting = list[at] ?? 0;
      const slot = posting >>> weightBits;
      const before = scores[slot] ?? 0;
      if (before === 0) touched[count++] = slot;
      scores[slot] = before + weight * (posting & (weightSteps - 1));
    }
    this.#count = count;
  }

  /** The slots with the highest scores of those that are wanted, best first; forgets all scores. */
  takeBest(limit: number, isWanted: (slot: number) => boolean): number[] {
    const scores = this.#scores;
    const touched = this.#touched;
    const best = new BestSlots(limit);
    let { least } = best;
    for (let at = 0; at < this.#count; at += 1) {
      const slot = touched[at] ?? 0;
      const score = scores[slot] ?? 0;
      scores[slot] = 0;
      if (score < least || !isWanted(slot)) continue;
      best.offer(slot, score);
      least = best.least;
    }
    this.#count = 0;
    return best.take();
  }
}
