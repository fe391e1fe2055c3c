import { expect, test } from 'vitest';
import { tokensOf } from '../../../src/text/tokens.ts';

const words = (text: string): string[] => tokensOf(text).map(token => token.text);

test('a Devanagari word keeps its vowel signs', () => {
  expect(words('सेना ने सोना जीता।')).toEqual(['सेना', 'ने', 'सोना', 'जीता']);
});

test('dandas, dashes and brackets part words', () => {
  expect(words('कहा॥फिर—किम (Kim Jong-un)')).toEqual(['कहा', 'फिर', 'किम', 'Kim', 'Jong', 'un']);
});

test('joiners and apostrophes hold a word together', () => {
  expect(words('क्\u200dया Russia’s army')).toEqual(['क्\u200dया', 'Russia’s', 'army']);
});

test('scripts without spaces become pairs of characters', () => {
  expect(words('訪問しました')).toEqual(['訪問', '問し', 'しま', 'まし', 'した']);
});

test('offsets give the word back from the text as it was', () => {
  const text = '\u{1F600} किम जोंग उन, “ज़िला” ok 東京都';
  for (const { text: word, start, end } of tokensOf(text)) expect(text.slice(start, end)).toBe(word);
});

test('no words in no text', () => {
  expect(tokensOf('')).toEqual([]);
  expect(tokensOf('… — \u0000 ॥')).toEqual([]);
});
