/*
 * Whether a text contains words, as a reader of Hindi or English would say: by their stems, so that चुनावों has
 * चुनाव in it, and across scripts by how they sound, so that "chunav" does too. Words stand in order and side by side.
 *
 * Across scripts two short words often sound the same by chance (रात "night", English "rate"). A word of fewer than
 * three consonants therefore crosses only as a name, with a capital in its Latin spelling, or beside other words;
 * words that carry grammar only never cross alone.
 */
import { analyse, analyseWord, type Term } from '../text/analyse.ts';
import { resemblanceTo } from '../text/resemblance.ts';
import { scriptOf } from '../text/script.ts';

/** Below this two words of different scripts are not the same one, although their consonants agree. */
const minResemblance = 0.85;
const minConsonants = 3;

interface Word extends Pick<Term, 'form' | 'stem' | 'k1' | 'k2' | 'stop'> {
  /** How its stem sounds: an inflection is Hindi's, and its stem is what somebody types in Latin letters. */
  stemSound: string;
  capital: boolean;
}

const wordsOf = (text: string, language: string): Word[] =>
  analyse(text, language).map(({ form, stem, k1, k2, stop, start }) => ({
    form,
    stem,
    k1,
    k2,
    stop,
    stemSound: stem === form || scriptOf(form) === 'Latn' ? k2 : analyseWord(stem, language).k2,
    capital: /^\p{Lu}/u.test(text.slice(start, start + 2)),
  }));

/** A text with its words looked up by form, stem and sound; analysed when first asked. */
export interface Passage {
  text: string;
  /** Primary subtag, `und` where it is not known. */
  language: string;
  words(): PassageWords;
}

interface PassageWords {
  words: readonly Word[];
  places: ReadonlyMap<string, readonly number[]>;
}

export const passageOf = (text: string, language: string): Passage => {
  let analysed: PassageWords | null = null;
  return { text, language, words: () => (analysed ??= lookUp(text, language)) };
};

/** Where a word may be met: under its form, its stem and its sounds. What is found there is looked at again. */
const keysOf = ({ form, stem, k2, stemSound }: Word): string[] => {
  const keys = [form];
  for (const key of [stem, k2, stemSound]) if (!keys.includes(key)) keys.push(key);
  return keys;
};

const lookUp = (text: string, language: string): PassageWords => {
  const words = wordsOf(text, language);
  const places = new Map<string, number[]>();
  words.forEach((word, place) => {
    for (const key of keysOf(word)) {
      const list = places.get(key);
      if (list === undefined) places.set(key, [place]);
      else list.push(place);
    }
  });
  return { words, places };
};

/** Words to look for, analysed in the language of each text that is searched. */
export interface Needle {
  isIn(passage: Passage): boolean;
}

/** Languages are few; a caller who makes them up gets no memory of them. */
const maxLanguages = 50;

export const needleOf = (text: string): Needle => {
  const byLanguage = new Map<string, Word[]>();
  const analysed = (language: string): Word[] => {
    const known = byLanguage.get(language);
    if (known !== undefined) return known;
    const words = wordsOf(text, language);
    if (byLanguage.size < maxLanguages) byLanguage.set(language, words);
    return words;
  };
  return { isIn: passage => contains(passage.words(), analysed(passage.language)) };
};

const noPlaces: readonly number[] = [];

const sizeOf = (lists: readonly (readonly number[])[]): number =>
  lists.reduce((sum, list) => sum + list.length, 0);

/** Looks where the rarest of the words stands, so that a common one costs nothing. */
const contains = ({ words, places }: PassageWords, needle: readonly Word[]): boolean => {
  const several = needle.filter(word => !word.stop).length > 1;
  const [rarest] = needle
    .map((word, offset) => ({ offset, lists: keysOf(word).map(key => places.get(key) ?? noPlaces) }))
    .toSorted((a, b) => sizeOf(a.lists) - sizeOf(b.lists));
  const fits = (start: number): boolean =>
    needle.every((word, offset) => isSame(word, words[start + offset], several));
  return rarest?.lists.some(list => list.some(place => fits(place - rarest.offset))) ?? false;
};

const isSame = (wanted: Word, met: Word | undefined, several: boolean): boolean => {
  if (met === undefined) return false;
  if (wanted.form === met.form) return true;
  const scripts = [scriptOf(wanted.form), scriptOf(met.form)];
  if (scripts[0] === scripts[1]) return wanted.stem === met.stem;
  const latin = scripts[0] === 'Latn' ? wanted : scripts[1] === 'Latn' ? met : null;
  if (latin === null || !sharesSound(wanted, met)) return false;
  if (!several && (wanted.stop || met.stop)) return false;
  if (!several && !latin.capital && latin.k1.length < minConsonants) return false;
  return soundsLike(wanted, met);
};

const sharesSound = (a: Word, b: Word): boolean =>
  a.k2 === b.k2 || a.k2 === b.stemSound || a.stemSound === b.k2 || a.stemSound === b.stemSound;

const soundsLike = (wanted: Word, met: Word): boolean =>
  [wanted.form, wanted.stem].some(one => {
    const resemblance = resemblanceTo(one);
    return resemblance(met.form) >= minResemblance || resemblance(met.stem) >= minResemblance;
  });
