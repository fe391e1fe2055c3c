import type { SeenSitemap } from '../../storage/sitemap-store.ts';
import type { SitemapEntry, SitemapRef } from '../parse/sitemap.ts';

/** Which sitemaps of an index are read, and which articles of them are taken: pure rules. */

/** Sitemaps of one index that are looked at, the newest. An archive of ten years is not news. */
export const maxChildren = 20;
/** Google's own limit for a news sitemap. */
export const maxEntries = 1_000;
/** Sitemaps that are remembered of one source. */
const maxSeen = 500;

const timeOf = ({ lastModified }: SitemapRef): number => lastModified?.value.getTime() ?? -Infinity;

/** By the convention of publishers: news-sitemap.xml, sitemap_news.xml, /sitemaps/news/today.xml. */
const isForNews = ({ url }: SitemapRef): boolean =>
  /(?:^|[^a-z])news(?:[^a-z]|$)/iu.test(new URL(url).pathname);

/** Those with news in their names first, then by lastmod, then in the index's own order. */
export const newestSitemaps = (refs: readonly SitemapRef[]): SitemapRef[] => {
  const once = [...new Map(refs.map(ref => [ref.url, ref] as const)).values()];
  return once
    .toSorted((a, b) => Number(isForNews(b)) - Number(isForNews(a)) || compareTimes(timeOf(b), timeOf(a)))
    .slice(0, maxChildren);
};

/** Infinity minus itself is no number. */
const compareTimes = (a: number, b: number): number => (a === b ? 0 : a > b ? 1 : -1);

/**
 * The lastmod by which a change can be told. One of a day alone tells none: it is the same after each article of the
 * day, so such a sitemap is asked for again, with its validators.
 */
export const lastmodOf = ({ lastModified }: SitemapRef): string | null =>
  lastModified === null || lastModified.precision === 'DAY' ? null : lastModified.raw;

/** Whether the index says that a sitemap is as it was when it was last read. */
export const isUnchanged = (ref: SitemapRef, seen: SeenSitemap | undefined): boolean =>
  seen !== undefined && seen.indexedAt !== null && seen.indexedAt === lastmodOf(ref);

/** The state after a reading: what is new over what was before, the latest first. */
export const mergeSeen = (before: readonly SeenSitemap[], now: readonly SeenSitemap[]): SeenSitemap[] => {
  const urls = new Set(now.map(({ url }) => url));
  return [...now, ...before.filter(({ url }) => !urls.has(url))].slice(0, maxSeen);
};

/** Pages that are articles as far as a sitemap can tell: each once, not the site's front page, the newest first. */
export const newestEntries = (entries: readonly SitemapEntry[]): SitemapEntry[] => {
  const newest = (entry: SitemapEntry): number => entry.publishedAt?.value.getTime() ?? timeOf(entry);
  const once = new Map<string, SitemapEntry>();
  for (const entry of entries) {
    const before = once.get(entry.url);
    // The news extension says more about the same page than a plain entry does.
    if (before === undefined || (before.title === null && entry.title !== null)) once.set(entry.url, entry);
  }
  return [...once.values()]
    .filter(({ url }) => new URL(url).pathname !== '/')
    .toSorted((a, b) => compareTimes(newest(b), newest(a)))
    .slice(0, maxEntries);
};
