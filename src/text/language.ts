/*
 * Language of a text: the script decides where it can; Devanagari is told apart by its function words,
 * Latin, Cyrillic and Arabic by letter statistics once there is enough text for them.
 */
import { eld } from 'eld/small';
import { isStopWord } from './stop-words.ts';
import { normaliseWord } from './normalise.ts';
import { tokensOf } from './tokens.ts';

/** Scripts that one language of the news has to itself. */
const scriptLanguages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Devanagari}/gu, 'Deva'],
  [/\p{Script=Latin}/gu, 'statistics'],
  [/\p{Script=Cyrillic}/gu, 'statistics'],
  [/\p{Script=Arabic}/gu, 'statistics'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Oriya}/gu, 'or'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Kannada}/gu, 'kn'],
  [/\p{Script=Malayalam}/gu, 'ml'],
  [/\p{Script=Sinhala}/gu, 'si'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
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

const devanagariLanguage = (text: string): string => {
  const words = tokensOf(text).map(token => normaliseWord(token.text));
  const votes = devanagariMarks.map(([language, marks]) => ({
    language,
    count: words.filter(word => marks.has(word)).length,
  }));
  const best = votes.reduce((top, vote) => (vote.count > top.count ? vote : top));
  return best.count === 0 ? 'hi' : best.language;
};

const statisticalLanguage = (text: string, letters: number): string => {
  const words = tokensOf(text).map(token => normaliseWord(token.text));
  const english = words.filter(word => isStopWord(word, 'en')).length;
  if (letters >= minStatisticsLetters) {
    const guess = eld.detect(text);
    if (guess.isReliable() && (guess.language !== 'en' || english > 0 || words.length > 3))
      return guess.language;
  }
  return english >= 2 && english * 5 >= words.length ? 'en' : 'und';
};

/** BCP 47 primary subtag of the text's language, `und` where the text is too short or has no letters. */
export const detectLanguage = (text: string): string => {
  const sample = text.slice(0, sampleLength);
  let best = { language: 'und', letters: 0 };
  for (const [script, language] of scriptLanguages) {
    const letters = sample.match(script)?.length ?? 0;
    // Japanese mixes Han with kana: any fair share of kana decides.
    const weight = language === 'ja' ? letters * 4 : letters;
    if (weight > best.letters) best = { language, letters: weight };
  }
  if (best.language === 'Deva') return devanagariLanguage(sample);
  return best.language === 'statistics' ? statisticalLanguage(sample, best.letters) : best.language;
};
