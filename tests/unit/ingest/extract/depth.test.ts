import { expect, test } from 'vitest';
import { extractArticle } from '../../../../src/ingest/extract/article.ts';

const paragraphs = Array.from(
  { length: 8 },
  (_, at) => `Paragraph ${at} of an article that lies very deep has words enough to be taken for its text.`,
);
const body = `<h1>A deep page</h1>${paragraphs.map(text => `<p>${text}</p>`).join('')}`;

test.each([1_000, 12_000, 50_000])('an article below %i open elements keeps its paragraphs', depth => {
  const page = extractArticle(`<html><body>${'<div>'.repeat(depth)}${body}`, 'https://news.example/deep');
  expect(page.text.split('\n\n')).toEqual(paragraphs);
});

test('a disclosure above the text is no standfirst, and neither is the first paragraph below it', () => {
  const disclosure =
    'All products are independently selected by our editors. We may earn an affiliate commission.';
  const page = extractArticle(
    `<html><body><article><h1>Ten good kettles</h1><p class="note">${disclosure}</p><div class="body">${paragraphs.map(text => `<p>${text}</p>`).join('')}</div></article></body></html>`,
    'https://news.example/kettles',
  );
  expect(page.dek).toBeNull();
});

test('a description that only leaves out the dateline of the text is no standfirst', () => {
  const page = extractArticle(
    `<html><head><meta property="og:description" content="${paragraphs[0] ?? ''}"></head><body><article><h1>A pact</h1><p>PUNE (PTI) — ${paragraphs.join('</p><p>')}</p></article></body></html>`,
    'https://news.example/pact',
  );
  expect(page.dek).toBeNull();
});
