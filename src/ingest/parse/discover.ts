import { isForComments } from '../../sources/discovery.ts';
import type { FeedKind } from '../../sources/source.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { parseAttributes, readTag } from '../../core/xml/tag.ts';
import { toPlainLine } from './markup.ts';

/** A feed that a page offers. */
export interface DiscoveredFeed {
  /** Absolute http(s) URL. */
  url: string;
  title: string | null;
  /** Null where the page does not say. */
  kind: FeedKind | null;
}

/** Where feeds lie on sites that do not say so, most usual first; to be tried against the site's root. */
export const wellKnownFeedPaths: readonly string[] = [
  '/feed/',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/feed.json',
  '/feeds/posts/default',
];

/** Where sitemaps lie on sites whose robots.txt names none. */
export const wellKnownSitemapPaths: readonly string[] = [
  '/news-sitemap.xml',
  '/sitemap-news.xml',
  '/sitemap_index.xml',
  '/sitemap.xml',
];

const maxFeeds = 50;
const kindByType: ReadonlyMap<string, FeedKind | null> = new Map(
  Object.entries<FeedKind | null>({
    'application/rss+xml': 'RSS',
    'text/rss+xml': 'RSS',
    'application/atom+xml': 'ATOM',
    'application/rdf+xml': 'RDF',
    'application/feed+json': 'JSON_FEED',
    'application/xml': null,
    'text/xml': null,
  }),
);
const feedLikePath =
  /(?:\/(?:feed|rss|atom)\/?|\.(?:rss|atom|rdf)|\/(?:feed|rss|atom|index)\.(?:xml|json))(?:[?#]|$)/i;
// Comments and scripts are entered in the list to be jumped over: a link in them is not offered to anyone.
const interesting = /<!--|<(script|style|textarea|base|link|a)(?=[\s/>])/gi;
const closings: Readonly<Record<string, RegExp>> = {
  '': /-->/g,
  script: /<\/script/gi,
  style: /<\/style/gi,
  textarea: /<\/textarea/gi,
};

interface Found {
  base: string;
  linked: DiscoveredFeed[];
  anchored: DiscoveredFeed[];
}

/**
 * The feeds that a page names in its head (link rel=alternate or feed), in its order with those of comments last;
 * where it names none, those that its links lead to by the look of their addresses.
 */
export const discoverFeeds = (html: string, pageUrl: string): DiscoveredFeed[] => {
  const found: Found = { base: pageUrl, linked: [], anchored: [] };
  const scanner = new RegExp(interesting);
  for (let match = scanner.exec(html); match; match = scanner.exec(html)) {
    const closing = closings[match[1]?.toLowerCase() ?? ''];
    if (closing === undefined) {
      takeTag(html, match.index + 1, found);
      continue;
    }
    closing.lastIndex = scanner.lastIndex;
    // Without an end the rest is script or comment.
    if (!closing.test(html)) break;
    scanner.lastIndex = closing.lastIndex;
  }
  const feeds = found.linked.length > 0 ? found.linked : found.anchored;
  return commentsLast(unique(feeds)).slice(0, maxFeeds);
};

const takeTag = (html: string, at: number, found: Found): void => {
  const tag = readTag(html, at);
  if (!tag) return;
  const attributes = parseAttributes(tag.attributes);
  const href = attributes.get('href');
  if (href === undefined) return;
  const name = tag.name.toLowerCase();
  if (name === 'base') {
    found.base = toAbsoluteUrl(href, found.base) ?? found.base;
    return;
  }
  const url = toAbsoluteUrl(href, found.base);
  if (url === null) return;
  const title = toPlainLine(attributes.get('title') ?? '');
  if (name === 'a') {
    if (feedLikePath.test(url)) found.anchored.push({ url, title, kind: null });
    return;
  }
  const kind = linkedKind(attributes, url);
  if (kind !== undefined) found.linked.push({ url, title, kind });
};

/** The kind of feed that a link element points to; undefined when it is none. */
const linkedKind = (attributes: ReadonlyMap<string, string>, url: string): FeedKind | null | undefined => {
  const relations = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
  if (relations.includes('sitemap')) return 'SITEMAP';
  if (!relations.includes('alternate') && !relations.includes('feed')) return undefined;
  const type = (attributes.get('type') ?? '').toLowerCase().replace(/;.*$/, '').trim();
  const kind = kindByType.get(type);
  if (kind !== undefined) return kind;
  // Plain application/json is the content API of a blog engine more often than a feed.
  if (type === 'application/json') return feedLikePath.test(url) ? 'JSON_FEED' : undefined;
  return relations.includes('feed') ? null : undefined;
};

const unique = (feeds: readonly DiscoveredFeed[]): DiscoveredFeed[] =>
  [...new Map(feeds.map(feed => [feed.url, feed] as const).reverse()).values()].reverse();

const commentsLast = (feeds: readonly DiscoveredFeed[]): DiscoveredFeed[] => [
  ...feeds.filter(feed => !isForComments(feed)),
  ...feeds.filter(isForComments),
];

const maxSitemaps = 20;

/** The sitemaps that a robots.txt names (sitemaps.org, "Specifying the Sitemap location"), each once. */
export const sitemapsInRobots = (text: string, robotsUrl: string): string[] => {
  const named = text.split(/\r\n|\r|\n/u).flatMap(line => {
    const raw = /^\s*sitemap\s*:\s*([^\s#]\S*)/iu.exec(line)?.[1];
    return raw === undefined ? [] : (toAbsoluteUrl(raw, robotsUrl) ?? []);
  });
  return [...new Set(named)].slice(0, maxSitemaps);
};
