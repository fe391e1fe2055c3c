import { expect, test } from 'vitest';
import { adoptedUrl } from '../../../src/core/url-twins.ts';
import { canonicalUrl } from '../../../src/core/url.ts';

test.each([
  [
    'AMP cache',
    'https://www-news-example.cdn.ampproject.org/c/s/www.news.example/a/b?id=2',
    'https://www.news.example/a/b?id=2',
  ],
  ['AMP cache without TLS', 'https://x.cdn.ampproject.org/v/news.example/a', 'http://news.example/a'],
  ['AMP viewer', 'https://www.google.com/amp/s/news.example/a', 'https://news.example/a'],
  [
    'alert',
    'https://www.google.com/url?rct=j&url=https://news.example/a%3Fid%3D1&ct=ga',
    'https://news.example/a?id=1',
  ],
  [
    'news search',
    'http://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fnews.example%2fa&c=1',
    'https://news.example/a',
  ],
  [
    'wrapped twice',
    'https://www.google.com/url?q=https://www.google.com/amp/s/news.example/a',
    'https://news.example/a',
  ],
  [
    'no address within',
    'https://www.google.com/url?q=javascript:alert(1)',
    'https://www.google.com/url?q=javascript:alert(1)',
  ],
  [
    'newer tracking',
    'https://news.example/a?gad_source=1&gaa_at=eafs&itm_source=x&p=3',
    'https://news.example/a?p=3',
  ],
])('%s', (_, raw, expected) => {
  expect(canonicalUrl(raw)).toBe(expected);
  expect(canonicalUrl(expected)).toBe(expected);
});

test.each([
  ['mobile twin', 'https://m.news.example/a-1', 'https://www.news.example/story/a-1'],
  ['AMP form', 'https://news.example/story/a-1/amp', 'https://news.example/story/a-1'],
  ['AMP host', 'https://amp.news.example/a', 'https://news.example/a'],
  ['number instead of a name', 'https://news.example/?p=12', 'https://news.example/2026/03/a'],
])('the canonical address of a page is believed: %s', (_, own, claimed) => {
  expect(adoptedUrl(own, claimed)).toBe(claimed);
});

test.each([
  ['itself', 'https://news.example/a', 'https://news.example/a'],
  ['none', 'https://news.example/a', null],
  ['another site', 'https://copy.example/a', 'https://news.example/a'],
  ['another host of the domain', 'https://blog.news.example/a', 'https://news.example/a'],
  ['front page', 'https://news.example/a', 'https://news.example/'],
  ['section above', 'https://news.example/india/a-1', 'https://news.example/india'],
  ['another port', 'https://news.example/a', 'https://news.example:8443/b'],
])('and is not: %s', (_, own, claimed) => {
  expect(adoptedUrl(own, claimed)).toBeNull();
});
