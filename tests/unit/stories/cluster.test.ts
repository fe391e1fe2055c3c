import { expect, test } from 'vitest';
import { sampleTruth } from '../../../src/sample/truth.ts';
import { createStoryBook } from '../../../src/stories/cluster.ts';
import { newsroomArticles } from './newsroom.ts';

const articles = [...newsroomArticles().values()].sort((a, b) => a.sortAt.getTime() - b.sortAt.getTime());

const clustered = () => {
  const book = createStoryBook();
  for (const article of articles) book.add(article);
  book.repair();
  return book;
};

test('every article is in one story, and every story knows its articles', () => {
  const book = clustered();
  const members = book.stories().flatMap(story => [...story.articleIds]);
  expect(members.toSorted()).toEqual(articles.map(article => article.id).toSorted());
  for (const { id } of articles) expect(book.storyOf(id)?.articleIds).toContain(id);
});

test('most reports of one event come together, and events of other people stay apart', () => {
  const book = clustered();
  const together = (one: string, other: string) => book.storyOf(one)?.id === book.storyOf(other)?.id;
  const stories = Object.values(sampleTruth.stories);
  const pairs = stories.flatMap(([first = '', ...rest]) => rest.map(key => [first, key] as const));
  const joined = pairs.filter(([one, other]) => together(one, other)).length;
  expect(joined / pairs.length).toBeGreaterThan(0.7);
  // Events that share people or a place are the hard cases; all others have nothing in common.
  const sharing = new Set(sampleTruth.traps.flatMap(({ pair }) => [...pair]));
  const apart = stories.map(keys => keys.find(key => !sharing.has(key))).filter(key => key !== undefined);
  for (const one of apart) for (const other of apart) expect(together(one, other)).toBe(one === other);
});

test('adding an article again moves it, and leaves no second copy', () => {
  const book = clustered();
  const [article] = articles;
  if (article === undefined) throw new Error('the newsroom is empty');
  book.add(article);
  expect(book.stories().flatMap(story => story.articleIds.filter(id => id === article.id))).toEqual([
    article.id,
  ]);
});
