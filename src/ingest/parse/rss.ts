import type { FeedItem, ParsedFeed } from '../../articles/feed-item.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { categoriesOf } from './categories.ts';
import { attribute, child, childrenNamed, textOf, textOfChild } from '../../core/xml/element.ts';
import { withBase } from './content-links.ts';
import type { BaseContext } from './content-links.ts';
import { publishedAtOf, updatedAtOf } from './item-dates.ts';
import { itemImages, newItem, withinLimit } from './item.ts';
import { alternateOf, baseOf, linksOf, originalLink, relatedLink, urlIn } from './links.ts';
import { innerMarkup, languageOf, toLanguageTag, toPlainLine } from './markup.ts';
import { authorsOf } from './people.ts';
import { skipDaysOf, skipHoursOf, ttlMinutesOf } from './poll-hints.ts';
import { constructHtml } from './text-construct.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

// RSS 0.9x and 2.0, RSS 1.0 (RDF, items beside the channel) and CDF, which all have a channel with items.

const itemNames = ['item', 'atom:entry', 'entry'];
const titleNames = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'];
const contentNames = [
  'content:encoded',
  'xhtml:body',
  'body',
  'atom:content',
  'content',
  'fullitem',
  'encoded',
];
const summaryNames = [
  'description',
  'atom:summary',
  'summary',
  'abstract',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
  'itunes:subtitle',
];

export const readRss = (root: XmlElement, feedUrl: string): ParsedFeed => {
  const channel =
    root.name === 'channel' ? root : (child(root, 'channel') ?? child(root, 'atom:channel') ?? root);
  const base = baseOf(channel, channel === root ? feedUrl : baseOf(root, feedUrl));
  const outside = channel === root ? [] : childrenNamed(root, ...itemNames);
  const items = withinLimit([...childrenNamed(channel, ...itemNames), ...outside]);
  const links = linksOf(channel, base);
  const title = textOfChild(channel, titleNames);
  return {
    kind: root.name === 'rdf:rdf' ? 'RDF' : 'RSS',
    title: title === null ? null : toPlainLine(title),
    homepage: pageOf(channel, base) ?? toUrl(attribute(channel, 'href'), base),
    language:
      toLanguageTag(textOfChild(channel, ['language', 'dc:language'])) ??
      languageOf(channel) ??
      languageOf(root),
    ttlMinutes: ttlMinutesOf(channel),
    skipHours: skipHoursOf(channel),
    skipDays: skipDaysOf(channel),
    hubUrl: relatedLink(links, 'hub'),
    selfUrl: relatedLink(links, 'self'),
    items: items.map(item => readItem(item, { base: baseOf(item, base), feedUrl })),
  };
};

const toUrl = (raw: string | null, base: string): string | null =>
  raw === null ? null : toAbsoluteUrl(raw, base);

const readItem = (item: XmlElement, from: BaseContext): FeedItem => {
  const { base } = from;
  const title = textOfChild(item, titleNames);
  const contentHtml = firstHtml(item, contentNames, from);
  const summaryHtml = firstHtml(item, summaryNames, from);
  const url =
    originalLink(item, base) ??
    pageOf(item, base) ??
    permalinkOf(item, base) ??
    toUrl(attribute(item, 'href'), base);
  return {
    ...newItem(),
    guid: textOfChild(item, ['guid', 'atom:id', 'id']) ?? attribute(item, 'rdf:about'),
    url,
    title: title === null ? null : toPlainLine(title),
    summaryHtml,
    contentHtml,
    authors: authorsOf(item),
    categories: categoriesOf(item),
    publishedAt: publishedAtOf(item),
    updatedAt: updatedAtOf(item),
    images: itemImages(item, { base, html: [contentHtml, summaryHtml], page: url ?? base }),
    language: toLanguageTag(textOfChild(item, ['dc:language', 'language'])) ?? languageOf(item),
  };
};

/** The address in link, or in a link in the manner of Atom. */
const pageOf = (element: XmlElement, base: string): string | null => {
  for (const link of childrenNamed(element, 'link')) {
    const url = attribute(link, 'href') === null ? urlIn(link, base) : null;
    if (url !== null) return url;
  }
  return alternateOf(linksOf(element, base));
};

/** A guid is a permalink unless it says that it is not (RSS 2.0); an RDF item is about its page. */
const permalinkOf = (item: XmlElement, base: string): string | null => {
  for (const guid of childrenNamed(item, 'guid', 'atom:id')) {
    const text = textOf(guid);
    const permanent = attribute(guid, 'ispermalink')?.toLowerCase() !== 'false';
    if (permanent && /^https?:\/\//i.test(text)) return urlIn(guid, base);
  }
  const about = attribute(item, 'rdf:about');
  return about !== null && /^https?:\/\//i.test(about) ? toUrl(about, base) : null;
};

/** Names whose content is XML, not escaped HTML. */
const xhtmlNames = new Set(['xhtml:body', 'body', 'fullitem']);

const htmlOf = (element: XmlElement): string | null =>
  element.name.startsWith('atom:')
    ? constructHtml(element)
    : innerMarkup(element, xhtmlNames.has(element.name) ? 'xhtml' : 'html');

const firstHtml = (item: XmlElement, names: readonly string[], from: BaseContext): string | null => {
  for (const name of names) {
    for (const element of childrenNamed(item, name)) {
      const html = htmlOf(element);
      if (html !== null && html !== '') return withBase(html, element, from);
    }
  }
  return null;
};
