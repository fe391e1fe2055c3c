import { describe, expect, test } from 'vitest';
import { foldLatin, normaliseWord } from '../../../src/text/normalise.ts';

const same: readonly (readonly [string, string, string])[] = [
  ['a nukta may be missing', 'ज़िला', 'जिला'],
  ['a nukta may be precomposed', 'सड\u093cक', 'स\u095cक'],
  ['candrabindu is anusvara', 'चाँद', 'चांद'],
  ['a dental nasal before its stop is anusvara', 'हिन्दी', 'हिंदी'],
  ['a labial nasal before its stop is anusvara', 'मुम्बई', 'मुंबई'],
  ['a retroflex nasal before its stop is anusvara', 'पण्डित', 'पंडित'],
  ['a joiner changes the shape only', 'क्\u200dया', 'क्या'],
  ['the glide before e is written or not', 'गये', 'गए'],
  ['the glide before i is written or not', 'नयी', 'नई'],
  ['candra o is a long a', 'डॉक्टर', 'डाक्टर'],
  ['visarga is dropped', 'दुःख', 'दुख'],
  ['Devanagari digits are digits', '१२३', '123'],
  ['Arabic digits are digits, six and above too', '٣٦٩', '369'],
  ['full-width letters are letters', 'ＮＡＴＯ', 'nato'],
  ['case does not matter', 'Delhi', 'DELHI'],
  ['diacritics of Latin do not matter', 'Shōwa', 'showa'],
  ['a possessive is the word', 'Russia’s', 'russia'],
  ['sharp s is ss', 'Straße', 'strasse'],
];

const apart: readonly (readonly [string, string, string])[] = [
  ['army and gold', 'सेना', 'सोना'],
  ['Russia and juice', 'रूस', 'रस'],
  ['that and of', 'कि', 'की'],
  ['deed and less, by the virama', 'कर्म', 'करम'],
  ['Nepal and a slip of it', 'नेपाल', 'नपल'],
];

describe('normaliseWord', () => {
  test.each(same)('%s: %s = %s', (_, a, b) => {
    expect(normaliseWord(a)).toBe(normaliseWord(b));
  });

  test.each(apart)('keeps %s apart: %s, %s', (_, a, b) => {
    expect(normaliseWord(a)).not.toBe(normaliseWord(b));
  });

  test('is idempotent', () => {
    for (const word of [...same, ...apart].flatMap(([, a, b]) => [a, b])) {
      const once = normaliseWord(word);
      expect(normaliseWord(once)).toBe(once);
    }
  });

  test('leaves Cyrillic letters whole: short i is a letter of its own', () => {
    expect(normaliseWord('Горький')).toBe('горький');
  });
});

test('foldLatin passes other scripts through', () => {
  expect(foldLatin('रूस')).toBe('रूस');
  expect(foldLatin('łódź')).toBe('lodz');
});
