import { describe, expect, test } from 'vitest';
import type { FeedItem, ParsedFeed } from '../../../../src/articles/feed-item.ts';
import { parseFeed } from '../../../../src/ingest/parse/index.ts';

const read = (text: string): ParsedFeed => {
  const parsed = parseFeed(Buffer.from(text), {
    contentType: 'text/xml',
    url: 'https://news.example/feeds/a.xml',
  });
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  return parsed.value;
};
const firstOf = (text: string): FeedItem => {
  const [item] = read(text).items;
  if (!item) throw new Error('a feed without items');
  return item;
};
const rssItem = (inner: string, attributes = ''): FeedItem =>
  firstOf(`<rss version="2.0" ${attributes}><channel><title>t</title><item>${inner}</item></channel></rss>`);
const atomEntry = (inner: string): FeedItem =>
  firstOf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry>${inner}</entry></feed>`);

describe('titles are one line of plain text', () => {
  test.each([
    ['escaped markup', 'A &lt;b&gt;bold&lt;/b&gt; step', 'A bold step'],
    ['references escaped twice', 'AT&amp;amp;T &amp;#8217;s', 'AT&T ’s'],
    ['a sign that is no tag', '5 &lt; 6 and List&lt;T&gt;', '5 < 6 and List<T>'],
    ['script and comment', '<![CDATA[<script>x()</script>T<!-- c -->2]]>', 'T 2'],
    ['bidirectional overrides', 'Safe &#x202e;gpj.exe&#x202c; &#x2066;x', 'Safe gpj.exe x'],
    ['the joiners of Hindi', 'क्&#x200d;ष', 'क्\u200dष'],
    ['characters that XML forbids', 'a&#8;b\u0008c', 'abc'],
    ['white space', ' a\n\t b ', 'a b'],
  ])('%s', (_, raw, expected) => {
    expect(rssItem(`<title>${raw}</title>`).title).toBe(expected);
  });
  test('an endless title is cut', () => {
    expect(rssItem(`<title>${'x'.repeat(100_000)}</title>`).title).toHaveLength(1000);
  });
});

describe('addresses', () => {
  test('a guid is the link where there is none, unless it says that it is not', () => {
    expect(rssItem('<guid>https://news.example/1</guid>').url).toBe('https://news.example/1');
    expect(rssItem('<guid isPermaLink="false">https://news.example/1</guid>').url).toBeNull();
    expect(rssItem('<guid>12</guid>').url).toBeNull();
  });
  test('a link in the manner of Atom counts in RSS', () => {
    const item = rssItem('<a:link href="/x"/>', 'xmlns:a="http://www.w3.org/2005/Atom"');
    expect(item.url).toBe('https://news.example/x');
  });
  test('an HTML alternate goes before others, and an enclosure is no page', () => {
    const item = atomEntry(
      '<link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="application/json" href="/a.json"/><link type="text/html" href="/a"/>',
    );
    expect(item.url).toBe('https://news.example/a');
  });
  test('the address of a click counter gives way to the page’s own', () => {
    const item = rssItem(
      '<link>http://proxy.example/~r/1</link><f:origLink>https://news.example/1</f:origLink>',
      'xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"',
    );
    expect(item.url).toBe('https://news.example/1');
  });
  test('other schemes than the web’s are dropped', () => {
    expect(rssItem('<link>javascript:alert(1)</link>').url).toBeNull();
  });
  test('xml:base moves links and the links in the text', () => {
    const item = firstOf(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><entry><link href="y"/><content type="html">&lt;a href="z">z&lt;/a></content></entry></feed>',
    );
    expect(item).toMatchObject({
      url: 'https://base.example/x/y',
      contentHtml: '<a href="https://base.example/x/z">z</a>',
    });
  });
  test('a base of another scheme is not obeyed', () => {
    const feed = read(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="javascript:alert(1)//"><entry><link href="p"/></entry></feed>',
    );
    expect(feed.items[0]?.url).toBe('https://news.example/feeds/p');
  });
});

describe('text', () => {
  test('HTML that was not escaped is written out again', () => {
    expect(rssItem('<description><p>A <b>b</b><br/>&amp; c</p></description>').summaryHtml).toBe(
      '<p>A <b>b</b><br>& c</p>',
    );
  });
  test('XHTML keeps its escapes and loses its prefix', () => {
    const html = '<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>1 &lt; 2</x:p></x:div>';
    expect(atomEntry(`<content type="xhtml">${html}</content>`).contentHtml).toBe('<p>1 &lt; 2</p>');
  });
  test('plain text is escaped, base64 is decoded, and pictures in base64 are no text', () => {
    expect(atomEntry('<content type="text">1 &lt; 2</content>').contentHtml).toBe('1 &lt; 2');
    expect(atomEntry('<content type="application/octet-stream">PHA+aGk8L3A+</content>').contentHtml).toBe(
      '<p>hi</p>',
    );
    expect(atomEntry('<content type="image/png">iVBORw0KGgo=</content>').contentHtml).toBeNull();
  });
  test('content and summary are kept apart', () => {
    const item = rssItem(
      '<description>s</description><c:encoded>c</c:encoded>',
      'xmlns:c="http://purl.org/rss/1.0/modules/content/"',
    );
    expect(item).toMatchObject({ summaryHtml: 's', contentHtml: 'c' });
  });
});

describe('people and subjects', () => {
  test.each([
    ['mail and name', '<author>a@b.example (Ann Lee)</author>', ['Ann Lee']],
    ['name and mail', '<author>Ann Lee &lt;a@b.example&gt;</author>', ['Ann Lee']],
    ['an address that nobody reads', '<author>noreply@b.example</author>', []],
    ['a structured author', '<author><name>Ann Lee</name><email>a@b.example</email></author>', ['Ann Lee']],
    [
      'several creators, one twice',
      '<dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:creator>a</dc:creator>',
      ['A', 'B'],
    ],
    ['a contributor where no author is', '<dc:contributor>C</dc:contributor>', ['C']],
  ])('%s', (_, inner, expected) => {
    expect(rssItem(inner).authors).toEqual(expected);
  });
  test('categories come from category, dc:subject, Media RSS and key words, and are limited', () => {
    const item = rssItem(
      '<category>A</category><dc:subject>B</dc:subject><media:category>C</media:category><itunes:keywords>d, e</itunes:keywords>',
    );
    expect(item.categories).toEqual(['A', 'B', 'C', 'd', 'e']);
    const many = Array.from({ length: 500 }, (_, index) => `<category>c${index}</category>`).join('');
    expect(rssItem(many).categories).toHaveLength(100);
  });
});

describe('pictures', () => {
  test('full ones come before thumbnails, and films are none', () => {
    const item = rssItem(
      '<media:thumbnail url="/s.jpg"/><media:content url="/f.mp4" type="video/mp4"/><media:content url="/m.jpg" width="140"/><media:content url="/l.jpg" width="900"/><enclosure url="/e.jpg" type="image/jpeg" length="1"/>',
    );
    expect(item.images.map(image => image.url.split('/').at(-1))).toEqual([
      'l.jpg',
      'm.jpg',
      'e.jpg',
      's.jpg',
    ]);
    expect(item.images[0]?.width).toBe(900);
  });
  test('an element of the newsroom’s own making counts', () => {
    expect(rssItem('<StoryImage>https://i.example/1.jpg</StoryImage>').images[0]?.url).toBe(
      'https://i.example/1.jpg',
    );
  });
});

describe('structure', () => {
  test('namespaces count, not prefixes', () => {
    const item = firstOf(
      '<R:RDF xmlns:R="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://purl.org/rss/1.0/" xmlns:title="http://other.example/"><x:item><title:title>no</title:title><x:title>yes</x:title></x:item></R:RDF>',
    );
    expect(item.title).toBe('yes');
  });
  test('CDF is read as far as it goes', () => {
    const feed = read(
      '<CHANNEL HREF="https://c.example/"><TITLE>C</TITLE><ITEM HREF="https://c.example/1" LASTMOD="2004-04-07T04:05Z"><ABSTRACT>a</ABSTRACT></ITEM></CHANNEL>',
    );
    expect(feed).toMatchObject({ title: 'C', homepage: 'https://c.example/' });
    expect(feed.items[0]).toMatchObject({ url: 'https://c.example/1', summaryHtml: 'a' });
  });
  test('a single entry is a feed of one', () => {
    expect(read('<entry xmlns="http://www.w3.org/2005/Atom"><title>x</title></entry>').items).toHaveLength(1);
  });
  test('entities that a document declares for itself are read', () => {
    expect(
      read(
        '<!DOCTYPE rss [<!ENTITY who "Ann &#38; Bob">]><rss><channel><title>&who;!</title></channel></rss>',
      ).title,
    ).toBe('Ann & Bob!');
  });
  test('a valid feed without items is an empty list', () => {
    expect(read('<rss version="2.0"><channel><title>t</title></channel></rss>').items).toEqual([]);
  });
});

describe('what is no feed is a fault', () => {
  test.each([
    ['no bytes', '', 'EMPTY_FEED'],
    ['white space', ' \n ', 'EMPTY_FEED'],
    ['a web page', '<!DOCTYPE html><html><head><title>404</title></head></html>', 'HTML_INSTEAD_OF_FEED'],
    ['a web page without a document type', '<HTML><body>x</body></HTML>', 'HTML_INSTEAD_OF_FEED'],
    ['another XML document', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'UNKNOWN_FORMAT'],
    ['words', 'Service unavailable', 'UNKNOWN_FORMAT'],
    ['JSON of another kind', '{"a": 1}', 'UNKNOWN_FORMAT'],
    ['half of JSON', '{"version": "https://jsonfeed.org/version/1", "items": [', 'MALFORMED_FEED'],
    ['JSON items that are no objects', '{"items": [[[]]]}', 'MALFORMED_FEED'],
    ['a feed cut off in its head', '<rss version="2.0"><channel><ti', 'MALFORMED_FEED'],
  ])('%s', (_, text, reason) => {
    const parsed = parseFeed(Buffer.from(text), { contentType: null, url: 'https://news.example/' });
    expect(parsed).toMatchObject({ ok: false, fault: { reason } });
  });
});
