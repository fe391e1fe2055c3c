/*
 * Language of a text: the script decides where it can; Devanagari is told apart by its function words,
 * Latin, Cyrillic and Arabic by letter statistics once there is enough text for them.
 */
import { eld } from 'eld/small';
import { analyseWord } from './analyse.ts';
import { isStopWord } from './stop-words.ts';
import { normaliseWord } from './normalise.ts';
import { forEachWord } from './tokens.ts';

/** Scripts, and the language of the news that has each to itself. */
const scriptLanguages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Devanagari}/u, 'Deva'],
  [/\p{Script=Latin}/u, 'statistics'],
  [/\p{Script=Cyrillic}/u, 'statistics'],
  [/\p{Script=Arabic}/u, 'statistics'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Oriya}/u, 'or'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
];

/** Function words that the other two languages of the script do not have. */
const devanagariMarks: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['hi', new Set('है हैं के में की का को से ने और था थे थी नहीं यह इस उन्होंने लिए गया हुए'.split(' '))],
  [
    'mr',
    new Set(
      'आहे आहेत आणि होते होती होता नाही या हा ही हे ते तो मध्ये केला केली केले झाले झाली यांनी यांच्या त्यांनी'.split(' '),
    ),
  ],
  ['ne', new Set('छ छन् र मा लाई हो थियो भने गरेको भएको गर्ने पनि यो त्यो उनले हरू नेपालको'.split(' '))],
];

/** Statistics read no more than this; more text does not change the answer. */
const sampleLength = 700;
/** Below this many letters, letter statistics guess. */
const minStatisticsLetters = 24;

/**
 * Words that no other language of the news has among its commonest. Where they make up so much of a text and are so
 * many kinds, it is English, and letter statistics, which cost a hundred times more, need not be asked.
 */
const englishMarks: ReadonlySet<string> = new Set(
  'the of and that with from this which would their they have been were has'.split(' '),
);
const leastEnglish = { marks: 5, kinds: 3, share: 1 / 12 } as const;

const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  forEachWord(text, (start, end) => {
    words.push(text.slice(start, end));
  });
  return words;
};

const devanagariLanguage = (text: string): string => {
  // The same words are looked at again when the text is analysed, which remembers them.
  const words = wordsOf(text).map(word => analyseWord(word, 'hi').form);
  const votes = devanagariMarks.map(([language, marks]) => ({
    language,
    count: words.filter(word => marks.has(word)).length,
  }));
  const best = votes.reduce((top, vote) => (vote.count > top.count ? vote : top));
  return best.count === 0 ? 'hi' : best.language;
};

const isSurelyEnglish = (words: readonly string[]): boolean => {
  const marks = words.filter(word => englishMarks.has(word));
  return (
    marks.length >= Math.max(leastEnglish.marks, words.length * leastEnglish.share) &&
    new Set(marks).size >= leastEnglish.kinds
  );
};

const statisticalLanguage = (text: string, letters: number): string => {
  const words = wordsOf(text).map(normaliseWord);
  if (isSurelyEnglish(words)) return 'en';
  const english = words.filter(word => isStopWord(word, 'en')).length;
  if (letters >= minStatisticsLetters) {
    const guess = eld.detect(text);
    if (guess.isReliable() && (guess.language !== 'en' || english > 0 || words.length > 3))
      return guess.language;
  }
  return english >= 2 && english * 5 >= words.length ? 'en' : 'und';
};

/** By UTF-16 code unit: the place of its script in the list plus 2, 1 for one that is not there, 0 for unknown. */
const scripts = new Uint8Array(0x1_0000);

const scriptPlace = (character: string): number =>
  scriptLanguages.findIndex(([script]) => script.test(character)) + 2;

const placeOf = (character: string): number => {
  if (character.length > 1) return scriptPlace(character);
  const unit = character.charCodeAt(0);
  const known = scripts[unit];
  return known !== undefined && known !== 0 ? known : (scripts[unit] = scriptPlace(character));
};

/** Letters of each script, in the order of the list. */
const countScripts = (text: string): number[] => {
  const counts = new Array<number>(scriptLanguages.length + 2).fill(0);
  for (const character of text) {
    const place = placeOf(character);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.slice(2);
};

/** BCP 47 primary subtag of the text's language, `und` where the text is too short or has no letters. */
export const detectLanguage = (text: string): string => {
  const sample = text.slice(0, sampleLength);
  const counts = countScripts(sample);
  let best = { language: 'und', letters: 0 };
  for (const [place, [, language]] of scriptLanguages.entries()) {
    const letters = counts[place] ?? 0;
    // Japanese mixes Han with kana: any fair share of kana decides.
    const weight = language === 'ja' ? letters * 4 : letters;
    if (weight > best.letters) best = { language, letters: weight };
  }
  if (best.language === 'Deva') return devanagariLanguage(sample);
  return best.language === 'statistics' ? statisticalLanguage(sample, best.letters) : best.language;
};
