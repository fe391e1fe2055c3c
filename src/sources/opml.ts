import { escapeAttribute, escapeText } from 'entities';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { toAbsoluteUrl } from '../core/url.ts';
import { elementsOf } from '../core/xml/element.ts';
import { readXml } from '../core/xml/reader.ts';
import type { XmlElement } from '../core/xml/tree.ts';
import { parseAttributes } from '../core/xml/tag.ts';
import { parseReader, type Reader } from './reader.ts';
import { feedKinds, type FeedKind } from './source.ts';

// OPML 2.0 subscription lists (http://opml.org/spec2.opml), and what readers made of them: attributes in any case,
// folders in folders, `url` for `xmlUrl`.

/** A subscription, with the folders it lies in and its `category` attribute as one list of categories. */
export interface OpmlOutline {
  title: string;
  /** Absolute http(s) URL of the feed. */
  feedUrl: string;
  /** Absolute http(s) URL of the site. */
  homepage: string | null;
  /** Language tag as written. */
  language: string | null;
  categories: string[];
  /** Format of the feed, where it is known. */
  kind?: FeedKind | null;
  /** How it is read, where that is not as a feed. */
  reader?: Reader;
}

export interface OpmlFault {
  reason: 'TOO_LARGE' | 'NOT_OPML';
  /** One line for an operator. */
  detail: string;
}

export const maxOpmlChars = 10_000_000;
export const maxOpmlOutlines = 10_000;

/** Subscriptions in their order, each feed once. Outlines without a feed's address are folders or left out. */
export const parseOpml = (text: string): Result<OpmlOutline[], OpmlFault> => {
  if (text.length > maxOpmlChars)
    return fail({ reason: 'TOO_LARGE', detail: `over ${maxOpmlChars} characters` });
  const root = elementsOf(readXml(text).top).find(element => element.name === 'opml');
  if (!root) return fail({ reason: 'NOT_OPML', detail: 'no <opml> element' });
  const found = new Map<string, OpmlOutline>();
  for (const body of elementsOf(root)) {
    if (body.name === 'body' || body.name === 'outline') collect(body, [], found);
  }
  if (found.size > maxOpmlOutlines)
    return fail({ reason: 'TOO_LARGE', detail: `over ${maxOpmlOutlines} feeds` });
  return ok([...found.values()]);
};

const collect = (element: XmlElement, folders: readonly string[], found: Map<string, OpmlOutline>): void => {
  const attributes = parseAttributes(element.attributeSource);
  const name = (attributes.get('title') ?? attributes.get('text') ?? '').trim();
  const outline = toOutline(attributes, name, folders);
  if (outline) {
    const before = found.get(outline.feedUrl);
    // A feed that lies in several folders is one subscription with several categories.
    if (before) before.categories = unique([...before.categories, ...outline.categories]);
    else if (found.size <= maxOpmlOutlines) found.set(outline.feedUrl, outline);
  }
  const inner = outline || name === '' || element.name === 'body' ? folders : [...folders, name];
  for (const part of elementsOf(element)) {
    if (part.name === 'outline') collect(part, inner, found);
  }
};

const toOutline = (
  attributes: ReadonlyMap<string, string>,
  name: string,
  folders: readonly string[],
): OpmlOutline | null => {
  const reader = readerIn(attributes.get(readerAttribute));
  const mayBeUrl = attributes.get('type') === 'rss' || reader !== null;
  const raw = attributes.get('xmlurl') ?? (mayBeUrl ? attributes.get('url') : undefined);
  const feedUrl = raw === undefined ? null : absolute(raw);
  if (feedUrl === null) return null;
  return {
    title: name === '' ? new URL(feedUrl).hostname : name,
    feedUrl,
    homepage: absolute(attributes.get('htmlurl') ?? ''),
    language: attributes.get('language')?.trim() ?? null,
    categories: unique([...folders, ...categoriesIn(attributes.get('category') ?? '')]),
    ...kindIn(attributes.get('version') ?? ''),
    ...(reader === null ? {} : { reader }),
  };
};

