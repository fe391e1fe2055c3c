/*
 * Keys by which a name meets itself across scripts. Both scripts are brought to one Latin spelling, then to
 * what survives transliteration: the consonants, with classes merged that spellings mix up.
 *   k1: consonants alone, a mark where the word begins with a vowel   किम, Kim -> "km"
 *   k2: the same with i- and u-vowels kept and a dropped              किम, Kim -> "kim"
 * The idea is Soundex's (Russell 1918), the classes are those of Hindi romanisation.
 */
import { foldLatin } from './normalise.ts';
import { romanise } from './romanise.ts';

export interface CrossScriptKeys {
  k1: string;
  k2: string;
}

/** Applied in this order to lower-case Latin. */
const consonantRules: readonly (readonly [RegExp, string])[] = [
  [/ck/g, 'k'],
  [/tch|chh|ch/g, 'C'],
  [/sh/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]/g, 'k'],
  [/C/g, 'c'],
  [/x/g, 'ks'],
  [/ph|f/g, 'p'],
  [/z/g, 'j'],
  [/w/g, 'v'],
  // Aspiration is written in one script and lost in the other.
  [/(?<=[bcdgjklmnprstv])h/g, ''],
  [/n(?=[pb])/g, 'm'],
  [/([bcdgjklmnprstvh])\1+/g, '$1'],
];

const vowelRules: readonly (readonly [RegExp, string])[] = [
  [/[eiy]*(?:ee|ea|ie|ei|ai|ay|ey)[eiy]*/g, 'i'],
  [/oo|ou|au|ow|aw/g, 'u'],
  [/(?<=[bcdgjklmnprstvh])e$/g, ''],
  [/[eiy]/g, 'i'],
  [/[ou]/g, 'u'],
  [/a/g, ''],
  [/([iu])\1+/g, '$1'],
];

const rewrite = (text: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce((now, [pattern, by]) => now.replace(pattern, by), text);

/** Glides come and go between scripts (Syria, सीरिया), so y counts as a consonant only at the front. */
const vowelLetter = /[aeiou]|(?<!^)y/g;

/** How the vowels of a Latin word sound, roughly: one letter each. */
const vowelSounds: readonly (readonly [RegExp, string])[] = [
  [/ee|ea|ie/g, 'i'],
  [/oo/g, 'u'],
  [/ai|ay|ei|ey/g, 'e'],
  [/au|aw|ou|ow/g, 'o'],
  [/aa/g, 'a'],
  [/(?<!^)y(?![aeiou])/g, 'i'],
  [/(?<=[bcdgjklmnprstvh]{1,9})e$/g, ''],
];

/** One letter per sound of a word in normal form, in either script; for comparing, not for reading. */
export const soundsOf = (normal: string): string =>
  rewrite(rewrite(foldLatin(romanise(normal)), consonantRules), vowelSounds);

/** Keys of a Latin word in lower case. */
const latinKeys = (latin: string): CrossScriptKeys => {
  const skeleton = rewrite(latin, consonantRules);
  const mark = /^[aeiou]/.test(skeleton) ? 'a' : '';
  const k1 = mark + skeleton.replace(vowelLetter, '');
  const head = mark === '' ? skeleton.slice(0, 1) : '';
  const vowels = rewrite(mark === '' ? skeleton.slice(1) : skeleton, vowelRules);
  return { k1, k2: mark === 'a' && !/^[iu]/.test(vowels) ? `a${vowels}` : head + vowels };
};

/** The keys of a word in normal form. A word of a script without rules, or a number, is its own key. */
export const crossScriptKeys = (normal: string): CrossScriptKeys => {
  const latin = foldLatin(romanise(normal));
  if (!/^[a-z0-9]+$/.test(latin) || /^[0-9]+$/.test(latin)) return { k1: normal, k2: normal };
  const keys = latinKeys(latin);
  return { k1: keys.k1 === '' ? latin : keys.k1, k2: keys.k2 === '' ? latin : keys.k2 };
};
