import { expect, test } from 'vitest';
import { decodeSignature, encodeSignature } from '../../../src/stories/signature-bytes.ts';
import { emptySignature } from '../../../src/stories/signature.ts';
import { createTermCounts, decodeTermCounts } from '../../../src/stories/term-counts.ts';
import { termsOf } from '../../../src/stories/terms.ts';
import {
  addVectors,
  cutVector,
  emptyVector,
  overlap,
  reachesDot,
  unitVector,
} from '../../../src/stories/vector.ts';

const one = unitVector([
  { term: 7, weight: 3 },
  { term: -5, weight: 4 },
]);
const other = unitVector([
  { term: 7, weight: 1 },
  { term: 9, weight: 1 },
]);

test('a vector is in the order of its terms and of length 1', () => {
  expect([...one.terms]).toEqual([-5, 7]);
  expect(overlap(one, one)).toEqual({ dot: expect.closeTo(1, 6) as number, shared: 2 });
});

test('the overlap is the same both ways round, and none with nothing', () => {
  expect(overlap(one, other)).toEqual(overlap(other, one));
  expect(overlap(one, other)).toEqual({ dot: expect.closeTo(0.6 / Math.SQRT2, 6) as number, shared: 1 });
  expect(overlap(one, emptyVector)).toEqual({ dot: 0, shared: 0 });
});

test('whether the overlap reaches a number is told as by the overlap itself', () => {
  const terms = (from: number) =>
    Array.from({ length: 30 }, (_, at) => ({ term: from + at * 3, weight: 1 + (at % 4) }));
  for (const from of [0, 1, 3, 9, 30, 60])
    for (const least of [0, 0.2, 0.6, 0.9, 1.1]) {
      const [a, b] = [unitVector(terms(0)), unitVector(terms(from))];
      expect(reachesDot(a, b, least)).toBe(overlap(a, b).dot >= least);
    }
});

test('a sum has each term once, and a cut keeps the strongest', () => {
  const sum = addVectors(one, other);
  expect([...sum.terms]).toEqual([-5, 7, 9]);
  expect(sum.weights[1]).toBeCloseTo(0.6 + Math.SQRT1_2, 6);
  expect([...cutVector(sum, 2).terms]).toEqual([-5, 7]);
});

test('a signature comes back from its bytes', () => {
  const signature = { stems: one, keys: other };
  const back = decodeSignature(encodeSignature(signature));
  expect([...back.stems.terms]).toEqual([...one.terms]);
  expect(back.keys.weights[0]).toBeCloseTo(Math.SQRT1_2, 4);
  expect(decodeSignature(encodeSignature(emptySignature))).toEqual(emptySignature);
});

test.each([[new Uint8Array()], [new Uint8Array(3)], [new Uint8Array(40).fill(255)]])(
  'bytes that are no signature give an empty one',
  bytes => {
    expect(decodeSignature(bytes)).toEqual(emptySignature);
  },
);

test('counts of thousands of terms come back from their bytes', () => {
  const counts = createTermCounts();
  const bodies = Array.from({ length: 300 }, (_, i) => `reservoir word${i} other${i % 7} Kim met`);
  const terms = bodies.map(body => termsOf({ headline: 'Dam', dek: null, body, tags: [], language: 'en' }));
  for (const counted of terms) counts.add(counted);
  const back = decodeTermCounts(counts.encode());
  expect(back.documents).toBe(300);
  for (const { language, stems, keys } of terms)
    for (const term of [language, ...stems.keys(), ...keys.keys()]) {
      expect(counts.frequency(term)).toBeGreaterThan(0);
      expect(back.frequency(term)).toBe(counts.frequency(term));
    }
  expect(counts.frequency(terms[0]?.language ?? 0)).toBe(300);
});
