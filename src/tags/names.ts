/*
 * Names of tags in analysed texts, in both scripts: at each word the longest name that begins there. Only the first
 * word is looked up, so the cost is that of the text and not of how many names there are.
 */
import type { Term } from '../text/analyse.ts';
import type { AnalysedFields } from '../text/analysed-fields.ts';
import { nameWords } from './same-name.ts';

interface Entry<V> {
  words: readonly string[];
  value: V;
}

/** The names that begin with one word: the one that is only it, and the longer ones by their second word. */
interface Branch<V> {
  alone: Entry<V> | null;
  /** The longest first. */
  bySecond: Map<string, Entry<V>[]>;
}

const maxNameWords = 6;

/** Names with what each stands for. */
export class NameTable<V> {
  readonly #byFirst = new Map<string, Branch<V>>();

  /** Adds a name; one that is there already stands for the new value. */
  set(name: string, value: V): void {
    const words = nameWords(name);
    const [first, second] = words;
    if (first === undefined || words.length > maxNameWords) return;
    const branch = this.#byFirst.get(first) ?? { alone: null, bySecond: new Map<string, Entry<V>[]>() };
    this.#byFirst.set(first, branch);
    if (second === undefined) {
      branch.alone = { words, value };
      return;
    }
    const entries = (branch.bySecond.get(second) ?? []).filter(entry => !equal(entry.words, words));
    entries.push({ words, value });
    branch.bySecond.set(
      second,
      entries.toSorted((a, b) => b.words.length - a.words.length),
    );
  }

  delete(name: string): void {
    const words = nameWords(name);
    const [first = '', second] = words;
    const branch = this.#byFirst.get(first);
    if (branch === undefined) return;
    if (second === undefined) branch.alone = null;
    else {
      const entries = (branch.bySecond.get(second) ?? []).filter(entry => !equal(entry.words, words));
      if (entries.length === 0) branch.bySecond.delete(second);
      else branch.bySecond.set(second, entries);
    }
    if (branch.alone === null && branch.bySecond.size === 0) this.#byFirst.delete(first);
  }

  /** Calls `visit` for each name in the words, with its place. Names do not overlap: the earliest and longest is taken. */
  visit(terms: readonly Term[], visit: (value: V, from: number, to: number) => void): void {
    if (this.#byFirst.size === 0) return;
    for (let at = 0; at < terms.length; at += 1) {
      const branch = this.#byFirst.get(terms[at]?.form ?? '');
      if (branch === undefined) continue;
      const longer = branch.bySecond.get(terms[at + 1]?.form ?? '');
      const entry =
        longer?.find(({ words }) => words.every((word, i) => terms[at + i]?.form === word)) ?? branch.alone;
      if (entry === null) continue;
      visit(entry.value, at, at + entry.words.length);
      at += entry.words.length - 1;
    }
  }
}

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, place) => word === b[place]);

/** What a mention counts for, by its place; in the body up to a limit. */
const weights = { headline: 4, dek: 2, body: 1, maxBody: 4 } as const;
const minScore = 3;

export const maxFoundTags = 5;

/** An analysed article with the texts that its words are places in. */
export interface ReadableArticle {
  words: AnalysedFields;
  headline: string;
  dek: string | null;
  body: string;
}

/** A Latin name of one word is a name only where it is written as one: Reading is a town, reading is not. */
const isWrittenAsName = (text: string, term: Term | undefined): boolean => {
  const first = text.slice(term?.start ?? 0, (term?.start ?? 0) + 2);
  return !/^\p{Ll}/u.test(first);
};

/** The tags that an article is about by its words, the most prominent first. */
export const prominentTags = (article: ReadableArticle, table: NameTable<string>): string[] => {
  const scores = new Map<string, number>();
  const bodyScores = new Map<string, number>();
  const fields = [
    [article.words.headline, article.headline, weights.headline, scores],
    [article.words.dek, article.dek ?? '', weights.dek, scores],
    [article.words.body, article.body, weights.body, bodyScores],
  ] as const;
  for (const [terms, text, weight, into] of fields)
    table.visit(terms, (id, from, to) => {
      if (to - from > 1 || isWrittenAsName(text, terms[from])) into.set(id, (into.get(id) ?? 0) + weight);
    });
  for (const [id, score] of bodyScores)
    scores.set(id, (scores.get(id) ?? 0) + Math.min(score, weights.maxBody));
  return [...scores]
    .filter(([, score]) => score >= minScore)
    .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, maxFoundTags)
    .map(([id]) => id);
};
