/** Who wrote it: JSON-LD, then meta elements, then the byline on the page. */
import { isBeside } from './beside.ts';
import { distinctLines, foldLine } from './fold.ts';
import { isObject, listOf, textValue, valueOf, type JsonObject } from './json-ld.ts';
import { attribute, findAll, nameWords, textOf, tidy } from './nodes.ts';
import type { PageMeta } from './page-meta.ts';
import type { ElementNode } from './tree.ts';

const maxAuthors = 15;
const maxAuthorChars = 80;
const maxLineChars = 1_000;

/** What stands before a name: "By", its kin in other languages, and the roles of news work. */
const leadIn =
  /^(?:(?:written|reported|edited|posted|published|compiled|words|story|text|texte|texto|reporting|article)\s+(?:by|von|par|por)|by|von|vom|par|por|di|af|av|door|od|autor(?:in|en)?|author|redaktion:|द्वारा|लेखक|रिपोर्ट|संपादन|संपादक|लेखन|प्रस्तुति|written|edited)\s*[:：]?\s+|^[:：|\-–—•,]\s*/iu;
const tail = /\s*(?:द्वारा|기자|記者|\((?:author|autor)\)|[|•·].*|[,;:]\s*)$/iu;
const parting =
  /\s*(?:[,;|/•·]|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b|\s&\s|\s+और\s+|\s+एवं\s+|\s+तथा\s+|、|，)\s*/iu;
const isAddress = /^(?:https?:|www\.|\/)/iu;
const notAName =
  /https?:|www\.|@|\.(?:com|de|net|org|in)\b.*\/|^\d|\b(?:updated|published|posted|min read|minutes ago|subscribe|follow|comments?)\b|\d{4}|^(?:admin|null|undefined|none|n\/a|unknown|anonymous|staff writer|author|authors|agency)$/iu;

/** One name without what stands around it; null when it is none. */
export const cleanAuthor = (raw: string): string | null => {
  let text = tidy(raw);
  for (let round = 0; round < 3; round += 1) text = text.replace(leadIn, '').replace(tail, '').trim();
  if (text.length < 2 || text.length > maxAuthorChars || notAName.test(text) || !/\p{L}/u.test(text))
    return null;
  return text;
};

/** After the first, a part of more words than a name has is a post or an office. */
const maxNameWords = 6;

const splitNames = (line: string): string[] => {
  if (isAddress.test(line.trim())) return [];
  const parts = line
    .slice(0, maxLineChars)
    .split(parting)
    .flatMap(part => cleanAuthor(part) ?? []);
  return parts.filter((part, at) => at === 0 || part.split(' ').length <= maxNameWords);
};

const namesOf = (node: JsonObject): readonly unknown[] => {
  const names = listOf(valueOf(node, 'name'));
  if (names.length > 0) return names;
  const parts = [textValue(valueOf(node, 'givenName')), textValue(valueOf(node, 'familyName'))].filter(
    part => part !== null,
  );
  return parts.length === 0 ? [] : [parts.join(' ')];
};

const fromJsonLd = (meta: PageMeta): string[] => {
  if (meta.article === null) return [];
  const authors = listOf(valueOf(meta.article, 'author') ?? valueOf(meta.article, 'creator'));
  return authors.flatMap(value => {
    const node = meta.graph.resolve(value);
    const names = node === null ? [value] : namesOf(node);
    return names.flatMap(name => {
      const text = isObject(name) ? null : textValue(name);
      return text === null ? [] : splitNames(text);
    });
  });
};

const metaNames = [
  'author',
  'article:author',
  'article:author_name',
  'og:author',
  'byl',
  'dc.creator',
  'dcterms.creator',
  'parsely-author',
  'sailthru.author',
  'cxenseparse:author',
  'authors',
  'dc.contributor',
  'creator',
];

const fromMeta = (meta: PageMeta): string[] => {
  for (const name of metaNames) {
    const names = meta.all(name).flatMap(splitNames);
    if (names.length > 0) return names;
  }
  return [];
};

const isByline = (element: ElementNode): boolean => {
  if (/(?:^|\s)author(?:\s|$)/u.test(attribute(element, 'rel') ?? '')) return true;
  if (/^(?:author|creator)$/u.test(attribute(element, 'itemprop') ?? '')) return true;
  const words = nameWords(element);
  return (
    words.includes('byline') ||
    words.includes('author') ||
    words.includes('autor') ||
    words.includes('authors') ||
    words.includes('authorname')
  );
};

const fromPage = (meta: PageMeta): string[] => {
  const bylines = findAll(meta.tree.root, isByline)
    .slice(0, 40)
    .filter(element => !isBeside(element));
  for (const element of bylines) {
    const inner = findAll(element, child => child.tag === 'a' || attribute(child, 'itemprop') === 'name');
    const linked = inner.map(textOf).flatMap(text => (text.length <= maxAuthorChars ? splitNames(text) : []));
    if (linked.length > 0 && inner.length <= 6) return linked;
    const text = textOf(element);
    if (text.length > 0 && text.length <= 120) {
      const names = splitNames(text).filter(name => name.split(' ').length <= 5);
      if (names.length > 0) return names;
    }
  }
  return [];
};

/**
 * Names of people and agencies, in order. The site's own name is none, unless its JSON-LD gives it as the author and no
 * one else is named anywhere.
 */
export const findAuthors = (meta: PageMeta): string[] => {
  const sites = new Set(meta.siteNames.map(foldLine));
  const declared = fromJsonLd(meta);
  for (const read of [() => declared, fromMeta, fromPage]) {
    const names = distinctLines(read(meta)).filter(name => !sites.has(foldLine(name)));
    if (names.length > 0) return names.slice(0, maxAuthors);
  }
  return distinctLines(declared).slice(0, 1);
};
