/*
 * The terms of an article, counted. Three families:
 *   "hi:सेन"   a stem of a language
 *   "~km@hi"   a consonant skeleton as seen in a language; without the "@" it is the same across languages
 *   "^tivn"    a skeleton with vowels that was seen with a capital inside a sentence, so most likely a name
 */
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

/** A term with its weighted number of occurrences: more than 1 for each one that stands in a prominent place. */
export interface TermCount {
  term: string;
  count: number;
  /**
   * Under what the word is counted where it is a name ("^tivn"). `SEEN`: it stood there with a capital. `SOUND`: it
   * is of a script without capitals, and is taken for a name if others of that sound are.
   */
  name?: { term: string; evidence: 'SEEN' | 'SOUND' };
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

/** The terms of an article. Any text gives a list, an empty one where there are no words but grammar. */
export const termsOf = ({ headline, dek, body, tags, language }: StoryText): TermCount[] => {
  const counts = new Map<string, TermCount>();
  const add = (text: string, weightAt: (position: number) => number): void => {
    let previous: Term | undefined;
    for (const word of analyse(text, language)) {
      if (!word.stop && !isNewsAgency(word.form)) {
        const count = weightAt(word.position) * (isCapital(text, word.start) ? 1 + capitalBonus : 1);
        const name = nameOf(text, word, previous);
        addTo(counts, { term: `${language}:${word.stem}`, count, ...(name === null ? {} : { name }) });
        addTo(counts, { term: `~${word.k1}@${language}`, count });
      }
      previous = word;
    }
  };
  add(headline, () => headlineWeight);
  add(dek ?? '', () => headlineWeight);
  add(body.slice(0, maxBodyChars), position => 1 + leadBonus * Math.exp(-position / leadWords));
  for (const tag of tags) add(tag, () => tagWeight);
  return [...counts.values()];
};

const addTo = (counts: Map<string, TermCount>, { term, count, name }: TermCount): void => {
  const known = counts.get(term);
  if (known === undefined) counts.set(term, { term, count, ...(name === undefined ? {} : { name }) });
  else {
    known.count += count;
    if (name !== undefined && known.name?.evidence !== 'SEEN') known.name = name;
  }
};

const isCapital = (text: string, at: number): boolean => {
  const letter = text[at] ?? '';
  return letter !== letter.toLowerCase();
};

const isCaseless = (text: string, at: number): boolean => {
  const letter = text[at] ?? '';
  return letter.toLowerCase() === letter.toUpperCase() && /\p{L}/u.test(letter);
};

const nameOf = (
  text: string,
  word: Term,
  previous: Term | undefined,
): NonNullable<TermCount['name']> | null => {
  if (word.k2.length < minNameLength) return null;
  const term = `^${word.k2}`;
  if (isCaseless(text, word.start)) return { term, evidence: 'SOUND' };
  if (previous === undefined || !isCapital(text, word.start)) return null;
  // Where the word before has one too, it may be a title in capitals; a comma or a space goes on with the sentence.
  const between = text.slice(previous.end, word.start);
  return /^[\s,]+$/u.test(between) ? { term, evidence: 'SEEN' } : null;
};

/** Stands in each article of a language, so that its frequency is the number of those articles. */
export const languageTerm = (language: string): string => `#${language}`;

/** Whether a term of a signature is comparable across languages. */
export const isKey = (term: string): boolean => term.startsWith('~');

/** "hi:सेन" and "~sn@hi" are terms of Hindi; the second has the key "~sn". */
export const partsOf = (term: string): { language: string; key: string | null } => {
  if (!isKey(term)) return { language: term.slice(0, term.indexOf(':')), key: null };
  const at = term.lastIndexOf('@');
  return { language: term.slice(at + 1), key: term.slice(0, at) };
};

/** What an article adds to the statistics: each string counts once for it. */
export const countedTerms = (terms: readonly TermCount[]): string[] => {
  const counted = new Set<string>();
  for (const { term, name } of terms) {
    counted.add(term).add(languageTerm(partsOf(term).language));
    if (name?.evidence === 'SEEN') counted.add(name.term);
  }
  return [...counted];
};

/** What has to be known for its signature: each string once. */
export const askedTerms = (terms: readonly TermCount[]): string[] => {
  const asked = new Set<string>();
  for (const { term, name } of terms) {
    const { language, key } = partsOf(term);
    asked.add(term).add(languageTerm(language));
    if (key !== null) asked.add(key);
    if (name?.evidence === 'SOUND') asked.add(name.term);
  }
  return [...asked];
};
