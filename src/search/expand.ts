/*
 * Which forms of the vocabulary stand for a word of a query, and how surely. The index is asked for all of them; their
 * frequencies add up by weight, as in probabilistic structured queries (Darwish and Oard 2003).
 */
import { analyseWord } from '../text/analyse.ts';
import { translationsOf } from '../text/glossary.ts';
import { resemblanceTo } from '../text/resemblance.ts';
import type { Resemblance } from '../text/resemblance.ts';
import { scriptOf, scriptOfLanguage } from '../text/script.ts';
import type { QueryWord } from './plan.ts';
import { vocabularyKeys } from './vocabulary.ts';

export interface WeightedForm {
  form: string;
  /** 1 for the word itself, less for what is only akin to it. */
  weight: number;
}

/** An inflection is nearly the word itself. */
const inflectionWeight = 0.9;
/** Below this two words of different scripts are not the same name. */
const minResemblance = 0.6;
/** A word that sounds like this one in its own script is a spelling variant at best. */
const variantWeight = 0.4;
const minVariantResemblance = 0.85;
/** A translation is one of several, and stands for other words too. */
const translationWeight = 0.6;
const maxForms = 32;

const stemOf = (form: string): string => analyseWord(form, 'und').stem;

interface Kin {
  resembles: Resemblance;
  /** Stems of the word's translations. */
  translations: ReadonlySet<string>;
}

const weightOf = (word: QueryWord, form: string, { resembles, translations }: Kin): number => {
  if (form === word.form) return 1;
  const sameScript = scriptOf(form) === scriptOf(word.form);
  if (sameScript && stemOf(form) === stemOf(word.form)) return inflectionWeight;
  if (word.strict) return 0;
  const likeness = resembles(form);
  if (!sameScript) {
    const translated = translations.has(stemOf(form)) ? translationWeight : 0;
    return Math.max(translated, likeness < minResemblance ? 0 : likeness * likeness);
  }
  return likeness < minVariantResemblance ? 0 : variantWeight * likeness;
};

/** Translations help where articles of another script are wanted; within one's own language they only blur. */
const usefulTranslations = (word: QueryWord, languages: readonly string[]): ReadonlySet<string> => {
  const own = scriptOf(word.form);
  const abroad = languages.length === 0 || languages.some(language => scriptOfLanguage(language) !== own);
  return word.strict || !abroad ? new Set() : translationsOf(word.form);
};

/** Under which keys of the vocabulary the kin of a word may be listed; `languages` empty means all. */
export const kinKeys = (word: QueryWord, languages: readonly string[]): string[] => [
  ...new Set([word.form, ...usefulTranslations(word, languages)].flatMap(vocabularyKeys)),
];

/** The word and its kin among `candidates`, surest first. */
export const expandWord = (
  word: QueryWord,
  languages: readonly string[],
  candidates: Iterable<string>,
): WeightedForm[] => {
  const translations = new Set(Array.from(usefulTranslations(word, languages), form => stemOf(form)));
  const kin = { resembles: resemblanceTo(word.form), translations };
  const forms: WeightedForm[] = [];
  for (const form of new Set(candidates)) {
    if (form === word.form) continue;
    const weight = weightOf(word, form, kin);
    if (weight > 0) forms.push({ form, weight });
  }
  forms.sort((a, b) => b.weight - a.weight || (a.form < b.form ? -1 : 1));
  return [{ form: word.form, weight: 1 }, ...forms.slice(0, maxForms - 1)];
};
