import { describe, expect, test } from 'vitest';
import { stemOf } from '../../../src/text/stem.ts';

describe('stemOf', () => {
  // Outputs of Snowball's Hindi algorithm.
  test.each([
    ['लड़के', 'लड़क'],
    ['लड़कियों', 'लड़क'],
    ['करना', 'कर'],
    ['बदलेगा', 'बदल'],
    ['पुस्तकें', 'पुस्तक'],
    ['सेना', 'सेन'],
    ['सोना', 'सोन'],
    ['रूस', 'रूस'],
  ])('Hindi: %s gives %s', (word, stem) => {
    expect(stemOf(word, 'hi')).toBe(stem);
  });

  test.each([
    ['trains', 'train', 'en'],
    ['running', 'run', 'en'],
    ['presidentes', 'president', 'es'],
    ['maisons', 'maison', 'fr'],
    ['hauser', 'haus', 'de'],
  ])('%s gives %s in %s', (word, stem, language) => {
    expect(stemOf(word, language)).toBe(stem);
  });

  test('an English word in a Hindi text is stemmed as English', () => {
    expect(stemOf('trains', 'hi')).toBe('train');
  });

  test('Marathi is not cut by the Hindi rules', () => {
    expect(stemOf('दिल्लीत', 'mr')).toBe('दिल्लीत');
  });

  test('numbers and scripts without rules stay as they are', () => {
    expect(stemOf('2026', 'hi')).toBe('2026');
    expect(stemOf('தமிழ', 'ko')).toBe('தமிழ');
  });
});
