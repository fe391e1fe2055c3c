import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOpml } from 'feedsmith';
import { expect, test } from 'vitest';

const path = join(import.meta.dirname, '..', '..', 'schema', 'sources.opml');

interface Outline {
  text?: string | undefined;
  title?: string | undefined;
  type?: string | undefined;
  language?: string | undefined;
  xmlUrl?: string | undefined;
  htmlUrl?: string | undefined;
  outlines?: Outline[] | undefined;
}

const feedsOf = (outlines: readonly Outline[] | undefined): Outline[] =>
  (outlines ?? []).flatMap(outline => (outline.xmlUrl === undefined ? feedsOf(outline.outlines) : [outline]));

test('the list of public feeds has at least forty, each once, over https, with title, site and language', async () => {
  const document = parseOpml(await readFile(path, 'utf8'));
  const feeds = feedsOf(document.body?.outlines);
  expect(feeds.length).toBeGreaterThanOrEqual(40);
  expect(new Set(feeds.map(feed => feed.xmlUrl)).size).toBe(feeds.length);
  for (const feed of feeds) {
    expect(new URL(feed.xmlUrl ?? '').protocol, feed.xmlUrl).toBe('https:');
    expect(new URL(feed.htmlUrl ?? '').protocol, feed.htmlUrl).toBe('https:');
    expect(feed.type).toBe('rss');
    expect(feed.title ?? '').not.toBe('');
    expect(['hi', 'en']).toContain(feed.language);
  }
});

test('both languages are well served and each is grouped by subject', async () => {
  const document = parseOpml(await readFile(path, 'utf8'));
  const languages = document.body?.outlines ?? [];
  expect(languages.map(outline => outline.text)).toEqual(['हिंदी', 'English']);
  for (const language of languages) {
    expect(feedsOf(language.outlines).length).toBeGreaterThanOrEqual(15);
    expect((language.outlines ?? []).length).toBeGreaterThanOrEqual(3);
  }
});

test('the list says that its addresses were not checked', async () => {
  expect(await readFile(path, 'utf8')).toContain('were not checked');
});
