import { describe, expect, test } from 'vitest';
import { canonicalUrl, isTrackingParameter, toAbsoluteUrl } from '../../../src/core/url.ts';

const base = 'https://news.example/section/page';

describe('toAbsoluteUrl', () => {
  test.each([
    ['a relative path', 'a/b', 'https://news.example/section/a/b'],
    ['a scheme of its base', '//img.example/x.jpg', 'https://img.example/x.jpg'],
    ['white space around and within', '  https://x.example/\n a ', 'https://x.example/%20a'],
    ['an ampersand escaped twice', '/?a=1&amp;b=2', 'https://news.example/?a=1&b=2'],
    ['Devanagari', '/समाचार', 'https://news.example/%E0%A4%B8%E0%A4%AE%E0%A4%BE%E0%A4%9A%E0%A4%BE%E0%A4%B0'],
    ['a user name is dropped', 'https://u:p@x.example/', 'https://x.example/'],
  ])('%s', (_, raw, expected) => {
    expect(toAbsoluteUrl(raw, base)).toBe(expected);
  });

  test.each([
    ['script', 'javascript:alert(1)'],
    ['script with a control character', 'java\tscript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['mail', 'mailto:a@b.example'],
    ['file', 'file:///etc/hostname'],
    ['empty', ' '],
    ['no host', 'https://'],
    ['too long', `https://x.example/${'a'.repeat(5000)}`],
  ])('%s gives null', (_, raw) => {
    expect(toAbsoluteUrl(raw, base)).toBeNull();
  });

  test('a base that is no address serves absolute ones only', () => {
    expect(toAbsoluteUrl('https://x.example/', 'nonsense')).toBe('https://x.example/');
    expect(toAbsoluteUrl('a', 'nonsense')).toBeNull();
  });
});

describe('canonicalUrl', () => {
  test.each([
    ['case of scheme and host', 'HTTPS://News.Example/A', 'https://news.example/A'],
    ['default port', 'http://news.example:80/a', 'http://news.example/a'],
    ['another port stays', 'http://news.example:8080/a', 'http://news.example:8080/a'],
    ['dot behind the host', 'https://news.example./a', 'https://news.example/a'],
    ['fragment', 'https://news.example/a#top', 'https://news.example/a'],
    ['a fragment that names the page', 'https://news.example/#!/a', 'https://news.example/#!/a'],
    ['tracking', 'https://news.example/a?utm_source=x&id=2&FBCLID=y', 'https://news.example/a?id=2'],
    ['only tracking', 'https://news.example/a?utm_medium=rss', 'https://news.example/a'],
    ['order of parameters', 'https://news.example/a?z=1&a=2', 'https://news.example/a?z=1&a=2'],
    ['AMP is another page', 'https://news.example/a/amp', 'https://news.example/a/amp'],
    ['a stray per cent sign', 'https://news.example/%%34%31', 'https://news.example/%%341'],
    ['escapes', 'https://news.example/%7ea%c3%a9%2f', 'https://news.example/~a%C3%A9%2F'],
  ])('%s', (_, raw, expected) => {
    expect(canonicalUrl(raw)).toBe(expected);
    expect(canonicalUrl(expected)).toBe(expected);
  });

  test('what is not an absolute web address gives null', () => {
    expect(['/a', 'javascript:1', '', 'ftp://x.example/'].map(canonicalUrl)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

test('tracking parameters are told by name or beginning, in any case', () => {
  expect(['utm_anything', 'GCLID', 'id', 'p', 'feed'].map(isTrackingParameter)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
