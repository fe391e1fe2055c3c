import type { ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import { fail, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import { decodeBytes } from '../decode.ts';
import { readAtom } from './atom.ts';
import { elementsOf } from '../../core/xml/element.ts';
import { readJsonFeed } from './json-feed.ts';
import { readRss } from './rss.ts';
import { readXml } from '../../core/xml/reader.ts';
import type { XmlDocument, XmlElement } from '../../core/xml/tree.ts';

const rssRoots = new Set(['rss', 'atom:rss', 'rdf:rdf', 'channel', 'rdf', 'item']);
const atomRoots = new Set(['atom:feed', 'feed', 'atom:entry']);
/** More repairs than this in a feed without a single item mean that it is not a feed that happens to be empty. */
const maxRepairsWhenEmpty = 20;

/** Reads a feed of any of the known formats, broken ones too. Never throws, whatever the bytes. */
export const parseFeed = (
  body: Uint8Array,
  options: { contentType: string | null; url: string },
): Result<ParsedFeed, ParseFault> => {
  if (body.byteLength === 0) return fail({ reason: 'EMPTY_FEED', detail: 'the body has no bytes' });
  const text = decodeBytes(body, options.contentType, 'xml').replace(/^[\s\ufeff\0]+/, '');
  if (text === '') return fail({ reason: 'EMPTY_FEED', detail: 'the body is white space' });
  if (text.startsWith('{') || text.startsWith('[')) return readJsonFeed(text, options.url);
  return readXmlFeed(readXml(text), options.url);
};

const readXmlFeed = (document: XmlDocument, url: string): Result<ParsedFeed, ParseFault> => {
  const root = findRoot(document.top);
  if (!root) return fail(faultFor(document));
  const feed = atomRoots.has(root.name) ? readAtom(root, url) : readRss(root, url);
  const broken = document.repairs > maxRepairsWhenEmpty || (!root.closed && feed.title === null);
  if (feed.items.length === 0 && broken) {
    return fail({ reason: 'MALFORMED_FEED', detail: `<${root.name}> has no whole item and is damaged` });
  }
  return ok(feed);
};

/** The feed's root: at the top, or below one wrapper or stray text in front of it (warnings of a server's script). */
const findRoot = (top: XmlElement): XmlElement | null => {
  const roots = elementsOf(top);
  const isFeed = (element: XmlElement): boolean => rssRoots.has(element.name) || atomRoots.has(element.name);
  return (
    roots.find(isFeed) ??
    roots
      .filter(root => !isHtml(root))
      .flatMap(elementsOf)
      .find(isFeed) ??
    null
  );
};

const isHtml = (element: XmlElement): boolean => /^(?:xhtml:)?(?:html|head|body)$/.test(element.name);

const faultFor = (document: XmlDocument): ParseFault => {
  const [first] = elementsOf(document.top);
  if (document.doctype === 'html' || (first && isHtml(first))) {
    return { reason: 'HTML_INSTEAD_OF_FEED', detail: 'the body is a web page' };
  }
  if (!first) return { reason: 'UNKNOWN_FORMAT', detail: 'neither XML nor JSON' };
  return {
    reason: 'UNKNOWN_FORMAT',
    detail: `no known feed format has <${first.name.slice(0, 100)}> at its root`,
  };
};
