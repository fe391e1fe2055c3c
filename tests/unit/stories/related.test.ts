import { expect, test } from 'vitest';
import { sampleTruth } from '../../../src/sample/truth.ts';
import {
  maxRelated,
  relatedScore,
  relatedTo,
  type Relatable,
  withRelated,
} from '../../../src/stories/related.ts';
import { emptySignature } from '../../../src/stories/signature.ts';
import { newsroomArticles } from './newsroom.ts';

const articles = newsroomArticles();
const all = [...articles.values()];
const get = (key: string): Relatable => {
  const article = articles.get(key);
  if (article === undefined) throw new Error(`the newsroom has no ${key}`);
  return article;
};

const stories = Object.values(sampleTruth.stories);
const copies = new Set(sampleTruth.nearDuplicates.flatMap(([, reprint]) => reprint));

test.each(stories.map(keys => [keys[0] ?? '', keys] as const))(
  'the first related article of %s tells of the same event',
  (key, keys) => {
    const others = keys.filter(other => other !== key && !copies.has(other));
    if (others.length === 0) return;
    const [first] = relatedTo(get(key), all);
    expect(keys).toContain(first?.articleId);
  },
);

test('reports of one event in the two languages are related', () => {
  const crossing = stories.flatMap(keys => {
    const [hindi] = keys.filter(key => get(key).language === 'hi');
    const [english] = keys.filter(key => get(key).language === 'en');
    return hindi === undefined || english === undefined ? [] : [[hindi, english] as const];
  });
  expect(crossing.length).toBeGreaterThan(5);
  for (const [hindi, english] of crossing) {
    const listed = relatedTo(get(hindi), all, { keepCopies: true }).map(ref => ref.articleId);
    expect(listed, `${hindi} → ${english}`).toContain(english);
  }
});

test('another event of the same people is less related than the same event', () => {
  const scores = sampleTruth.traps.map(({ pair: [one, other] }) => relatedScore(get(one), get(other)));
  const within = stories.flatMap(([first, ...rest]) =>
    rest.map(key => relatedScore(get(first ?? ''), get(key))),
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(scores)).toBeLessThan(mean(within) / 2);
});

test('reprints are left out unless they are asked for', () => {
  for (const [original, reprint] of sampleTruth.nearDuplicates) {
    const usual = relatedTo(get(original), all).map(ref => ref.articleId);
    const whole = relatedTo(get(original), all, { keepCopies: true }).map(ref => ref.articleId);
    expect(whole, original).toContain(reprint);
    expect(usual, original).not.toContain(reprint);
  }
});

test('the score is the same both ways round, from 0 to 1', () => {
  for (const one of all.slice(0, 12))
    for (const other of all.slice(12, 24)) {
      const score = relatedScore(one, other);
      expect(score).toBe(relatedScore(other, one));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
});

test('the order of the candidates plays no part, and an article is never related to itself', () => {
  for (const article of all.slice(0, 10)) {
    const related = relatedTo(article, all);
    expect(relatedTo(article, all.toReversed())).toEqual(related);
    expect(related.map(ref => ref.articleId)).not.toContain(article.id);
    expect(related.length).toBeLessThanOrEqual(maxRelated);
    expect(related.map(ref => ref.score)).toEqual(related.map(ref => ref.score).toSorted((a, b) => b - a));
  }
});

test('an article without words is related to nothing', () => {
  const empty: Relatable = {
    ...get(stories[0]?.[0] ?? ''),
    id: 'empty',
    signature: emptySignature,
    tagIds: [],
  };
  expect(relatedTo(empty, all)).toEqual([]);
});

test('an older article learns of a newer one, once, and a full list lets its weakest go', () => {
  const newer = { articleId: 'newer', score: 0.5, why: [] };
  expect(withRelated([], newer)).toEqual([newer]);
  expect(withRelated([newer], newer)).toBeNull();
  const full = Array.from({ length: maxRelated }, (_, at) => ({
    articleId: `older-${at}`,
    score: 0.9 - at / 20,
    why: [],
  }));
  const list = withRelated(full, newer)?.map(({ articleId }) => articleId);
  expect(list).toContain('newer');
  expect(list).toHaveLength(maxRelated);
  expect(list).not.toContain(`older-${maxRelated - 1}`);
  expect(withRelated(full, { ...newer, score: 0.01 })).toBeNull();
});
