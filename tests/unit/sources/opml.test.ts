import { describe, expect, test } from 'vitest';
import { maxOpmlChars, parseOpml, toOpml } from '../../../src/sources/opml.ts';
import type { OpmlOutline } from '../../../src/sources/opml.ts';

const outlines: OpmlOutline[] = [
  {
    title: 'गंगा "समाचार" & <देश>',
    feedUrl: 'https://ganga.example/feed?a=1&b=2',
    homepage: 'https://ganga.example/',
    language: 'hi',
    categories: ['समाचार', 'देश'],
  },
  { title: 'Plain', feedUrl: 'https://plain.example/rss', homepage: null, language: null, categories: [] },
  {
    title: 'More',
    feedUrl: 'https://more.example/rss',
    homepage: null,
    language: null,
    categories: ['समाचार'],
  },
];

test('what is written is read back', () => {
  const read = parseOpml(toOpml('My "feeds"', outlines));
  const byUrl = (list: OpmlOutline[]): OpmlOutline[] =>
    list.toSorted((a, b) => a.feedUrl.localeCompare(b.feedUrl));
  expect(read.ok && byUrl(read.value)).toEqual(byUrl(outlines));
});

test('formats and readers of other kinds come back, without being feeds to other programs', () => {
  const kinds: OpmlOutline[] = [
    {
      title: 'A',
      feedUrl: 'https://a.example/f',
      homepage: null,
      language: null,
      categories: [],
      kind: 'RDF',
    },
    {
      title: 'B',
      feedUrl: 'https://b.example/latest',
      homepage: 'https://b.example/',
      language: 'hi-IN',
      categories: ['देश', 'खेल'],
      kind: 'LISTING',
      reader: {
        kind: 'LISTING',
        selectors: {
          item: 'li > a[title="x"]',
          link: null,
          title: 'b',
          date: null,
          image: null,
          summary: null,
          author: null,
        },
      },
    },
    {
      title: 'C',
      feedUrl: 'https://c.example/s.xml',
      homepage: null,
      language: null,
      categories: [],
      reader: { kind: 'SITEMAP' },
    },
  ];
  const text = toOpml('Mine', kinds);
  expect(text.match(/xmlUrl=/g)).toHaveLength(1);
  expect(text).toContain('version="RSS1"');
  const read = parseOpml(text);
  const byTitle = (list: OpmlOutline[]): OpmlOutline[] =>
    list.toSorted((a, b) => a.title.localeCompare(b.title));
  expect(read.ok && byTitle(read.value)).toEqual(kinds);
});

test('categories with commas and slashes in their names come back whole', () => {
  const categories = ['Politics/Economy', 'Arts, Letters'];
  const outline = { title: 'A', feedUrl: 'https://a.example/f', homepage: null, language: null, categories };
  const read = parseOpml(toOpml('Mine', [outline]));
  expect(read).toEqual({ ok: true, value: [outline] });
});

test('a reader that is none is left out, and what has no other address with it', () => {
  const list = parseOpml(
    `<opml><body><outline text="A" xmlUrl="https://a.example/f" khabar:reader="{"/>
     <outline text="B" url="https://b.example/" khabar:reader="{&quot;kind&quot;:&quot;MAGIC&quot;}"/></body></opml>`,
  );
  expect(list.ok && list.value.map(({ title, reader }) => [title, reader])).toEqual([['A', undefined]]);
});

describe('lists of other programs', () => {
  const read = (body: string): OpmlOutline[] => {
    const result = parseOpml(`<?xml version="1.0"?><OPML version="1.1"><head/><body>${body}</body></OPML>`);
    if (!result.ok) throw new Error(result.fault.detail);
    return result.value;
  };

  test('attributes may have any case, and folders may nest', () => {
    const list = read(
      '<outline text="World"><outline TEXT="Asia"><outline TITLE="A" XMLURL="https://a.example/f" htmlurl="https://a.example"/></outline></outline>',
    );
    expect(list).toEqual([
      {
        title: 'A',
        feedUrl: 'https://a.example/f',
        homepage: 'https://a.example/',
        language: null,
        categories: ['World', 'Asia'],
      },
    ]);
  });
  test('a feed in two folders is one subscription with both categories', () => {
    const feed = '<outline type="rss" text="A" xmlUrl="https://a.example/f"/>';
    const list = read(`<outline text="x">${feed}</outline><outline text="y">${feed}</outline>`);
    expect(list.map(outline => outline.categories)).toEqual([['x', 'y']]);
  });
  test('the category attribute has paths and lists', () => {
    const [first] = read('<outline text="A" xmlUrl="https://a.example/f" category="/News/India,Hindi"/>');
    expect(first?.categories).toEqual(['News', 'India', 'Hindi']);
  });
  test('feed: addresses are web addresses, other schemes are left out', () => {
    const list = read(
      '<outline text="A" xmlUrl="feed:https://a.example/f"/><outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C"/>',
    );
    expect(list.map(outline => outline.feedUrl)).toEqual(['https://a.example/f']);
  });
  test('a subscription without a title has its host for one', () => {
    expect(read('<outline xmlUrl="https://a.example/f"/>')[0]?.title).toBe('a.example');
  });
});

describe('what is no list is a fault', () => {
  test('another document', () => {
    expect(parseOpml('<html/>')).toMatchObject({ ok: false, fault: { reason: 'NOT_OPML' } });
    expect(parseOpml('')).toMatchObject({ ok: false, fault: { reason: 'NOT_OPML' } });
  });
  test('too long a text or too many feeds', () => {
    expect(parseOpml(' '.repeat(maxOpmlChars + 1))).toMatchObject({ fault: { reason: 'TOO_LARGE' } });
    const feeds = Array.from(
      { length: 10_001 },
      (_, index) => `<outline xmlUrl="https://a.example/${index}"/>`,
    );
    expect(parseOpml(`<opml><body>${feeds.join('')}</body></opml>`)).toMatchObject({
      fault: { reason: 'TOO_LARGE' },
    });
  });
  test('folders a hundred thousand deep end', () => {
    const result = parseOpml(`<opml><body>${'<outline text="a">'.repeat(100_000)}`);
    expect(result).toEqual({ ok: true, value: [] });
  });
});
