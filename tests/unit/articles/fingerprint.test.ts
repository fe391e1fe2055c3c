import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/articles/fingerprint.ts';
import { likenessOf } from '../../../src/articles/likeness.ts';
import { analyse } from '../../../src/text/analyse.ts';

test('a body that says the same few words again and again is a copy only where every word is the same', () => {
  const of = (number: number) => {
    const text = `The full text of the report at story ${number}. `.repeat(12);
    return fingerprintOf({ headline: [], body: analyse(text, 'en') }) ?? new Uint8Array();
  };
  expect(likenessOf(of(1), of(2))).toMatchObject({ resemblance: 0 });
  expect(likenessOf(of(1), of(1))).toMatchObject({ resemblance: 1 });
});
