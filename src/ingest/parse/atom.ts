import type { FeedItem, ParsedFeed } from '../../articles/feed-item.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { categoriesOf } from './categories.ts';
import { attribute, child, childrenNamed, textOfChild } from '../../core/xml/element.ts';
import { publishedAtOf, updatedAtOf } from './item-dates.ts';
import { withBase } from './content-links.ts';
import type { BaseContext } from './content-links.ts';
import { itemImages, newItem, withinLimit } from './item.ts';
import { alternateOf, baseOf, linksOf, originalLink, relatedLink } from './links.ts';
import { languageOf, toLanguageTag } from './markup.ts';
import { authorsOf } from './people.ts';
import { ttlMinutesOf } from './poll-hints.ts';
import { constructHtml, constructLine } from './text-construct.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

// Atom 1.0 (RFC 4287) and 0.3, and single entry documents.

const titleNames = ['atom:title', 'title', 'dc:title', 'media:title'];
const summaryNames = [
  'atom:summary',
  'summary',
  'description',
  'dc:description',
  'media:description',
  'itunes:summary',
];
const contentNames = ['atom:content', 'content:encoded', 'content', 'xhtml:body', 'body'];

export const readAtom = (root: XmlElement, feedUrl: string): ParsedFeed => {
  const base = baseOf(root, feedUrl);
  const single = root.name === 'atom:entry';
  const links = single ? [] : linksOf(root, base);
  const items = single ? [root] : withinLimit(childrenNamed(root, 'atom:entry', 'entry', 'item'));
  const feedAuthors = single ? [] : authorsOf(root);
  return {
    kind: 'ATOM',
    title: single ? null : firstLine(root, titleNames),
    homepage: alternateOf(links) ?? addressIn(textOfChild(root, single ? [] : ['atom:id'])),
    language: languageOf(root) ?? toLanguageTag(textOfChild(root, ['dc:language', 'language'])),
    ttlMinutes: ttlMinutesOf(root),
    hubUrl: relatedLink(links, 'hub'),
    selfUrl: relatedLink(links, 'self'),
    items: items.map(entry =>
      withAuthors(readEntry(entry, { base: baseOf(entry, base), feedUrl }), feedAuthors),
    ),
  };
};

/** RFC 4287 section 4.2.1: an entry that names no author has the feed's. */
const withAuthors = (item: FeedItem, feedAuthors: readonly string[]): FeedItem =>
  item.authors.length > 0 ? item : { ...item, authors: [...feedAuthors] };

const readEntry = (entry: XmlElement, from: BaseContext): FeedItem => {
  const { base } = from;
  const links = linksOf(entry, base);
  const id = textOfChild(entry, ['atom:id', 'id', 'guid']);
  const contentHtml = firstHtml(entry, contentNames, from);
  const url = originalLink(entry, base) ?? alternateOf(links) ?? contentSource(entry, base) ?? addressIn(id);
  const summaryHtml = firstHtml(entry, summaryNames, from) ?? groupDescription(entry, from);
  return {
    ...newItem(),
    guid: id,
    url,
    title: firstLine(entry, titleNames),
    summaryHtml,
    contentHtml,
    authors: entryAuthors(entry),
    categories: categoriesOf(entry),
    publishedAt: publishedAtOf(entry),
    updatedAt: updatedAtOf(entry),
    images: itemImages(entry, { base, html: [contentHtml, summaryHtml], page: url ?? base }),
    language: languageOf(entry) ?? toLanguageTag(textOfChild(entry, ['dc:language'])),
  };
};

/** The entry's authors, or those of the feed that it was taken over from. */
const entryAuthors = (entry: XmlElement): string[] => {
  const authors = authorsOf(entry);
  const source = authors.length > 0 ? null : child(entry, 'atom:source');
  return source ? authorsOf(source) : authors;
};

const firstLine = (element: XmlElement, names: readonly string[]): string | null => {
  for (const name of names) {
    for (const found of childrenNamed(element, name)) {
      const line = constructLine(found);
      if (line !== null) return line;
    }
  }
  return null;
};

const firstHtml = (entry: XmlElement, names: readonly string[], from: BaseContext): string | null => {
  for (const name of names) {
    for (const element of childrenNamed(entry, name)) {
      const html = constructHtml(element);
      if (html !== null) return withBase(html, element, from);
    }
  }
  return null;
};

/** Video feeds describe an entry inside its media group only. */
const groupDescription = (entry: XmlElement, from: BaseContext): string | null => {
  const group = child(entry, 'media:group');
  return group ? firstHtml(group, ['media:description'], from) : null;
};

/** Content kept elsewhere (RFC 4287 section 4.1.3.2) is the page where it is one. */
const contentSource = (entry: XmlElement, base: string): string | null => {
  const content = child(entry, 'atom:content');
  const source = content && attribute(content, 'src');
  if (!content || !source || !/html|^$/.test(attribute(content, 'type') ?? '')) return null;
  return toAbsoluteUrl(source, baseOf(content, base));
};

/** Without a link, an id that is an address is the best guess at the page or the site. */
const addressIn = (id: string | null): string | null =>
  id !== null && /^https?:\/\//i.test(id) ? toAbsoluteUrl(id, id) : null;
