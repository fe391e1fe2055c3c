import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { sampleArticles } from '../../src/sample/catalogue.ts';
import { articlePath } from '../../src/sample/editions.ts';
import { escapeMarkup } from '../../src/core/escape.ts';
import { startNewsroom } from '../../src/sample/newsroom.ts';
import { sampleTruth } from '../../src/sample/truth.ts';
import type { Newsroom } from '../../src/sample/newsroom.ts';

const opened = new Date('2026-03-01T10:30:00Z');
let clock = fixedClock(opened);
let newsroom: Newsroom;

beforeEach(async () => {
  clock = fixedClock(opened);
  newsroom = await startNewsroom({ clock, slowMs: 1 });
});
afterEach(() => newsroom.stop());

const feedUrl = (slug: string): string => newsroom.sources.find(source => source.slug === slug)?.url ?? '';
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${newsroom.origin}${path}`, { headers, redirect: 'manual' });
const body = async (path: string): Promise<string> => (await get(path)).text();
const header = (response: Response, name: string): string => response.headers.get(name) ?? '';

describe('sources', () => {
  test('name at least six publishers in both languages, one broken and one slow', () => {
    const conditions = newsroom.sources.map(source => source.condition);
    expect(conditions.filter(condition => condition === 'GOOD').length).toBeGreaterThanOrEqual(6);
    expect(conditions.filter(condition => condition === 'BROKEN')).toHaveLength(1);
    expect(conditions.filter(condition => condition === 'SLOW')).toHaveLength(1);
    expect(new Set(newsroom.sources.map(source => source.language))).toEqual(new Set(['hi', 'en', null]));
    expect(new Set(newsroom.sources.map(source => source.url)).size).toBe(newsroom.sources.length);
  });
});

describe('a conditional GET', () => {
  test('of an unchanged feed is answered with 304 by its ETag and by its date', async () => {
    const first = await get(feedUrl('samvad-setu'));
    const byTag = await get(feedUrl('samvad-setu'), { 'if-none-match': header(first, 'etag') });
    const byDate = await get(feedUrl('samvad-setu'), { 'if-modified-since': header(first, 'last-modified') });
    expect([first.status, byTag.status, byDate.status]).toEqual([200, 304, 304]);
    expect(header(byTag, 'etag')).toBe(header(first, 'etag'));
    expect(await byTag.text()).toBe('');
  });

  test('with another ETag gets the feed though its date matches', async () => {
    const first = await get(feedUrl('samvad-setu'));
    const headers = { 'if-none-match': '"other"', 'if-modified-since': header(first, 'last-modified') };
    expect((await get(feedUrl('samvad-setu'), headers)).status).toBe(200);
  });

  test('keeps its ETag over a restart within the hour', async () => {
    const first = await get(feedUrl('samvad-setu'));
    const port = Number(new URL(newsroom.origin).port);
    await newsroom.stop();
    clock.advance(20 * 60_000);
    newsroom = await startNewsroom({ clock, port });
    expect((await get(feedUrl('samvad-setu'), { 'if-none-match': header(first, 'etag') })).status).toBe(304);
  });
});

describe('the second poll', () => {
  test('brings a corrected headline, an added section and a new article, and the pages follow', async () => {
    const page = articlePath('banyan-post', 'indore-electric-night-buses-eight-routes');
    const added = articlePath('monsoon-courier', sampleTruth.newArticle.key);
    const first = await get(feedUrl('banyan-post'));
    expect(await first.text()).toContain('night buses on eight routes');
    expect(await body(page)).toContain('night buses on eight routes');
    expect((await get(added)).status).toBe(404);

    const second = await get(feedUrl('banyan-post'), { 'if-none-match': header(first, 'etag') });
    expect(second.status).toBe(200);
    expect(await second.text()).toContain('night buses on six routes');
    expect(await body(page)).toContain('night buses on six routes');

    await body(feedUrl('lok-sarita'));
    expect(await body(feedUrl('lok-sarita'))).toContain('राहत शिविरों में पहुँचे लोग');
    await body(feedUrl('monsoon-courier'));
    expect(await body(feedUrl('monsoon-courier'))).toContain(sampleTruth.newArticle.key);
    expect((await get(added)).status).toBe(200);
  });

  test('of an edited feed is followed by 304', async () => {
    await body(feedUrl('banyan-post'));
    const second = await get(feedUrl('banyan-post'));
    const third = await get(feedUrl('banyan-post'), { 'if-none-match': header(second, 'etag') });
    expect(third.status).toBe(304);
  });

  test('is not brought nearer by HEAD, and advance() puts the edits out at once', async () => {
    await fetch(feedUrl('banyan-post'), { method: 'HEAD' });
    await fetch(feedUrl('banyan-post'), { method: 'HEAD' });
    const home = await body('/banyan-post/');
    expect(home).toContain('on eight routes');
    newsroom.advance();
    expect(await body('/banyan-post/')).toContain('on six routes');
    expect(await body(feedUrl('banyan-post'))).toContain('on six routes');
  });

  test('serves the second edition at once to a client that shows a validator', async () => {
    const seen = await get(feedUrl('banyan-post'), { 'if-none-match': '"from before a restart"' });
    expect(await seen.text()).toContain('night buses on six routes');
  });
});

describe('dates', () => {
  test('lie before the clock and move on by whole days while the newsroom stays open', async () => {
    const dates = async (): Promise<number[]> =>
      [...(await body(feedUrl('bhoomi-wire'))).matchAll(/<pubDate>(.*?)<\/pubDate>/g)].map(match =>
        Date.parse(match[1] ?? ''),
      );
    const atFirst = await dates();
    expect(Math.max(...atFirst)).toBeLessThan(opened.getTime());
    clock.advance(50 * 60 * 60_000);
    expect(await dates()).toEqual(atFirst.map(time => time + 48 * 60 * 60_000));
  });
});

describe('article pages', () => {
  test('all exist, carry the whole text and name the feed of their publisher', async () => {
    for (const article of sampleArticles) {
      const html = await body(articlePath(article.publisher, article.key));
      expect(html).toContain(`<h1>${escapeMarkup(article.headline)}</h1>`);
      for (const [heading, ...paragraphs] of article.sections) {
        for (const text of paragraphs) expect(html).toContain(`<p>${escapeMarkup(text)}</p>`);
        if (heading !== null) expect(html).toContain(`>${escapeMarkup(heading)}</`);
      }
      expect(html).toContain(`href="${feedUrl(article.publisher)}"`);
    }
  });

  test.each([
    ['CLASSIC', 'dainik-ujaas', false],
    ['STRUCTURED', 'lok-sarita', true],
    ['BARE', 'samvad-setu', false],
  ])(
    'of the %s style have furniture around the text, JSON-LD: %s %s',
    async (_style, publisher, hasJsonLd) => {
      const article = sampleArticles.find(candidate => candidate.publisher === publisher);
      const html = await body(articlePath(publisher, article?.key ?? ''));
      for (const words of ['Tags', 'Share this story', 'Latest News', 'Must Read', "Don't Miss"])
        expect(html).toContain(words);
      expect(html.includes('application/ld+json')).toBe(hasJsonLd);
      if (!hasJsonLd) expect(html).toContain('यह भी पढ़ें');
    },
  );

  test('with JSON-LD describe the article as schema.org does', async () => {
    const html = await body(articlePath('lok-sarita', 'nanda-kot-par-sardiyon-mein-chadhai'));
    const script = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    const graph: unknown = JSON.parse(script);
    expect(graph).toMatchObject({
      '@graph': [
        { '@type': 'BreadcrumbList' },
        { '@type': 'NewsArticle', inLanguage: 'hi', isAccessibleForFree: true },
      ],
    });
  });

  test('show pictures that the same server has', async () => {
    const html = await body(articlePath('dainik-ujaas', 'kim-jong-un-niji-train-se-roos'));
    const picture = await get(/<figure><img src="(.*?)"/.exec(html)?.[1] ?? '');
    expect(header(picture, 'content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toContain('<svg');
    expect(html).toContain('<figcaption>Kim Jong Un Russia Visit: ');
  });
});

describe('the server', () => {
  test('has a front, home pages with the feed in their head, and robots.txt', async () => {
    expect(await body('/')).toContain('दैनिक उजास');
    const home = await body('/monsoon-courier/');
    expect(home).toContain('<link rel="alternate" type="application/feed+json"');
    expect(home).toContain(`href="${feedUrl('monsoon-courier')}"`);
    expect(await body('/robots.txt')).toContain('User-agent: *');
    expect((await get('/monsoon-courier')).headers.get('location')).toBe('/monsoon-courier/');
  });

  test('answers 404 for what it does not have and 405 for what it does not do', async () => {
    for (const path of ['/nothing', '/dainik-ujaas/story/none', '/dainik-ujaas/other', '/a/b/c/d'])
      expect((await get(path)).status).toBe(404);
    expect((await fetch(feedUrl('banyan-post'), { method: 'POST' })).status).toBe(405);
  });

  test('compresses only for those who ask', async () => {
    const encodingFor = (accept: string): Promise<string> =>
      new Promise((resolve, reject) => {
        request(feedUrl('samvad-setu'), { headers: { 'accept-encoding': accept } }, response => {
          response.resume();
          resolve(response.headers['content-encoding'] ?? 'none');
        })
          .on('error', reject)
          .end();
      });
    expect(await encodingFor('gzip, br')).toBe('gzip');
    expect(await encodingFor('identity')).toBe('none');
    expect(await encodingFor('gzip;q=0')).toBe('none');
  });

  test('takes its time with the slow feed, and stops at once while that is under way', async () => {
    await newsroom.stop();
    newsroom = await startNewsroom({ clock, slowMs: 600_000 });
    const slow = get(feedUrl('pahadi-patra')).then(
      () => 'answered',
      () => 'broken off',
    );
    const others = ['samvad-setu', 'banyan-post'].map(slug => body(feedUrl(slug)));
    expect(await Promise.race([slow, Promise.all(others).then(() => 'others first')])).toBe('others first');
    await newsroom.stop();
    expect(await slow).toBe('broken off');
    await expect(get('/')).rejects.toThrow();
  });

  test('says so when its port is taken', async () => {
    const port = Number(new URL(newsroom.origin).port);
    await expect(startNewsroom({ clock, port })).rejects.toThrow('EADDRINUSE');
  });
});
