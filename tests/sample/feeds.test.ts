import { parseFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { editionOf } from '../../src/sample/catalogue.ts';
import { startNewsroom } from '../../src/sample/newsroom.ts';
import type { Newsroom, SampleSource } from '../../src/sample/newsroom.ts';

const opened = new Date('2026-03-01T10:30:00Z');
let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await startNewsroom({ clock: fixedClock(opened), slowMs: 1 });
});
afterAll(() => newsroom.stop());

const sourceOf = (slug: string): SampleSource => {
  const source = newsroom.sources.find(candidate => candidate.slug === slug);
  if (source === undefined) throw new Error(`no source ${slug}`);
  return source;
};

const read = async (slug: string): Promise<{ type: string | null; text: string }> => {
  const response = await fetch(sourceOf(slug).url);
  return { type: response.headers.get('content-type'), text: await response.text() };
};

interface Entry {
  headline: string;
  url: string;
  published: number;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An Atom title of type html is markup. */
const fromHtml = (markup: unknown): string => text(markup).replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** What every format has, under one name. */
const entriesOf = (body: string): { format: string; entries: Entry[] } => {
  const { format, feed } = parseFeed(body);
  if (format === 'atom') {
    const entries = (feed.entries ?? []).map(entry => ({
      headline: fromHtml(entry.title?.value),
      url: text(entry.links?.find(link => link.rel === 'alternate')?.href),
      published: Date.parse(text(entry.published)),
    }));
    return { format, entries };
  }
  if (format === 'json') {
    const entries = (feed.items ?? []).map(item => ({
      headline: text(item.title),
      url: text(item.url),
      published: Date.parse(text(item.date_published)),
    }));
    return { format, entries };
  }
  if (format === 'rdf') {
    const entries = (feed.items ?? []).map(item => ({
      headline: text(item.title),
      url: text(item.link),
      published: Date.parse(text(item.dc?.dates?.[0])),
    }));
    return { format, entries };
  }
  const entries = (feed.items ?? []).map(item => ({
    headline: text(item.title),
    url: text(item.link),
    published: Date.parse(text(item.pubDate)),
  }));
  return { format, entries };
};

describe('each feed', () => {
  const formats = {
    'dainik-ujaas': ['rss', 'application/rss+xml'],
    'lok-sarita': ['atom', 'application/atom+xml'],
    'samvad-setu': ['rdf', 'application/rdf+xml'],
    'banyan-post': ['rss', 'application/rss+xml'],
    'monsoon-courier': ['json', 'application/feed+json'],
    'meridian-review': ['atom', 'application/atom+xml'],
    'bhoomi-wire': ['rss', 'application/rss+xml'],
    'pahadi-patra': ['rss', 'application/rss+xml'],
  } as const;

  test.each(Object.entries(formats))(
    'of %s parses as %s with every article',
    async (slug, [format, type]) => {
      const { type: contentType, text: body } = await read(slug);
      const parsed = entriesOf(body);
      const expected = editionOf(slug, 1).map(({ article }) => article);
      expect(parsed.format).toBe(format);
      expect(contentType).toContain(type);
      expect(parsed.entries.map(entry => entry.headline)).toEqual(expected.map(article => article.headline));
      const epoch = Date.parse('2026-03-01T10:00:00Z');
      expect(parsed.entries.map(entry => (epoch - entry.published) / 60_000)).toEqual(
        expected.map(article => article.minutesAgo),
      );
      for (const entry of parsed.entries) expect(entry.url).toMatch(`${newsroom.origin}/${slug}/story/`);
    },
  );

  test('of the broken publisher is HTML under a feed type and no feed', async () => {
    const { type, text: body } = await read('purvi-samay');
    expect(type).toContain('application/rss+xml');
    expect(body).toMatch(/^<!DOCTYPE html>/);
    expect(() => parseFeed(body)).toThrow();
  });
});

describe('feeds differ in their habits', () => {
  test('one RSS feed has CDATA, opaque guids, media, creators and tracked links', async () => {
    const { text: body } = await read('dainik-ujaas');
    for (const habit of [
      '<![CDATA[',
      'isPermaLink="false"',
      '<media:content',
      '<dc:creator>',
      'utm_source=rss&amp;',
    ])
      expect(body).toContain(habit);
  });

  test('another carries the whole text in content:encoded', async () => {
    const { feed } = parseFeed((await read('bhoomi-wire')).text);
    expect(JSON.stringify(feed)).toContain('Shelters in six districts have been stocked');
  });

  test('one Atom feed has XHTML content, the other escaped summaries', async () => {
    expect((await read('lok-sarita')).text).toContain(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>',
    );
    expect((await read('meridian-review')).text).toContain('<summary type="html">&lt;p&gt;');
  });

  test('signs that mean something in markup come back as they were written', async () => {
    const page = await fetch(`${newsroom.origin}/meridian-review/story/welsh-town-heats-homes-from-old-mine`);
    expect(await page.text()).toContain('from galleries &lt;200 metres');
    expect((await read('meridian-review')).text).toContain(
      '<title type="html">Q&amp;amp;A: how a Welsh town',
    );
  });
});
