import { describe, expect, test } from 'vitest';
import { factsOf, factsOfEntry } from '../../../src/rules/facts.ts';
import { article, compiled, holds, now } from './rule-kit.ts';

const hindi = {
  language: 'hi',
  headline: 'राज्य में चुनावों की तारीखें घोषित, मोदी आज रैली में',
  dek: null,
  sections: [{ heading: null, text: 'रात को सेना पहुंची। किम जोंग उन ने राशिफलों पर बात कर दी।' }],
};

describe('~ looks for words as a reader would', () => {
  test.each([
    ['text ~ "चुनाव"', true],
    ['text ~ "चुनावी"', true],
    ['text ~ "chunav"', true],
    ['text ~ "chunaav"', true],
    ['text ~ "rashifal"', true],
    ['text ~ "Modi"', true],
    ['text ~ "kim jong un"', true],
    ['text ~ "Kim Jong"', true],
    ['text ~ "chunavon ki tarikh"', true],
    ['text ~ "चुनावों की तारीख"', true],
    ['text ~ "तारीख चुनाव"', false],
    ['text ~ "सेना"', true],
    ['text ~ "सोना"', false],
    ['text ~ "sona"', false],
    // रात "night" is no rate, कर "do" no car, में "in" neither men nor main.
    ['text ~ "rate"', false],
    ['text ~ "car"', false],
    ['text ~ "men"', false],
    ['text ~ "main"', false],
    ['text ~ ["cricket", "chunav"]', true],
  ])('%s in a Hindi article: %s', (condition, expected) => {
    expect(holds(condition, hindi)).toBe(expected);
  });

  test.each([
    ['text ~ "ELECTION"', true],
    ['text ~ "river rose"', true],
    ['text ~ "rivers"', true],
    ['text ~ "rose river"', false],
    ['text ~ "rive"', false],
    ['text ~ "metres heavy"', false],
    ['text ~ "on the banks"', true],
    ['text ~ "चुनाव"', false],
  ])('%s in an English article: %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test.each([
    ['Narendra Modi in Delhi', '"मोदी"', true],
    ['chunav aayog ki baithak', '"चुनाव"', true],
    ['chunav aayog ki baithak', '"चुनाव आयोग"', true],
    ['Interest rate falls', '"रात"', false],
  ])('Devanagari finds the Latin spelling: %s, %s', (headline, value, expected) => {
    expect(holds(`headline ~ ${value}`, { headline })).toBe(expected);
  });
});

describe('every field is compared in its own way', () => {
  test.each([
    ['headline = "the RIVER  rose by two metres"', true],
    ['headline != "Other"', true],
    ['dek exists', true],
    ['author = "asha rao"', true],
    ['author ~ "Rao"', true],
    ['tag = floods', true],
    ['tag in [fire, मौसम]', true],
    ['tag != floods', false],
    ['tag != [fire, storm]', true],
    ['category = regional', true],
    ['url ~ "नदी rose"', true],
    ['url = "https://www.river.example/news/%E0%A4%A8%E0%A4%A6%E0%A5%80-rose?id=7&utm_source=x"', true],
    ['site = river.example', true],
    ['site = iver.example', false],
    ['site = "WWW.River.example"', true],
    ['source = river-news-abc123', true],
    ['source = "source-1"', true],
    ['source = "river news"', true],
    ['source ~ "river"', true],
    ['source != "river news"', false],
    ['language in [hi, en]', true],
    ['language != en', false],
    ['paywalled = false', true],
    ['paywalled exists', true],
    ['wordCount >= 420', true],
    ['wordCount > 420', false],
    ['wordCount in [1, 420]', true],
    ['wordCount != 420', false],
    ['age <= 1d', true],
    ['age < 24h', false],
    ['publishedAt >= 2026-02-28', true],
    ['publishedAt < 2026-02-28', false],
    ['not tag = floods or wordCount = 420', true],
    ['not (tag = floods or wordCount = 420)', false],
  ])('%s: %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });
});

test('a comparison with what is missing is false, and != is the opposite of =', () => {
  const bare = { dek: null, publishedAt: null, paywalled: null, authors: [], tagNames: [] };
  const missing = ['dek ~ "x"', 'dek = "x"', 'dek exists', 'age > 1d', 'age < 1d', 'publishedAt exists'];
  missing.push('paywalled = false', 'paywalled exists', 'author exists', 'tag ~ "x"');
  for (const condition of missing) {
    expect(holds(condition, bare), condition).toBe(false);
    expect(holds(`not ${condition}`, bare), condition).toBe(true);
  }
  for (const condition of ['dek != "x"', 'paywalled != false', 'tag != "x"'])
    expect(holds(condition, bare), condition).toBe(true);
});

test('the clauses that decided are named, those below a not with it', () => {
  const rule = compiled(
    'exclude tag = fire or headline ~ "river" or (wordCount > 400 and not source = other)',
  );
  const { clauses } = rule.test(factsOf(article, now));
  expect(clauses.map(number => rule.clauses[number])).toEqual([
    'headline ~ "river"',
    'wordCount > 400',
    'not source = "other"',
  ]);
});

test('before the page is read only what the page cannot change is decided', () => {
  const entry = factsOfEntry(
    {
      language: 'hi',
      headline: 'आज का राशिफल',
      tagNames: ['Astrology'],
      url: 'https://news.example/rashifal/1',
      source: article.source,
      publishedAt: null,
    },
    now,
  );
  const asked = (condition: string) => compiled(`exclude ${condition}`).test(entry).holds;
  expect(asked('headline ~ "rashifal"')).toBe(true);
  expect(asked('text ~ "राशिफल"')).toBe(true);
  expect(asked('headline ~ "मौसम"')).toBe(false);
  expect(asked('text ~ "मौसम"')).toBeNull();
  expect(asked('tag = astrology')).toBe(true);
  expect(asked('tag = cricket')).toBeNull();
  expect(asked('tag != astrology')).toBe(false);
  expect(asked('site = news.example and wordCount < 80')).toBeNull();
  expect(asked('site = other.example and wordCount < 80')).toBe(false);
  expect(asked('site = news.example or wordCount < 80')).toBe(true);
  for (const open of ['dek exists', 'author = x', 'language = hi', 'paywalled = true', 'age > 1d'])
    expect(asked(open), open).toBeNull();
});
