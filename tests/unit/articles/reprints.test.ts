import { describe, expect, test } from 'vitest';
import { digestBytes, fingerprintBytes, fingerprintOf } from '../../../src/articles/fingerprint.ts';
import { isReprint, likenessOf } from '../../../src/articles/likeness.ts';
import { createReprintIndex, type ReprintEntry } from '../../../src/articles/reprint-index.ts';
import { analyse } from '../../../src/text/analyse.ts';
import { reprintCases } from './reprint-cases.ts';
import { sameEvents } from './reprint-texts.ts';

const printOf = (headline: string, text: string, language = 'en'): Uint8Array =>
  fingerprintOf({ headline: analyse(headline, language), body: analyse(text, language) }) ?? new Uint8Array();

const judged = reprintCases().map(pair => {
  const [first, second] = [pair.first, pair.second].map(copy =>
    printOf(copy.headline, copy.paragraphs.join('\n\n'), copy.language),
  );
  const likeness = likenessOf(first ?? new Uint8Array(), second ?? new Uint8Array());
  return { ...pair, found: likeness !== null && isReprint(likeness) };
});

describe('labelled pairs', () => {
  test('copies are found and others are not', () => {
    const found = judged.filter(pair => pair.found);
    const right = found.filter(pair => pair.reprint).length;
    expect(right / found.length).toBeGreaterThan(0.97);
    expect(right / judged.filter(pair => pair.reprint).length).toBeGreaterThan(0.97);
  });

  test('no form that is filled in anew is a copy, and no second report of an event', () => {
    const alike = judged.filter(({ kind }) => /^(?:template|same event|another)/u.test(kind));
    expect(alike.filter(pair => pair.found && !pair.reprint).map(pair => pair.kind)).toEqual([]);
  });
});

describe('fingerprints', () => {
  const [event] = sameEvents;
  const long = event?.first.paragraphs.join('\n') ?? '';

  test('a long text takes 162 bytes, a short one 12, no words none', () => {
    expect(printOf('Bridge', long)).toHaveLength(fingerprintBytes);
    expect(printOf('Bridge', 'It is closed.')).toHaveLength(digestBytes);
    expect(fingerprintOf({ headline: [], body: [] })).toBeNull();
  });

  test('short texts are copies only where each word is the same, headline and body', () => {
    const one = printOf('पुल बंद हुआ', 'यह ख़बर अपडेट हो रही है।', 'hi');
    const likeness = (other: Uint8Array) => likenessOf(one, other)?.resemblance;
    expect(likeness(printOf('पुल बंद हुआ', 'यह खबर अपडेट हो रही है', 'hi'))).toBe(1);
    expect(likeness(printOf('बाँध खुला', 'यह ख़बर अपडेट हो रही है।', 'hi'))).toBe(0);
    expect(likenessOf(one, printOf('Bridge', long))).toBeNull();
  });

  test('bytes that are no fingerprint are like nothing', () => {
    expect(likenessOf(new Uint8Array(), new Uint8Array())).toBeNull();
    expect(likenessOf(Uint8Array.of(9, 0), Uint8Array.of(9, 0))).toBeNull();
  });
});

describe('the index of recent articles', () => {
  const text = sameEvents[0]?.first.paragraphs.join('\n') ?? '';
  const copy = printOf('Bridge', text);
  const other = printOf('Dam', sameEvents[1]?.first.paragraphs.join('\n') ?? '', 'hi');
  const entry = (id: string, minute: number, fingerprint = copy): ReprintEntry => ({
    id,
    fingerprint,
    sortAt: new Date(minute * 60_000),
    firstSeenAt: new Date(0),
  });

  test('the first published is the original, in whatever order they come', () => {
    const index = createReprintIndex({ capacity: 64 });
    expect(index.place(entry('b', 2))).toEqual({ reprintOf: null, moved: [] });
    expect(index.place(entry('c', 3))).toEqual({ reprintOf: 'b', moved: [] });
    const { reprintOf, moved } = index.place(entry('a', 1));
    expect(reprintOf).toBeNull();
    expect(moved.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
      { id: 'b', reprintOf: 'a' },
      { id: 'c', reprintOf: 'a' },
    ]);
    expect(index.place(entry('d', 4)).reprintOf).toBe('a');
    expect(index.place(entry('x', 4, other)).reprintOf).toBeNull();
  });

  test('when the original is removed, the earliest copy takes its place', () => {
    const index = createReprintIndex({ capacity: 64 });
    for (const [minute, id] of ['a', 'b', 'c'].entries()) index.place(entry(id, minute));
    expect(index.remove('a')).toEqual([
      { id: 'b', reprintOf: null },
      { id: 'c', reprintOf: 'b' },
    ]);
    expect(index.remove('c')).toEqual([]);
    expect(index.place(entry('d', 9)).reprintOf).toBe('b');
  });

  test('an edited copy that is one no more is its own original; an edited original stays one', () => {
    const index = createReprintIndex({ capacity: 64 });
    index.place(entry('a', 1));
    index.place(entry('b', 2));
    expect(index.place(entry('a', 1, other))).toEqual({ reprintOf: null, moved: [] });
    expect(index.place(entry('b', 2, other)).reprintOf).toBe('a');
    expect(index.place(entry('b', 2, printOf('New', `${text} `.slice(600)))).reprintOf).toBeNull();
    expect(index.size()).toBe(2);
  });

  test('what was stored is loaded with its place, also where its original is gone', () => {
    const index = createReprintIndex({ capacity: 64 });
    index.load({ ...entry('b', 2), reprintOf: 'gone' });
    expect(index.place(entry('c', 3))).toEqual({ reprintOf: 'gone', moved: [] });
    expect(index.remove('gone')).toEqual([
      { id: 'b', reprintOf: null },
      { id: 'c', reprintOf: 'b' },
    ]);
  });

  test('a text of another week is no copy', () => {
    const index = createReprintIndex({ capacity: 64 });
    index.place(entry('a', 1));
    expect(index.place(entry('b', 60 * 24 * 8)).reprintOf).toBeNull();
  });

  test('the newest comers stay when it is full', () => {
    const index = createReprintIndex({ capacity: 3 });
    for (const id of ['a', 'b', 'c', 'd'])
      index.place(entry(id, id.charCodeAt(0), id === 'a' ? copy : other));
    expect(index.size()).toBe(3);
    expect(index.place(entry('e', 101)).reprintOf).toBeNull();
    expect(index.nearest(entry('f', 102))?.id).toBe('e');
  });
});
