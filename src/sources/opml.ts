import { escapeAttribute, escapeText } from 'entities';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { toAbsoluteUrl } from '../core/url.ts';
import { elementsOf } from '../core/xml/element.ts';
import { readXml } from '../core/xml/reader.ts';
import type { XmlElement } from '../core/xml/tree.ts';
import { parseAttributes } from '../core/xml/tag.ts';

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
  const raw =
    attributes.get('xmlurl') ?? (attributes.get('type') === 'rss' ? attributes.get('url') : undefined);
  const feedUrl = raw === undefined ? null : absolute(raw);
  if (feedUrl === null) return null;
  return {
    title: name === '' ? new URL(feedUrl).hostname : name,
    feedUrl,
    homepage: absolute(attributes.get('htmlurl') ?? ''),
    language: attributes.get('language')?.trim() ?? null,
    categories: unique([...folders, ...categoriesIn(attributes.get('category') ?? '')]),
  };
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
    const folder = outline.categories[0] ?? '';
    folders.set(folder, [...(folders.get(folder) ?? []), outline]);
  }
  const lines = [...folders].flatMap(([folder, members]) => folderLines(folder, members));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
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

const outlineTag = (outline: OpmlOutline): string => {
  const attributes: [string, string | null][] = [
    ['type', 'rss'],
    ['text', outline.title],
    ['title', outline.title],
    ['xmlUrl', outline.feedUrl],
    ['htmlUrl', outline.homepage],
    ['language', outline.language],
    ['category', outline.categories.length > 1 ? outline.categories.join(',') : null],
  ];
  const written = attributes.map(([name, value]) =>
    value === null ? '' : ` ${name}="${escapeAttribute(value)}"`,
  );
  return `<outline${written.join('')}/>`;
};
