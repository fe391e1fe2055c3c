import { expect, test } from 'vitest';
import { extractArticle } from '../../../../src/ingest/extract/article.ts';
import { digestsOf, repeatsIn, withoutRepeats } from '../../../../src/ingest/extract/repeats.ts';
import type { PageExtraction } from '../../../../src/articles/extraction.ts';

const url = 'https://news.example/one';
const pageWith = (...paragraphs: string[]): PageExtraction =>
  extractArticle(
    `<html><body><article><h1>A headline that says it</h1>${paragraphs.map(text => `<p>${text}</p>`).join('')}</article></body></html>`,
    url,
  );

const story = (name: string): string[] => [
  `The harbour of ${name} was closed on Friday because of a storm that came in from the east at noon.`,
  `Ships from ${name} waited outside until the wind had turned, and no one was hurt, the master said.`,
];
const plea = 'Put a coin in our kettle, reader: tea does not grow on trees.';

const recordsOf = (pages: readonly PageExtraction[]) =>
  pages.map((page, at) => ({ articleId: `a${at}`, digests: digestsOf(page) }));

test('a block of three articles is a repeat, one of two is not', () => {
  const pages = ['Goa', 'Puri', 'Diu'].map(name => pageWith(...story(name), plea));
  expect(repeatsIn(recordsOf(pages.slice(0, 2))).size).toBe(0);
  const repeats = repeatsIn(recordsOf(pages));
  const [first = pageWith()] = pages;
  expect(withoutRepeats(first, repeats, url).text).toBe(story('Goa').join('\n\n'));
  expect(withoutRepeats(first, repeats, url).sections.map(({ text }) => text)).toEqual([
    story('Goa').join('\n\n'),
  ]);
});

test('the same article read three times is one article', () => {
  const page = pageWith(...story('Goa'), plea);
  const records = recordsOf([page, page, page]).map(record => ({ ...record, articleId: 'same' }));
  expect(repeatsIn(records).size).toBe(0);
});

test('an article that is there again under other addresses stays whole', () => {
  const page = pageWith(...story('Goa'));
  expect(withoutRepeats(page, repeatsIn(recordsOf([page, page, page, page, page])), url)).toBe(page);
});

test('a paragraph of background that follow-ups repeat stays until it is on five articles', () => {
  const background =
    `The port was founded in 1621 and burnt down twice. ${'It has been rebuilt by the guild of pilots each time. '.repeat(4)}`.trim();
  const pages = ['Goa', 'Puri', 'Diu', 'Kochi', 'Daman'].map(name => pageWith(...story(name), background));
  const [first = pageWith()] = pages;
  expect(withoutRepeats(first, repeatsIn(recordsOf(pages.slice(0, 4))), url).text).toContain('founded in');
});

test('a sub-heading that a series has on every article stays above its text', () => {
  const pages = ['Goa', 'Puri', 'Diu'].map(name => {
    const [first = '', second = ''] = story(name);
    return extractArticle(
      `<html><body><article><h1>News of ${name}</h1><p>${first}</p><h2>Why it matters</h2><p>${second}</p></article></body></html>`,
      url,
    );
  });
  const [first = pageWith()] = pages;
  const rest = withoutRepeats(first, repeatsIn(recordsOf(pages)), url);
  expect(rest.sections.map(({ heading }) => heading)).toEqual([null, 'Why it matters']);
});
