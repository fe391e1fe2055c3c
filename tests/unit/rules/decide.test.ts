import { describe, expect, test } from 'vitest';
import { decide, rulesFor, type ActiveRule, type Decision } from '../../../src/rules/decide.ts';
import { factsOf, factsOfEntry } from '../../../src/rules/facts.ts';
import { addToPreview, emptyPreview } from '../../../src/rules/preview.ts';
import { article, compiled, now } from './rule-kit.ts';

/** Rules by name; those named `own…` are for the article's source only. */
const rules = (texts: Record<string, string>): ActiveRule[] =>
  Object.entries(texts).map(([id, text]) => ({
    id,
    sourceId: id.startsWith('own') ? 'source-1' : id.startsWith('other') ? 'source-2' : null,
    compiled: compiled(text),
  }));

const setOf = (texts: Record<string, string>) => rulesFor(rules(texts), 'source-1');
const decided = (texts: Record<string, string>): Decision => decide(setOf(texts), factsOf(article, now));

describe('a set of rules', () => {
  test('an exclude rule wins over an include rule', () => {
    expect(decided({ in: 'include tag = floods', out: 'exclude wordCount > 400' })).toMatchObject({
      kind: 'excluded',
      ruleIds: ['out'],
      clauses: ['wordCount > 400'],
    });
  });

  test('one include rule of a scope is enough, and each scope that has some needs one', () => {
    const matching = { a: 'include tag = fire', b: 'include language = en' };
    expect(decided(matching)).toMatchObject({ kind: 'kept', ruleIds: ['b'] });
    expect(decided({ ...matching, own: 'include wordCount > 1000' })).toMatchObject({
      kind: 'excluded',
      ruleIds: [],
      clauses: ['wordCount > 1000'],
    });
    expect(decided({ ...matching, own: 'include wordCount > 100' })).toMatchObject({ kind: 'kept' });
  });

  test('rules of another source do not matter', () => {
    expect(decided({ other: 'exclude language = en' })).toEqual({ kind: 'kept', ruleIds: [], tagNames: [] });
    expect(setOf({ other: 'exclude language = en' }).isEmpty).toBe(true);
  });

  test('exclude rules see the tags that tag rules gave; tag rules do not see each other', () => {
    const texts = { tagging: 'tag "Water" when text ~ "river"', out: 'exclude tag = water' };
    expect(decided(texts)).toMatchObject({ kind: 'excluded', ruleIds: ['out', 'tagging'] });
    const chain = { b: 'tag "Wet" when tag = water', a: 'tag "Water" when text ~ "river"' };
    expect(decided(chain)).toMatchObject({ kind: 'kept', tagNames: ['Water'] });
  });

  test('the order of the rules does not matter', () => {
    const texts = { a: 'exclude wordCount > 400', b: 'include tag = fire', c: 'tag "T" when tag = floods' };
    const backwards = Object.fromEntries(Object.entries(texts).toReversed());
    expect(decided(texts)).toEqual(decided(backwards));
  });

  test('an entry is excluded before its page is read where that is certain', () => {
    const entry = factsOfEntry({ ...article, publishedAt: null, tagNames: [] }, now);
    const asked = (texts: Record<string, string>) => decide(setOf(texts), entry).kind;
    expect(asked({ a: 'exclude headline ~ "river"' })).toBe('excluded');
    expect(asked({ a: 'include headline ~ "cricket"', b: 'include site = other.example' })).toBe('excluded');
    expect(asked({ a: 'include headline ~ "cricket"', b: 'include wordCount > 5' })).toBe('undecided');
    expect(asked({ a: 'exclude tag = T', b: 'tag "T" when headline ~ "river"' })).toBe('excluded');
    expect(asked({ a: 'exclude headline ~ "cricket"' })).toBe('kept');
  });

  test('a cause keeps its key while its rules do, and another set has another', () => {
    const key = (texts: Record<string, string>) => [...setOf(texts).keys];
    const first = key({ a: 'exclude tag = x' });
    expect(key({ b: 'exclude   tag = "x"' })).toEqual(first);
    expect(key({ a: 'exclude tag = x', b: 'exclude tag = y' })).toContain(first[0]);
    expect(key({ a: 'exclude tag = y' })).not.toEqual(first);
    expect(key({ a: 'exclude tag = x', b: 'tag "x" when text ~ "y"' })).not.toContain(first[0]);
  });
});

describe('a preview', () => {
  const counted = (text: string) => {
    const rule = compiled(text);
    const preview = emptyPreview(rule);
    const articles = [article, { ...article, headline: 'A dry day', tagNames: ['Weather'], wordCount: 40 }];
    articles.forEach((one, place) =>
      addToPreview(preview, rule, { id: `a${place}`, headline: one.headline, facts: factsOf(one, now) }),
    );
    return preview;
  };

  test('counts what an exclude rule leaves out, clause by clause', () => {
    expect(counted('exclude tag = floods or headline ~ "river" or wordCount < 10')).toMatchObject({
      effect: 'EXCLUDE',
      scanned: 2,
      matched: 1,
      kept: 1,
      excluded: 1,
      tagged: 0,
      clauses: [
        { clause: 'tag = "floods"', count: 1 },
        { clause: 'headline ~ "river"', count: 1 },
        { clause: 'wordCount < 10', count: 0 },
      ],
      examples: [{ articleId: 'a0', clauses: ['tag = "floods"', 'headline ~ "river"'] }],
      leftOut: [],
    });
  });

  test('shows what an include rule leaves out and why', () => {
    expect(counted('include wordCount >= 80 and language = en')).toMatchObject({
      matched: 1,
      kept: 1,
      excluded: 1,
      leftOut: [{ articleId: 'a1', clauses: ['wordCount >= 80'] }],
    });
  });

  test('counts what a tag rule tags', () => {
    expect(counted('tag "Rain" when not tag = floods')).toMatchObject({ kept: 2, excluded: 0, tagged: 1 });
  });
});
