import type { Relatable } from './related.ts';
import { isKey } from './signature.ts';

/** Finds the articles that share strong terms, without comparing with all of them. */
export interface CandidateIndex<T extends Relatable> {
  /** How many articles it holds. */
  readonly size: number;
  /** Adds an article, or puts it in place of its earlier revision. */
  add(article: T): void;
  remove(id: string): void;
  /** Those with the most in common: up to `limit` of the same language, and up to `limit` of all others. */
  nearest(article: Relatable, limit: number): T[];
}

/** Articles that have one term, with its weight there; slots, not ids, so that sums need no look-up. */
interface Postings {
  slots: number[];
  weights: number[];
}

/**
 * So many postings are read for one question, rare terms first: the cost of a question does not grow with the index,
 * and what is left out are the terms that tell least.
 */
const maxPostings = 40_000;

export const createCandidateIndex = <T extends Relatable>(): CandidateIndex<T> => {
  let articles: (T | null)[] = [];
  let slotOf = new Map<string, number>();
  let postings = new Map<string, Postings>();

  const append = (article: T): void => {
    const slot = articles.length;
    articles.push(article);
    slotOf.set(article.id, slot);
    for (const { term, weight } of article.signature) {
      const list = postings.get(term) ?? { slots: [], weights: [] };
      list.slots.push(slot);
      list.weights.push(weight);
      postings.set(term, list);
    }
  };
  const remove = (id: string): void => {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    articles[slot] = null;
    slotOf.delete(id);
    // Emptied slots stay in the postings until they are half of all.
    if (articles.length > 1_000 && slotOf.size < articles.length / 2) rebuild();
  };
  const rebuild = (): void => {
    const kept = articles.filter(article => article !== null);
    articles = [];
    slotOf = new Map();
    postings = new Map();
    kept.forEach(append);
  };
  return {
    get size() {
      return slotOf.size;
    },
    remove,
    add: article => {
      remove(article.id);
      append(article);
    },
    nearest: (article, limit) => {
      const scores = scoresOf(article, articles, postings);
      const own: Scored<T>[] = [];
      const others: Scored<T>[] = [];
      for (const [slot, score] of scores) {
        const found = articles[slot];
        if (!found || found.id === article.id) continue;
        (found.language === article.language ? own : others).push({ article: found, score });
      }
      return [...best(own, limit), ...best(others, limit)];
    },
  };
};

interface Scored<T> {
  article: T;
  score: number;
}

/** Stems speak for articles of the same language, keys for those of the others. */
const scoresOf = (
  { language, signature }: Relatable,
  articles: readonly (Relatable | null)[],
  postings: ReadonlyMap<string, Postings>,
): Map<number, number> => {
  const scores = new Map<number, number>();
  const lists = signature
    .map(({ term, weight }) => ({ key: isKey(term), weight, list: postings.get(term) }))
    .sort((a, b) => (a.list?.slots.length ?? 0) - (b.list?.slots.length ?? 0));
  let read = 0;
  for (const { key, weight, list } of lists) {
    if (list === undefined) continue;
    read += list.slots.length;
    if (read > maxPostings) break;
    for (let at = 0; at < list.slots.length; at += 1) {
      const slot = list.slots[at] ?? 0;
      if (key && articles[slot]?.language === language) continue;
      scores.set(slot, (scores.get(slot) ?? 0) + weight * (list.weights[at] ?? 0));
    }
  }
  return scores;
};

const best = <T extends Relatable>(scored: Scored<T>[], limit: number): T[] =>
  scored
    .sort((a, b) => b.score - a.score || (a.article.id < b.article.id ? -1 : 1))
    .slice(0, limit)
    .map(({ article }) => article);