/**
 * Our own extension (OPML 2.0, "Extending OPML"): the reader of a source that is no feed, as JSON. Such an outline has
 * its address in `url`, not in `xmlUrl`, so that other programs do not take it for a feed.
 */
const readerAttribute = 'khabar:reader';
const khabarNamespace = 'urn:khabar:opml';

const readerIn = (json: string | undefined): Reader | null => {
  if (json === undefined) return null;
  try {
    const parsed = parseReader(JSON.parse(json));
    return parsed.ok && parsed.value.kind !== 'FEED' ? parsed.value : null;
  } catch {
    // No JSON: somebody else's attribute of this name.
    return null;
  }
};

/** OPML names RSS and RSS1 only; the other formats go by our names for them. */
const versionByKind: Readonly<Partial<Record<FeedKind, string>>> = { RDF: 'RSS1' };

const kindIn = (version: string): { kind?: FeedKind } => {
  const name = version.trim().toUpperCase();
  const kind = feedKinds.find(each => (versionByKind[each] ?? each) === name);
  if (kind !== undefined) return { kind };
  return name === 'RSS2' ? { kind: 'RSS' } : {};
};

/** Comma-separated paths with slashes: "/News/India,Hindi" (OPML 2.0, "Category attribute"). */
const categoriesIn = (raw: string): string[] => raw.split(/[,/]/);

const unique = (names: readonly string[]): string[] => [
  ...new Set(names.map(name => name.trim()).filter(name => name !== '')),
];

const absolute = (raw: string): string | null =>
  toAbsoluteUrl(raw.replace(/^feed:(?:\/\/)?(?=https?:)/i, ''), raw);

/** An OPML 2.0 document, feeds in folders by their first category; `parseOpml` reads back what went in. */
export const toOpml = (title: string, outlines: readonly OpmlOutline[]): string => {
  const folders = new Map<string, OpmlOutline[]>();
  for (const outline of outlines) {
    for (const folder of foldersOf(outline)) folders.set(folder, [...(folders.get(folder) ?? []), outline]);
  }
  const lines = [...folders].flatMap(([folder, members]) => folderLines(folder, members));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0"${outlines.some(isNoFeed) ? ` xmlns:khabar="${khabarNamespace}"` : ''}>`,
    `  <head><title>${escapeText(title)}</title></head>`,
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
};

const folderLines = (folder: string, members: readonly OpmlOutline[]): string[] => {
  if (folder === '') return members.map(member => `    ${outlineTag(member)}`);
  const name = escapeAttribute(folder);
  return [
    `    <outline text="${name}" title="${name}">`,
    ...members.map(member => `      ${outlineTag(member)}`),
    '    </outline>',
  ];
};

const isNoFeed = ({ reader }: OpmlOutline): boolean => reader !== undefined && reader.kind !== 'FEED';

/** A comma or a slash in a name would be read as two names in the `category` attribute. */
const isWritable = ({ categories }: OpmlOutline): boolean => !categories.some(name => /[,/]/u.test(name));

/** The first category; all of them, one outline in each, where the attribute cannot hold the others. */
const foldersOf = (outline: OpmlOutline): string[] =>
  isWritable(outline) ? [outline.categories[0] ?? ''] : outline.categories;

const outlineTag = (outline: OpmlOutline): string => {
  const { reader, kind } = outline;
  const hasAttribute = outline.categories.length > 1 && isWritable(outline);
  const attributes: [string, string | null][] = [
    ['type', isNoFeed(outline) ? 'link' : 'rss'],
    ['text', outline.title],
    ['title', outline.title],
    [isNoFeed(outline) ? 'url' : 'xmlUrl', outline.feedUrl],
    ['htmlUrl', outline.homepage],
    ['language', outline.language],
    ['version', kind == null ? null : (versionByKind[kind] ?? kind)],
    ['category', hasAttribute ? outline.categories.join(',') : null],
    [readerAttribute, isNoFeed(outline) ? JSON.stringify(reader) : null],
  ];
  const written = attributes.map(([name, value]) =>
    value === null ? '' : ` ${name}="${escapeAttribute(value)}"`,
  );
  return `<outline${written.join('')}/>`;
};
