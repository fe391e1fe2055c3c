import { describe, expect, test } from 'vitest';
import { expandWord, kinKeys } from '../../../src/search/expand.ts';
import { createCoordination, createRanking, enoughHits, freshness } from '../../../src/search/rank.ts';
import { statisticsOf } from '../../../src/search/statistics.ts';
import { vocabularyKeys } from '../../../src/search/vocabulary.ts';

const word = (form: string, strict = false) => ({ form, strict, stop: false });

describe('expandWord', () => {
  const weights = (form: string, candidates: string[], strict = false) =>
    new Map(expandWord(word(form, strict), [], candidates).map(each => [each.form, each.weight] as const));

  test('the word itself comes first, known or not', () => {
    expect(expandWord(word('रूस'), [], [])).toEqual([{ form: 'रूस', weight: 1 }]);
  });

  test('takes inflections, names of the other script and translations, not other words', () => {
    const found = weights('trains', ['train', 'ट्रेन', 'ट्रेनों', 'रेलगाडी', 'तरन', 'torn']);
    expect(found.get('train')).toBe(0.9);
    expect(found.get('ट्रेन')).toBeGreaterThan(0.5);
    expect(found.has('torn')).toBe(false);
    expect(weights('flood', ['बाढ', 'पानी']).has('बाढ')).toBe(true);
    expect(weights('flood', ['बाढ', 'पानी']).has('पानी')).toBe(false);
  });

  test('below a not only the word and its inflections count', () => {
    expect([...weights('train', ['trains', 'ट्रेन'], true).keys()]).toEqual(['train', 'trains']);
  });
});

test.each([
  ['kim', 'किम'],
  ['germany', 'जर्मनी'],
  ['station', 'स्टेशन'],
  ['larka', 'लडका'],
  ['michael', 'माइकल'],
  ['trains', 'ट्रेन'],
  ['karna', 'करना'],
])('%s and %s are listed under a key in common', (latin, hindi) => {
  const keys = new Set(vocabularyKeys(latin));
  expect(vocabularyKeys(hindi).some(key => keys.has(key))).toBe(true);
});

test('translations are looked up only where another script is wanted', () => {
  expect(kinKeys(word('flood'), ['hi']).length).toBeGreaterThan(kinKeys(word('flood'), ['en']).length);
});

test('a word is rare or common among the articles of its own script', () => {
  const shares = [
    { language: 'hi', docCount: 100, totalLength: 1_000 },
    { language: 'en', docCount: 900, totalLength: 90_000 },
  ];
  const all = statisticsOf(shares, []);
  expect([all.docCountFor(new Set(['Deva'])), all.docCountFor(new Set(['Latn']))]).toEqual([100, 900]);
  expect(all.docCountFor(new Set(['Arab']))).toBe(1_000);
  expect(statisticsOf(shares, ['hi']).averageLength).toBe(10);
});

describe('ranking', () => {
  const collect = (masks: readonly number[], order: 'RELEVANCE' | 'OLDEST' = 'RELEVANCE') => {
    const ranking = createRanking({ order, plainMask: 0b111, first: 5, after: null });
    for (const [i, mask] of masks.entries())
      ranking.offer({ score: mask, sortAt: i, mask, id: () => `a${String(i).padStart(2, '0')}` });
    return ranking.finish();
  };

  test('with enough articles that hold all words, those with fewer are left out', () => {
    const masks = [...Array.from({ length: enoughHits }, () => 0b111), 0b011, 0b001];
    expect(collect(masks)).toMatchObject({ mode: 'ALL', totalCount: enoughHits, hasMore: true });
  });

  test('with too few, most words do, then any', () => {
    const most = [0b111, ...Array.from({ length: enoughHits - 1 }, () => 0b101), 0b001];
    expect(collect(most)).toMatchObject({ mode: 'MOST', totalCount: enoughHits });
    expect(collect([0b111, 0b001])).toMatchObject({ mode: 'ANY', totalCount: 2, hasMore: false });
  });

  test('ties are broken by time and id, so that the order is total', () => {
    const { positions } = collect([0b111, 0b111, 0b111]);
    expect(positions.map(({ id }) => id)).toEqual(['a02', 'a01', 'a00']);
    expect(collect([1, 1, 1], 'OLDEST').positions.map(({ id }) => id)).toEqual(['a00', 'a01', 'a02']);
  });

  test('a hit without some words is put back by what they weigh', () => {
    const factor = createCoordination([3, 1]);
    expect(factor(0b11)).toBe(1);
    expect(factor(0b01)).toBeGreaterThan(factor(0b10));
  });

  test('freshness never lowers a score and fades', () => {
    const now = Date.UTC(2026, 10, 24);
    const day = 86_400_000;
    expect(freshness(now, now)).toBeCloseTo(1.3);
    expect(freshness(now + day, now)).toBeCloseTo(1.3);
    expect(freshness(now - 3 * day, now)).toBeCloseTo(1.15);
    expect(freshness(0, now)).toBe(1);
  });
});
