import type { FeedItem, ParsedFeed } from '../../articles/feed-item.ts';
import { newItem } from '../parse/item.ts';
import { plainImage, uniqueImages } from '../parse/media.ts';
import type { SitemapEntry } from '../parse/sitemap.ts';

/** Pages of a sitemap as the entries of a feed. */
export const feedOfEntries = (entries: readonly SitemapEntry[], url: string): ParsedFeed => ({
  kind: 'SITEMAP',
  title: entries.find(({ publication }) => publication !== null)?.publication ?? null,
  homepage: `${new URL(url).origin}/`,
  language: commonLanguage(entries),
  ttlMinutes: null,
  hubUrl: null,
  selfUrl: null,
  items: entries.map(toItem),
});

/** The language of all entries that have one; a site in several languages has none of its own. */
const commonLanguage = (entries: readonly SitemapEntry[]): string | null => {
  const languages = new Set(entries.flatMap(({ language }) => language ?? []));
  const [only] = languages;
  return languages.size === 1 && only !== undefined ? only : null;
};

const toItem = (entry: SitemapEntry): FeedItem => ({
  ...newItem(),
  url: entry.url,
  title: entry.title,
  categories: entry.keywords,
  publishedAt: entry.publishedAt,
  updatedAt: entry.lastModified,
  images: uniqueImages(entry.images.map(image => plainImage(image, entry.url))),
  language: entry.language,
});
