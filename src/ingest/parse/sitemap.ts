import { gunzipSync } from 'node:zlib';
import type { NewsDate } from '../../articles/article.ts';
import type { ParseFault } from '../../articles/feed-item.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { messageOf } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { child, childrenNamed, elementsOf, textOfChild } from '../../core/xml/element.ts';
import { readXml } from '../../core/xml/reader.ts';
import type { XmlElement } from '../../core/xml/tree.ts';
import { decodeBytes } from '../decode.ts';
import { uniqueTerms } from './categories.ts';
import { toLanguageTag, toPlainLine } from './markup.ts';

// Sitemaps (sitemaps.org/protocol.html) with Google's news and image extensions.

export interface SitemapRef {
  /** Absolute http(s) URL. */
  url: string;
  lastModified: NewsDate | null;
}

/** A page of a sitemap; what its news extension does not say is null. */
export interface SitemapEntry extends SitemapRef {
  title: string | null;
  publishedAt: NewsDate | null;
  /** The newspaper's name. */
  publication: string | null;
  language: string | null;
  keywords: string[];
  images: string[];
}

export interface Sitemap {
  /** Of an index: the sitemaps that it lists. */
  sitemaps: SitemapRef[];
  entries: SitemapEntry[];
}

/** The protocol allows 50 MB and 50,000 addresses in one file. */
export const maxSitemapBytes = 52_428_800;
export const maxSitemapEntries = 50_000;

/** Reads a sitemap, a sitemap index or a plain list of addresses, gzip or not. Never throws. */
export const parseSitemap = (body: Uint8Array, url: string): Result<Sitemap, ParseFault> => {
  if (body.byteLength === 0) return fail({ reason: 'EMPTY_FEED', detail: 'the body has no bytes' });
  const plain = gunzipped(body);
  if (!plain.ok) return plain;
  const text = decodeBytes(plain.value, null, 'xml').trim();
  if (!text.startsWith('<')) return readLines(text, url);
  const document = readXml(text);
  const roots = elementsOf(document.top);
  const root = roots.find(element => element.name === 'urlset' || element.name === 'sitemapindex');
  if (root) return ok(readRoot(root, url));
  if (document.doctype === 'html' || roots[0]?.name.endsWith('html')) {
    return fail({ reason: 'HTML_INSTEAD_OF_FEED', detail: 'the body is a web page' });
  }
  return fail({ reason: 'UNKNOWN_FORMAT', detail: 'neither <urlset> nor <sitemapindex>' });
};

const gunzipped = (body: Uint8Array): Result<Uint8Array, ParseFault> => {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return ok(body);
  try {
    return ok(gunzipSync(body, { maxOutputLength: maxSitemapBytes }));
  } catch (error) {
    return fail({ reason: 'MALFORMED_FEED', detail: `gzip: ${messageOf(error)}` });
  }
};

const readRoot = (root: XmlElement, base: string): Sitemap => ({
  sitemaps: childrenNamed(root, 'sitemap')
    .slice(0, maxSitemapEntries)
    .map(element => toRef(element, base))
    .filter(ref => ref !== null),
  entries: childrenNamed(root, 'url')
    .slice(0, maxSitemapEntries)
    .map(element => toEntry(element, base))
    .filter(entry => entry !== null),
});

const toRef = (element: XmlElement, base: string): SitemapRef | null => {
  const url = toAbsoluteUrl(textOfChild(element, ['loc']) ?? '', base);
  return url === null ? null : { url, lastModified: dateIn(element, 'lastmod') };
};

const toEntry = (element: XmlElement, base: string): SitemapEntry | null => {
  const ref = toRef(element, base);
  if (!ref) return null;
  const news = child(element, 'news:news');
  const publication = news && child(news, 'news:publication');
  const images = childrenNamed(element, 'image:image')
    .map(image => toAbsoluteUrl(textOfChild(image, ['image:loc']) ?? '', base))
    .filter(image => image !== null);
  return {
    ...ref,
    title: lineIn(news, 'news:title'),
    publishedAt: news && dateIn(news, 'news:publication_date'),
    publication: lineIn(publication, 'news:name'),
    language: toLanguageTag(lineIn(publication, 'news:language') ?? lineIn(news, 'news:language')),
    keywords: uniqueTerms((lineIn(news, 'news:keywords') ?? '').split(',')),
    images: [...new Set(images)],
  };
};

const dateIn = (element: XmlElement, name: string): NewsDate | null =>
  parseNewsDate(textOfChild(element, [name]) ?? '');

const lineIn = (element: XmlElement | null, name: string): string | null => {
  const text = element && textOfChild(element, [name]);
  return text === null ? null : toPlainLine(text);
};

/** The protocol's text form: one address a line. */
const readLines = (text: string, base: string): Result<Sitemap, ParseFault> => {
  const lines = text.split(/\r?\n/, maxSitemapEntries);
  const urls = lines.filter(line => /^https?:\/\//i.test(line.trim())).map(line => toAbsoluteUrl(line, base));
  if (urls.length * 2 < lines.length) return fail({ reason: 'UNKNOWN_FORMAT', detail: 'not a sitemap' });
  const nothing = { lastModified: null, title: null, publishedAt: null, publication: null, language: null };
  const entries = urls
    .filter(url => url !== null)
    .map(url => ({ url, ...nothing, keywords: [], images: [] }));
  return ok({ sitemaps: [], entries });
};
