import { expect, test } from 'vitest';
import { changesBetween, type RevisionContent } from '../../../src/articles/revision.ts';
import { diffWords } from '../../../src/articles/word-diff.ts';

const joined = (before: string, after: string) => {
  const parts = diffWords(before, after);
  const without = (kind: string) =>
    parts
      .filter(part => part.kind !== kind)
      .map(({ text }) => text)
      .join('');
  return { before: without('ADDED'), after: without('REMOVED'), parts };
};

test.each([
  ['a number', 'Eight routes open.', 'Six routes open.'],
  ['Hindi vowel signs', 'सोना महँगा हुआ।\n\nदाम बढ़े।', 'सेना महँगी हुई।\n\nदाम बढ़े।'],
  ['a paragraph more', 'One.\n\nTwo.', 'One.\n\nNew.\n\nTwo.'],
  ['nothing before', '', 'All new'],
  ['nothing after', 'All gone', ''],
  ['no spaces between words', '東京都知事が訪問', '東京府知事が訪問した'],
])('both texts can be read from the parts: %s', (_, before, after) => {
  expect(joined(before, after)).toMatchObject({ before, after });
});

test('words are whole, in Devanagari too', () => {
  expect(diffWords('भारतीय सोना महँगा', 'भारतीय सेना महँगा')).toEqual([
    { kind: 'SAME', text: 'भारतीय ' },
    { kind: 'REMOVED', text: 'सोना' },
    { kind: 'ADDED', text: 'सेना' },
    { kind: 'SAME', text: ' महँगा' },
  ]);
});

test('a text that is written anew is not compared for ever', () => {
  const text = (seed: number) =>
    Array.from({ length: 20_000 }, (_, at) => `w${(at * seed) % 7919}`).join(' ');
  const [before, after] = [text(3), text(5)];
  expect(joined(before, after)).toMatchObject({ before, after });
});

test('each part of an article that changed is named, with the words that came and went', () => {
  const content: RevisionContent = {
    headline: 'Eight routes open',
    dek: null,
    authors: ['A'],
    tagIds: ['t1'],
    paywalled: null,
    imageUrls: [],
    publishedAt: new Date(0),
    sections: [{ heading: null, text: 'Buses run.' }],
  };
  const edited = { ...content, headline: 'Six new routes open', tagIds: ['t1', 't2'] };
  const changes = changesBetween(content, edited, id => `tag ${id}`);
  expect(changes.map(({ field, addedWords, removedWords }) => [field, addedWords, removedWords])).toEqual([
    ['HEADLINE', 2, 1],
    ['TAGS', 2, 0],
  ]);
  expect(changesBetween(content, content, String)).toEqual([]);
});
