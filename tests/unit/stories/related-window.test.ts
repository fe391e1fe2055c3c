import { expect, test } from 'vitest';
import { createRelatedWindow } from '../../../src/stories/related-window.ts';
import { newsroomArticles } from './newsroom.ts';

const articles = [...newsroomArticles().values()];

const filled = () => {
  const window = createRelatedWindow(1_000);
  for (const article of articles) window.place(article);
  return window;
};

test('whoever is in a list has the other in its own, unless that is full of better ones', () => {
  const window = filled();
  const lists = new Map(articles.map(({ id }) => [id, window.take(id)] as const));
  for (const [id, list] of lists)
    for (const { articleId, score } of list) {
      const back = lists.get(articleId) ?? [];
      const weakest = back.at(-1)?.score ?? 0;
      expect(back.some(ref => ref.articleId === id) || weakest >= score, `${id} → ${articleId}`).toBe(true);
    }
});

test('lists that changed are told once', () => {
  const window = filled();
  expect(
    window
      .takeChanged()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(articles.map(({ id }) => id).toSorted());
  expect(window.takeChanged()).toEqual([]);
});

test('a removed article is in no list any more', () => {
  const window = filled();
  window.takeChanged();
  const [gone] = articles;
  const neighbours = window.take(gone?.id ?? '').map(({ articleId }) => articleId);
  window.remove(gone?.id ?? '');
  expect(window.size).toBe(articles.length - 1);
  const changed = window.takeChanged();
  expect(changed.length).toBeGreaterThan(0);
  for (const { id, related } of changed) {
    expect(neighbours).toContain(id);
    expect(related.map(({ articleId }) => articleId)).not.toContain(gone?.id);
  }
});

test('the window stays within its size: the oldest to come leaves', () => {
  const window = createRelatedWindow(10);
  for (const article of articles) window.place(article);
  expect(window.size).toBe(10);
  const last = new Set(articles.slice(-10).map(({ id }) => id));
  for (const id of last)
    for (const { articleId } of window.take(id))
      expect(articles.map(article => article.id)).toContain(articleId);
});
