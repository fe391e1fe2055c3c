/*
 * Whether two names in different scripts are one name written twice. Wrong is worse than late: a pair that is not
 * taken for one here can still be learned from a gloss.
 */
import { crossScriptKeys, soundsOf } from '../text/cross-script.ts';
import { normaliseWord } from '../text/normalise.ts';
import { resemblanceTo } from '../text/resemblance.ts';
import { scriptOf, type Script } from '../text/script.ts';
import { tokensOf } from '../text/tokens.ts';

/** The words of a name in normal form. */
export const nameWords = (name: string): string[] =>
  tokensOf(name)
    .map(({ text }) => normaliseWord(text))
    .filter(word => word !== '');

/** The script of all words of a name; null where they are of several, or of none that is compared. */
export const scriptOfName = (words: readonly string[]): Script | null => {
  const [first, ...others] = new Set(words.map(scriptOf));
  return others.length === 0 && (first === 'Deva' || first === 'Latn') ? first : null;
};

/** How much the words of two names sound alike, one by one: the least and the mean, 0 to 1. */
export interface Likeness {
  least: number;
  mean: number;
}

const unlike: Likeness = { least: 0, mean: 0 };

/** Names of as many words each; others are unlike. */
export const likenessOf = (one: readonly string[], other: readonly string[]): Likeness => {
  if (one.length !== other.length || one.length === 0) return unlike;
  const alike = one.map((word, place) => resemblanceTo(word)(other[place] ?? ''));
  return { least: Math.min(...alike), mean: alike.reduce((sum, value) => sum + value, 0) / alike.length };
};

/** A gloss says that two names belong together, so that sounding roughly alike will do. */
export const glossLikeness = { least: 0.35, mean: 0.6 } as const;

/** Nobody says so: every word must sound nearly the same. */
const selfEvident = { least: 0.75, mean: 0.85 } as const;

export const reaches = (likeness: Likeness, limit: Likeness): boolean =>
  likeness.least >= limit.least && likeness.mean >= limit.mean;

/** What both spellings of a name are looked up by; null for names that sound is no proof for: of one word, or mixed. */
export const soundKeyOf = (name: string): string | null => {
  const words = nameWords(name);
  if (words.length < 2 || words.length > 5 || scriptOfName(words) === null) return null;
  const keys = words.map(word => crossScriptKeys(word).k1);
  // A skeleton of few consonants fits too many words.
  return keys.join('').length < 5 ? null : keys.join(' ');
};

/** Kumar and Kumari are two people: an i at the end tells more than a vowel elsewhere. */
const endAlike = (one: readonly string[], other: readonly string[]): boolean => {
  const endsInI = (word: string): boolean => /[iy]$/.test(soundsOf(word));
  return one.every((word, place) => endsInI(word) === endsInI(other[place] ?? ''));
};

/** One name in two scripts, by its sound alone. */
export const isSameName = (one: string, other: string): boolean => {
  const [words, others] = [nameWords(one), nameWords(other)];
  const [script, otherScript] = [scriptOfName(words), scriptOfName(others)];
  if (words.length < 2 || script === null || otherScript === null || script === otherScript) return false;
  return endAlike(words, others) && reaches(likenessOf(words, others), selfEvident);
};
