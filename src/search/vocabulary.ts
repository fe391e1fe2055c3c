/*
 * Under which keys a form is listed in the vocabulary, and looked up. The index keeps postings by form; a word of a
 * query finds the forms that mean it (its inflections, its spellings in the other script) through shared keys.
 */
import { analyseWord } from '../text/analyse.ts';
import { crossScriptKeys } from '../text/cross-script.ts';
import { scriptOf } from '../text/script.ts';

/** English letters that have a second reading, with what they sound like then. Each is tried alone, then all. */
const secondReadings: readonly (readonly [RegExp, string])[] = [
  [/g(?=[eiy])/g, 'j'],
  [/(?<=[aeiouy])s(?=[aeiouym])/g, 'z'],
  [/ti(?=on|a[ln])/g, 'sh'],
  [/t(?=ure)/g, 'ch'],
  [/igh/g, 'i'],
  [/^(?:kn|gn)/g, 'n'],
  [/^ps/g, 's'],
  [/^wr/g, 'r'],
  [/ch/g, 'k'],
  [/ch/g, 'sh'],
  [/qu/g, 'kw'],
  [/^x|zh/g, 'j'],
  // The flapped d of Hindi: larka, ladka.
  [/(?<=[aeiou])rh?(?=[a-z])/g, 'd'],
  [/v/g, 'b'],
];

/** Skeletons of a Latin word in its readings, the plain one first. */
const latinSkeletons = (word: string): string[] => {
  const keys = [crossScriptKeys(word).k1];
  for (const [pattern, sound] of secondReadings) {
    const other = word.replace(pattern, sound);
    if (other !== word) keys.push(crossScriptKeys(other).k1);
  }
  return keys;
};

/** Keys of a form, without repeats; a form and its stem may have different skeletons. */
export const vocabularyKeys = (form: string): string[] => {
  const script = scriptOf(form);
  if (script === 'Zyyy') return [];
  const { k1, stem: stemmed } = analyseWord(form, 'und');
  const stem = crossScriptKeys(stemmed).k1;
  if (script !== 'Latn') return [...new Set([k1, stem])];
  return [...new Set([...latinSkeletons(form), stem])];
};
