/** ISO 15924 codes of the scripts that the analysis tells apart; `Zyyy` is everything without letters. */
export type Script = 'Deva' | 'Latn' | 'Cyrl' | 'Arab' | 'Grek' | 'Hani' | 'Zxxx' | 'Zyyy';

const scriptPatterns: readonly (readonly [Script, RegExp])[] = [
  ['Deva', /\p{Script=Devanagari}/u],
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hani', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Zxxx', /\p{L}/u],
];

/** Script of the first letter of a word; `Zxxx` is a script that has no rules here. */
export const scriptOf = (word: string): Script => {
  const first = word.charCodeAt(0);
  // Nearly every word is one of these two; the patterns below are for the rest.
  if (first >= 0x61 && first <= 0x7a) return 'Latn';
  if (first >= 0x0904 && first <= 0x0939) return 'Deva';
  const letter = /\p{L}/u.exec(word)?.[0];
  if (letter === undefined) return 'Zyyy';
  return scriptPatterns.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'Zxxx';
};

/** Languages of the news that are not written in Latin, by script. */
const languageScripts: Readonly<Record<string, Script>> = {
  hi: 'Deva', mr: 'Deva', ne: 'Deva', sa: 'Deva', ru: 'Cyrl', uk: 'Cyrl', bg: 'Cyrl', sr: 'Cyrl', be: 'Cyrl',
  ar: 'Arab', fa: 'Arab', ur: 'Arab', ku: 'Arab', el: 'Grek', zh: 'Hani', ja: 'Hani',
  bn: 'Zxxx', pa: 'Zxxx', gu: 'Zxxx', or: 'Zxxx', ta: 'Zxxx', te: 'Zxxx', kn: 'Zxxx', ml: 'Zxxx', si: 'Zxxx',
  th: 'Zxxx', ko: 'Zxxx', he: 'Zxxx', ka: 'Zxxx', hy: 'Zxxx',
}; // prettier-ignore

/** The script that texts in a language are mostly in. */
export const scriptOfLanguage = (language: string): Script => languageScripts[language] ?? 'Latn';
