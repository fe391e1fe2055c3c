import { describe, expect, test } from 'vitest';
import { editionOf, sampleArticles } from '../../src/sample/catalogue.ts';
import { sampleEdits } from '../../src/sample/edits.ts';
import { samplePublishers } from '../../src/sample/publishers.ts';
import { sampleTruth } from '../../src/sample/truth.ts';
import type { SampleArticle } from '../../src/sample/article.ts';

const byKey = new Map(sampleArticles.map(article => [article.key, article]));

const articleOf = (key: string) => {
  const article = byKey.get(key);
  if (article === undefined) throw new Error(`no article ${key}`);
  return article;
};

const textOf = (article: SampleArticle): string =>
  article.sections.flatMap(([, ...paragraphs]) => paragraphs).join('\n');

const sentences = (article: SampleArticle): number => {
  const segmenter = new Intl.Segmenter(article.language, { granularity: 'sentence' });
  return [...segmenter.segment(textOf(article))].filter(({ segment }) => /\p{L}/u.test(segment)).length;
};

const wordsOf = (key: string): Set<string> =>
  new Set(
    textOf(articleOf(key))
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  );

/** Shared words over all words of two articles. */
const overlap = (one: string, other: string): number => {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter(word => b.has(word)).length;
  return shared / (a.size + b.size - shared);
};

const storyOf = (key: string): string | null =>
  Object.entries(sampleTruth.stories).find(([, keys]) => keys.includes(key))?.[0] ?? null;

describe('the articles', () => {
  test('there are at least sixty, under unique keys, in both languages and from at least six publishers', () => {
    expect(sampleArticles.length).toBeGreaterThanOrEqual(60);
    expect(byKey.size).toBe(sampleArticles.length);
    const hindi = sampleArticles.filter(article => article.language === 'hi').length;
    expect(hindi).toBeGreaterThanOrEqual(25);
    expect(sampleArticles.length - hindi).toBeGreaterThanOrEqual(25);
    expect(new Set(sampleArticles.map(article => article.publisher)).size).toBeGreaterThanOrEqual(6);
  });

  test('each has three to eight sentences, but for the one in the shape of a long report, in one to four sections', () => {
    for (const article of sampleArticles) {
      expect(article.sections.length, article.key).toBeGreaterThanOrEqual(1);
      expect(article.sections.length, article.key).toBeLessThanOrEqual(4);
      expect(sentences(article), article.key).toBeGreaterThanOrEqual(3);
      const most = article.key === 'kim-jong-un-niji-train-se-roos' ? 12 : 8;
      expect(sentences(article), article.key).toBeLessThanOrEqual(most);
    }
  });

  test('only the first section may stand without a sub-heading', () => {
    for (const { key, sections } of sampleArticles)
      expect(
        sections.slice(1).every(([heading]) => heading !== null),
        key,
      ).toBe(true);
  });

  test('the text is in the normal form that browsers and search agree on', () => {
    const text = JSON.stringify([sampleArticles, sampleEdits, sampleTruth]);
    expect(text).toBe(text.normalize('NFC'));
  });

  test('Hindi articles are written in Devanagari with danda, English ones in Latin script', () => {
    for (const article of sampleArticles) {
      const devanagari = textOf(article).match(/\p{Script=Devanagari}/gu)?.length ?? 0;
      const latin = textOf(article).match(/\p{Script=Latin}/gu)?.length ?? 0;
      expect(article.language === 'hi' ? devanagari > latin : latin > devanagari, article.key).toBe(true);
      if (article.language === 'hi') expect(textOf(article), article.key).toContain('।');
    }
  });

  test('headlines, keys and image captions never repeat where they are not reprints', () => {
    const headlines = sampleArticles.map(article => article.headline);
    expect(new Set(headlines).size).toBe(headlines.length);
  });

  test('the report in the shape of the reference has a dek, a captioned image, three sub-headings and glossed names', () => {
    const report = articleOf('kim-jong-un-niji-train-se-roos');
    expect(report.dek).not.toBeNull();
    expect(report.image?.caption).toContain('Kim Jong Un');
    expect(report.sections.filter(([heading]) => heading !== null)).toHaveLength(3);
    expect(textOf(report)).toContain('किम जोंग उन (Kim Jong Un)');
    expect(textOf(report)).toContain('व्लादिमीर पुतिन (Vladimir Putin)');
    expect(textOf(report)).toContain('निजी ट्रेन');
    expect(JSON.stringify(sampleArticles)).not.toContain('प्राइवेट ट्रेन');
  });
});

