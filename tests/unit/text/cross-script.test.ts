import { describe, expect, test } from 'vitest';
import { crossScriptKeys, soundsOf } from '../../../src/text/cross-script.ts';
import { normaliseWord } from '../../../src/text/normalise.ts';
import { resemblanceTo } from '../../../src/text/resemblance.ts';
import { romanise } from '../../../src/text/romanise.ts';

const keys = (word: string) => crossScriptKeys(normaliseWord(word));
const likeness = (a: string, b: string): number => resemblanceTo(normaliseWord(a))(normaliseWord(b));

describe('crossScriptKeys', () => {
  test.each([
    ['किम', 'Kim'],
    ['जोंग', 'Jong'],
    ['उन', 'Un'],
    ['रूस', 'rus'],
    ['ट्रेन', 'train'],
    ['मुंबई', 'Mumbai'],
    ['मुम्बई', 'mumbai'],
    ['दिल्ली', 'Delhi'],
    ['कुवैत', 'Kuwait'],
    ['सीरिया', 'Syria'],
  ])('%s and %s have both keys in common', (hindi, english) => {
    expect(keys(hindi)).toEqual(keys(english));
  });

  test.each([
    ['ट्रंप', 'Trump'],
    ['कांग्रेस', 'Congress'],
    ['रूस', 'Russia'],
  ])('%s and %s have their consonants in common', (hindi, english) => {
    expect(keys(hindi).k1).toBe(keys(english).k1);
  });

  test('vowels keep army and gold apart in k2, not in k1', () => {
    expect(keys('सेना').k1).toBe(keys('सोना').k1);
    expect(keys('सेना').k2).not.toBe(keys('सोना').k2);
  });

  test('numbers and other scripts are their own keys', () => {
    expect(keys('१२३')).toEqual({ k1: '123', k2: '123' });
    expect(keys('Москва').k1).toBe('москва');
  });

  test('no word loses its key', () => {
    for (const word of ['आई', 'aa', 'y', 'h', 'ह', 'ए', 'yeah']) expect(keys(word).k1).not.toBe('');
  });
});

describe('romanise', () => {
  test.each([
    ['किम', 'kim'],
    ['करना', 'karna'],
    ['बदलना', 'badalna'],
    ['प्रधानमंत्री', 'pradhanmantri'],
    ['राम', 'ram'],
    ['मुंबई', 'mumbai'],
    ['में', 'men'],
    ['ज़िला', 'zila'],
  ])('%s is %s', (hindi, latin) => {
    expect(romanise(hindi)).toBe(latin);
  });

  test('other scripts pass through', () => {
    expect(romanise('kim')).toBe('kim');
  });
});

describe('resemblanceTo', () => {
  test('names that are one sound the same, other words do not', () => {
    expect(likeness('Trump', 'ट्रंप')).toBeGreaterThan(0.8);
    expect(likeness('Germany', 'जर्मनी')).toBeGreaterThan(0.7);
    expect(likeness('Putin', 'पुतिन')).toBe(1);
    expect(likeness('Putin', 'पटना')).toBeLessThan(0.75);
    expect(likeness('train', 'सोना')).toBeLessThan(0.3);
  });

  test('is symmetric', () => {
    expect(likeness('Congress', 'कांग्रेस')).toBeCloseTo(likeness('कांग्रेस', 'Congress'));
  });

  test('scripts without rules resemble themselves only', () => {
    expect(likeness('Москва', 'Москва')).toBe(1);
    expect(likeness('Москва', 'moskva')).toBe(0);
  });
});

test('soundsOf spells one letter a sound', () => {
  expect(soundsOf('philippines')).toBe('pilipines');
});
