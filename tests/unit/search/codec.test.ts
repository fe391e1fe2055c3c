import { describe, expect, test } from 'vitest';
import { ByteCache } from '../../../src/search/byte-cache.ts';
import { ByteReader, ByteWriter } from '../../../src/search/bytes.ts';
import {
  decodeIds,
  decodeNorms,
  encodeIds,
  encodeNorms,
  firstNotAfter,
} from '../../../src/search/columns.ts';
import { decodeCursor, encodeCursor } from '../../../src/search/cursor.ts';
import { createDeadSet, decodeDead, encodeDead } from '../../../src/search/dead.ts';
import { countDocs, PostingMerger } from '../../../src/search/postings.ts';
import { decodePostings, encodePostings } from '../../kit/postings.ts';

test('whole numbers up to 2^53 - 1 and texts come back as they were written', () => {
  const numbers = [
    0,
    1,
    127,
    128,
    16_383,
    16_384,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 45 + 7,
    Number.MAX_SAFE_INTEGER,
  ];
  const writer = new ByteWriter();
  for (const number of numbers) writer.varint(number);
  writer.text('किम');
  writer.text('');
  const reader = new ByteReader(writer.finish());
  expect(numbers.map(() => reader.varint())).toEqual(numbers);
  expect([reader.text(), reader.text(), reader.done]).toEqual(['किम', '', true]);
});

test('reading past the end gives zeros', () => {
  const reader = new ByteReader(Buffer.from([0x80]));
  expect([reader.varint(), reader.varint(), reader.text()]).toEqual([0, 0, '']);
});

test('a posting list comes back whole; a posting of weight one takes one byte', () => {
  const list = {
    docs: [0, 1, 5, 70_000],
    weights: [1, 7, 1, 300],
    positions: [[0, 4, 500], [3], [1, 2], [9_999]],
  };
  const { docs, positions } = encodePostings(list);
  expect(decodePostings(docs, positions)).toEqual(list);
  expect(countDocs(docs)).toBe(4);
  const dense = Array.from({ length: 100 }, (_, i) => i);
  expect(encodePostings({ docs: dense, weights: dense.map(() => 1), positions: [] }).docs).toHaveLength(101);
});

test('posting lists are put together under new numbers, without what is left out', () => {
  const merger = new PostingMerger();
  const one = encodePostings({ docs: [0, 2, 3], weights: [1, 5, 1], positions: [[1, 900], [7], [0, 1, 2]] });
  const other = encodePostings({ docs: [1], weights: [2], positions: [[4]] });
  merger.add(one.docs, one.positions, Int32Array.of(3, -1, -1, 9));
  merger.add(other.docs, other.positions, Int32Array.of(-1, 5));
  expect(merger.size).toBe(3);
  const { docs, positions } = merger.encode();
  expect(decodePostings(docs, positions)).toEqual({
    docs: [3, 5, 9],
    weights: [1, 2, 1],
    positions: [[1, 900], [4], [0, 1, 2]],
  });
});

describe('columns', () => {
  const rows = [
    { id: 'b', revision: 2, sortAt: Date.UTC(2026, 10, 24), length: 300 },
    { id: 'a', revision: 1, sortAt: Date.UTC(2026, 10, 23), length: 0 },
    { id: 'c', revision: 9, sortAt: Date.UTC(1950, 0, 1), length: 12 },
  ];

  test('times, also those before 1970, and lengths come back', () => {
    const { sortAt, lengths } = decodeNorms(encodeNorms(rows));
    expect([...sortAt]).toEqual(rows.map(row => row.sortAt));
    expect([...lengths]).toEqual([300, 0, 12]);
  });

  test.each([
    ['texts', ['b', 'a', 'ज']],
    ['object ids', ['656f1c2b9d3e4a5b6c7d8e9f', '000000000000000000000001', 'ffffffffffffffffffffffff']],
    ['digests', ['AAAAAAAAAAAAAAAAAAAAAA', 'q83vEjRWeJCrze8SNFZ4kA', '_____________________w']],
  ])('ids that are %s come back and are found', (_, ids) => {
    const decoded = decodeIds(encodeIds(ids.map((id, i) => ({ id, revision: i + 1, sortAt: 0, length: 0 }))));
    expect(ids.map((_id, doc) => decoded.idAt(doc))).toEqual(ids);
    expect(ids.map((_id, doc) => decoded.revisionAt(doc))).toEqual([1, 2, 3]);
    expect(ids.map(id => decoded.find(id))).toEqual([0, 1, 2]);
    expect(decoded.find('nobody')).toBe(-1);
  });

  test('a time finds its place among documents that are newest first', () => {
    const times = Float64Array.from([50, 40, 40, 10]);
    expect([60, 50, 45, 40, 11, 10, 5].map(time => firstNotAfter(times, time))).toEqual([
      0, 0, 1, 1, 3, 3, 4,
    ]);
  });
});

test('a set of dead documents comes back', () => {
  const dead = decodeDead(encodeDead(createDeadSet([70, 3, 3, 0])));
  expect(dead.docs).toEqual([0, 3, 70]);
  expect([0, 1, 3, 70, 71, 9_999].map(dead.has)).toEqual([true, false, true, true, false, false]);
});

describe('cursors', () => {
  const cursor = { order: 'RELEVANCE', score: 0.1 + 0.2, sortAt: -5, id: 'ü', epoch: 3, now: 17 } as const;

  test('come back exactly, the score to its last bit', () => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  test.each(['', '!', 'e30', Buffer.from('["RELEVANCE",1]').toString('base64url'), 'a'.repeat(600), '%00'])(
    'anything else is refused: %s',
    text => {
      expect(decodeCursor(text)).toBeNull();
    },
  );
});

test('the cache drops what was used longest ago and never holds more than its limit', () => {
  const cache = new ByteCache<string>(1_000, value => value.length);
  for (const key of ['a', 'b', 'c']) cache.set(key, 'x'.repeat(200));
  cache.get('a');
  cache.set('d', 'x'.repeat(200));
  expect(['a', 'b', 'c', 'd'].map(key => cache.get(key) !== undefined)).toEqual([true, false, true, true]);
  expect(cache.bytes).toBeLessThanOrEqual(1_000);
  cache.set('huge', 'x'.repeat(5_000));
  expect(cache.get('huge')).toBeUndefined();
  cache.delete('a');
  cache.delete('a');
  expect(cache.bytes).toBe(2 * (200 + 2 + 96));
});
