import { describe, expect, test } from 'vitest';
import { analyse, analyserVersion } from '../../../src/text/analyse.ts';
import { translationsOf } from '../../../src/text/glossary.ts';
import { isStopWord } from '../../../src/text/stop-words.ts';

describe('analyse', () => {
  test('gives each word its place, its stem and its keys', () => {
    const text = 'किम जोंग उन ने ट्रेनों से यात्रा की';
    const terms = analyse(text, 'hi');
    expect(terms.map(term => text.slice(term.start, term.end)).join(' ')).toBe(text);
    expect(terms.map(term => term.position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(terms.filter(term => term.stop).map(term => term.form)).toEqual(['ने', 'से', 'की']);
    expect(terms[4]).toMatchObject({ form: 'ट्रेनों', stem: 'ट्रेन', k1: 'trnn' });
  });

  test('the reference name meets itself across scripts', () => {
    const k2 = (text: string, language: string) => analyse(text, language).map(term => term.k2);
    expect(k2('Kim Jong Un', 'en')).toEqual(k2('किम जोंग उन', 'hi'));
    expect(k2('kim jong un', 'und')).toEqual(k2('किम जोंग उन', 'hi'));
  });

  test('spelling variants give the same forms', () => {
    const forms = (text: string) => analyse(text, 'hi').map(term => term.form);
    expect(forms('हिन्दी में पहुँचे ज़िले')).toEqual(forms('हिंदी में पहुंचे जिले'));
  });

  test('the same text gives the same terms again', () => {
    const text = 'Kim Jong Un किम जोंग उन 2026 … “quoted”';
    expect(analyse(text, 'hi')).toEqual(analyse(text, 'hi'));
  });

  test('its version is a whole number', () => {
    expect(Number.isInteger(analyserVersion)).toBe(true);
  });
});

test('stop words are told by language, English ones in Hindi texts too', () => {
  expect(isStopWord('में', 'hi')).toBe(true);
  expect(isStopWord('the', 'hi')).toBe(true);
  expect(isStopWord('में', 'en')).toBe(false);
  expect(isStopWord('रूस', 'und')).toBe(false);
});

describe('translationsOf', () => {
  test.each([
    ['flood', 'बाढ'],
    ['floods', 'बाढ'],
    ['russia', 'रूस'],
    ['egypt', 'मिस्र'],
    ['पुलिस', 'police'],
    ['हमले', 'attack'],
  ])('%s may be %s', (word, translation) => {
    expect([...translationsOf(word)]).toContain(translation);
  });

  test('a word that is not listed has none', () => {
    expect(translationsOf('qwxz').size).toBe(0);
  });
});