describe('the truth about them', () => {
  test('at least eight events are told by two or more publishers in both languages', () => {
    expect(Object.keys(sampleTruth.stories).length).toBeGreaterThanOrEqual(8);
    for (const [story, keys] of Object.entries(sampleTruth.stories)) {
      const members = keys.map(articleOf);
      expect(new Set(members.map(member => member.publisher)).size, story).toBe(keys.length);
      expect(keys.length, story).toBeGreaterThanOrEqual(2);
      expect(new Set(members.map(member => member.language)), story).toEqual(new Set(['hi', 'en']));
    }
  });

  test('no article belongs to two stories, and some stand alone', () => {
    const told = Object.values(sampleTruth.stories).flat();
    expect(new Set(told).size).toBe(told.length);
    expect(sampleArticles.length - told.length).toBeGreaterThanOrEqual(15);
  });

  test('at least five trap pairs share a person or a place but tell of different events', () => {
    expect(sampleTruth.traps.length).toBeGreaterThanOrEqual(5);
    for (const { pair } of sampleTruth.traps) {
      const [one, other] = [storyOf(articleOf(pair[0]).key), storyOf(articleOf(pair[1]).key)];
      expect(one === null || one !== other, pair.join()).toBe(true);
      const shared = articleOf(pair[0]).categories.filter(name =>
        articleOf(pair[1]).categories.includes(name),
      );
      expect(shared.length, pair.join()).toBeGreaterThan(0);
    }
  });

  test('at least four reprints are nearly but not wholly the same as their original and in its story', () => {
    expect(sampleTruth.nearDuplicates.length).toBeGreaterThanOrEqual(4);
    for (const [original, reprint] of sampleTruth.nearDuplicates) {
      expect(overlap(original, reprint), reprint).toBeGreaterThan(0.8);
      expect(textOf(articleOf(original))).not.toBe(textOf(articleOf(reprint)));
      expect(storyOf(original)).toBe(storyOf(reprint));
    }
  });

  test('articles of one story that are no reprints are told in words of their own', () => {
    const reprints = new Set(sampleTruth.nearDuplicates.map(pair => pair.toSorted().join()));
    const pairs = Object.values(sampleTruth.stories).flatMap(keys =>
      keys.flatMap((one, at) =>
        keys.slice(at + 1).map(other => (one < other ? ([one, other] as const) : ([other, one] as const))),
      ),
    );
    for (const pair of pairs.filter(candidate => !reprints.has(candidate.join())))
      expect(overlap(...pair), pair.join()).toBeLessThan(0.6);
  });

  test('each person is glossed in a Hindi article and is a category in both scripts', () => {
    const hindi = sampleArticles.filter(article => article.language === 'hi').map(textOf);
    const categories = new Set(sampleArticles.flatMap(article => article.categories));
    for (const { hi, en } of sampleTruth.persons) {
      expect(
        hindi.some(text => text.includes(`${hi} (${en})`)),
        en,
      ).toBe(true);
      expect(categories.has(hi), hi).toBe(true);
      expect(categories.has(en), en).toBe(true);
    }
  });

  test('each junk category hangs on articles of several publishers', () => {
    for (const junk of sampleTruth.junkTags) {
      const users = sampleArticles.filter(article => article.categories.includes(junk));
      expect(new Set(users.map(article => article.publisher)).size, junk).toBeGreaterThanOrEqual(3);
    }
  });

  test('the second edition corrects a headline, adds a section and brings one article, each at another publisher', () => {
    expect(sampleEdits.map(edit => edit.kind).toSorted()).toEqual(['HEADLINE', 'NEW_ARTICLE', 'SECTION']);
    const changed = samplePublishers.flatMap(({ slug }) => {
      const before = new Set(editionOf(slug, 1).map(entry => JSON.stringify(entry.article)));
      return editionOf(slug, 2).filter(entry => !before.has(JSON.stringify(entry.article)));
    });
    expect(changed).toHaveLength(3);
    const fresh = changed.filter(({ article }) => !byKey.has(article.key));
    expect(fresh.map(({ article }) => article.key)).toEqual([sampleTruth.newArticle.key]);
  });
});
