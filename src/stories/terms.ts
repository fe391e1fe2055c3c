/*
 * The terms of an article, counted, as hashes (text/analyse.ts). Two families: stems, comparable within their
 * language, and cross-language keys, the consonant skeletons by which names, loan words and numbers meet.
 */
import { hash32 } from '../core/hash.ts';
import { analyse, type Term } from '../text/analyse.ts';
import { isNewsAgency } from './agencies.ts';

/** The text of an article; `tags` are names as a reader sees them, `language` is a primary subtag or `und`. */
export interface StoryText {
  headline: string;
  dek: string | null;
  body: string;
  tags: readonly string[];
  language: string;
}

/** Weighted numbers of occurrences: more than 1 for each one that stands in a prominent place. */
export interface ArticleTerms {
  /** Stands in each article of a language, so that its frequency is the number of those articles. */
  language: number;
  stems: ReadonlyMap<number, StemCount>;
  keys: ReadonlyMap<number, KeyCount>;
}

export interface StemCount {
  count: number;
  /** Under what the word is counted where it is a name. */
  name: number;
  /**
   * `SEEN`: it stood there with a capital. `SOUND`: it is of a script without capitals, and is taken for a name if
   * others of that sound are. Null: it is no name.
   */
  evidence: 'SEEN' | 'SOUND' | null;
}

export interface KeyCount {
  count: number;
  /** The key as seen in the article's language. */
  skeleton: number;
}

const headlineWeight = 2;
const tagWeight = 2;
/** News tells the main thing first: the first word of the body counts three times, fading to once with this scale. */
const leadBonus = 2;
const leadWords = 40;
/** The rest of a long article says little that is new about its subject. */
const maxBodyWords = 500;
const maxBodyChars = 8 * maxBodyWords;
/** A capital is a hint of a name, and names tell one event from another of its kind. */
const capitalBonus = 1;
/** Shorter skeletons sound like too many words. */
const minNameLength = 3;

const leadWeights = Float64Array.from(
  { length: maxBodyChars },
  (_, position) => 1 + leadBonus * Math.exp(-position / leadWords),
);

const languageTerm = (language: string): number => hash32(`#${language}`);

/** The terms of an article. Any text gives a list, an empty one where there are no words but grammar. */
export const termsOf = ({ headline, dek, body, tags, language }: StoryText): ArticleTerms => {
  const stems = new Map<number, StemCount>();
  const keys = new Map<number, KeyCount>();
  const add = (text: string, weightAt: (position: number) => number): void => {
    let previous: Term | undefined;
    for (const word of analyse(text, language)) {
      if (!word.stop && !isNewsAgency(word.form)) {
        const { stem, key, skeleton, name } = word.hashes;
        const count = weightAt(word.position) * (isCapital(text, word.start) ? 1 + capitalBonus : 1);
        addStem(stems, stem, { count, name, evidence: evidenceOf(text, word, previous) });
        const known = keys.get(key);
        if (known === undefined) keys.set(key, { count, skeleton });
        else known.count += count;
      }
      previous = word;
    }
  };
  add(headline, () => headlineWeight);
  add(dek ?? '', () => headlineWeight);
  add(body.slice(0, maxBodyChars), position => leadWeights[position] ?? 1);
  for (const tag of tags) add(tag, () => tagWeight);
  return { language: languageTerm(language), stems, keys };
};

const addStem = (stems: Map<number, StemCount>, stem: number, found: StemCount): void => {
  const known = stems.get(stem);
  if (known === undefined) {
    stems.set(stem, found);
    return;
  }
  known.count += found.count;
  if (found.evidence === null || known.evidence === 'SEEN') return;
  known.evidence = found.evidence;
  known.name = found.name;
};

const isCapital = (text: string, at: number): boolean => {
  const letter = text[at] ?? '';
  return letter !== letter.toLowerCase();
};

const isCaseless = (text: string, at: number): boolean => {
  const letter = text[at] ?? '';
  return letter.toLowerCase() === letter.toUpperCase() && /\p{L}/u.test(letter);
};

const evidenceOf = (text: string, word: Term, previous: Term | undefined): StemCount['evidence'] => {
  if (word.k2.length < minNameLength) return null;
  if (isCaseless(text, word.start)) return 'SOUND';
  if (previous === undefined || !isCapital(text, word.start)) return null;
  // Where the word before has one too, it may be a title in capitals; a comma or a space goes on with the sentence.
  const between = text.slice(previous.end, word.start);
  return /^[\s,]+$/u.test(between) ? 'SEEN' : null;
};
