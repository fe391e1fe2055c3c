import { describe, expect, test } from 'vitest';
import { discoverFeeds, sitemapsInRobots } from '../../../../src/ingest/parse/discover.ts';

const page = 'https://news.example/home';

describe('discoverFeeds', () => {
  test('names each kind of feed, in the order of the page', () => {
    const html = `<head><link rel="alternate" type="application/rss+xml" title="News &amp; more" href="/rss">
      <LINK REL='Alternate stylesheet' TYPE="application/atom+xml; charset=utf-8" HREF=atom.xml>
      <link rel=alternate type="application/feed+json" href="/feed.json"/></head>`;
    expect(discoverFeeds(html, page)).toEqual([
      { url: 'https://news.example/rss', title: 'News & more', kind: 'RSS' },
      { url: 'https://news.example/atom.xml', title: null, kind: 'ATOM' },
      { url: 'https://news.example/feed.json', title: null, kind: 'JSON_FEED' },
    ]);
  });
  test('a base element moves relative addresses', () => {
    const html =
      '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="f">';
    expect(discoverFeeds(html, page)[0]?.url).toBe('https://cdn.example/x/f');
  });
  test('feeds of comments come last', () => {
    const link = (title: string, href: string): string =>
      `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
    const html = link('Site » Comments Feed', '/comments/feed') + link('Site', '/feed');
    expect(discoverFeeds(html, page).map(feed => feed.title)).toEqual(['Site', 'Site » Comments Feed']);
  });
  test('other alternates, comments and scripts offer nothing', () => {
    const html = `<!-- <link rel="alternate" type="application/rss+xml" href="/no"> -->
      <script>document.write('<link rel="alternate" type="application/rss+xml" href="/no">')</SCRIPT>
      <link rel="alternate" hreflang="hi" href="/hi"><link rel="alternate" type="application/json" href="/wp-json/1">
      <link rel="alternate" type="application/json+oembed" href="/o"><link rel="alternate" type="application/rss+xml" href="javascript:x">
      <link rel="alternate" type="constructor" href="/no">`;
    expect(discoverFeeds(html, page)).toEqual([]);
  });
  test('without links in the head, links that look like feeds are offered once each', () => {
    const html =
      '<a href="/world/rss.xml" title="RSS">x</a> <a href="/feed/">y</a> <a href="/feed/">z</a> <a href="/feedback">n</a>';
    expect(discoverFeeds(html, page).map(feed => feed.url)).toEqual([
      'https://news.example/world/rss.xml',
      'https://news.example/feed/',
    ]);
  });
  test('half a page is no trouble', () => {
    expect(discoverFeeds('<link rel="alternate" type="application/rss+xml" href="/f', page)).toEqual([]);
    expect(discoverFeeds('<script>'.repeat(10_000), page)).toEqual([]);
  });
});

test('robots.txt names sitemaps, each once, in any case and with comments', () => {
  const robots = `User-agent: *\r\nDisallow: /\nSitemap: /a.xml\nSITEMAP:https://cdn.example/b.xml.gz # all\n
    sitemap: /a.xml\nSitemap:\nSitemap: # none\nSitemap: javascript:x\nNo-Sitemap: /c.xml`;
  expect(sitemapsInRobots(robots, 'https://news.example/robots.txt')).toEqual([
    'https://news.example/a.xml',
    'https://cdn.example/b.xml.gz',
  ]);
});
