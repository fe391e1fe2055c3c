import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maxSitemapBytes, parseSitemap } from '../../../../src/ingest/parse/sitemap.ts';
import type { Sitemap } from '../../../../src/ingest/parse/sitemap.ts';

const url = 'https://news.example/sitemap.xml';
const read = (text: string | Uint8Array): Sitemap => {
  const result = parseSitemap(typeof text === 'string' ? Buffer.from(text) : text, url);
  if (!result.ok) throw new Error(result.fault.detail);
  return result.value;
};

const newsSitemap = `<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://news.example/1 </loc><lastmod>2026-06-08</lastmod>
    <n:news><n:publication><n:name>Delta &amp; Co</n:name><n:language>hi</n:language></n:publication>
    <n:publication_date>2026-06-08T10:00:00+05:30</n:publication_date><n:title>नहर में पानी</n:title>
    <n:keywords>पानी, नहर,पानी</n:keywords></n:news>
    <image:image><image:loc>/1.jpg</image:loc></image:image></url>
  <url><loc>javascript:alert(1)</loc></url>
  <url><loc>https://news.example/2</loc></url>
</urlset>`;

describe('parseSitemap', () => {
  test('reads the news and image extensions', () => {
    const [first, second, ...rest] = read(newsSitemap).entries;
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      url: 'https://news.example/1',
      title: 'नहर में पानी',
      publication: 'Delta & Co',
      language: 'hi',
      keywords: ['पानी', 'नहर'],
      images: ['https://news.example/1.jpg'],
      lastModified: { precision: 'DAY' },
    });
    expect(first?.publishedAt?.value.toISOString()).toBe('2026-06-08T04:30:00.000Z');
    expect(second).toMatchObject({
      url: 'https://news.example/2',
      title: null,
      publishedAt: null,
      keywords: [],
    });
  });
  test('gzip is told by its first bytes', () => {
    expect(read(gzipSync(newsSitemap)).entries).toHaveLength(2);
  });
  test('an index lists its sitemaps', () => {
    const index = read(
      '<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026-06-01</lastmod></sitemap></sitemapindex>',
    );
    expect(index.sitemaps.map(ref => ref.url)).toEqual(['https://news.example/a.xml.gz']);
    expect(index.entries).toEqual([]);
  });
  test('a plain list of addresses is a sitemap too', () => {
    expect(read('https://news.example/a\r\nhttps://news.example/b\n').entries).toHaveLength(2);
  });
  test.each([
    ['EMPTY_FEED', new Uint8Array()],
    ['HTML_INSTEAD_OF_FEED', Buffer.from('<!DOCTYPE html><html></html>')],
    ['UNKNOWN_FORMAT', Buffer.from('<rss/>')],
    ['UNKNOWN_FORMAT', Buffer.from('some words\nmore words')],
    ['MALFORMED_FEED', Buffer.from([0x1f, 0x8b, 1, 2, 3])],
    ['MALFORMED_FEED', gzipSync(Buffer.alloc(maxSitemapBytes + 1))],
  ])('%s', (reason, body) => {
    expect(parseSitemap(body, url)).toMatchObject({ ok: false, fault: { reason } });
  });
});
