/**
 * What the article is about, as its publisher says: the keywords that were chosen by hand for news search come first,
 * then the page's keywords, then tags of OpenGraph and JSON-LD, then the tag links that readers see.
 */
import { isBeside } from './beside.ts';
import { distinctLines, foldLine } from './fold.ts';
import { isObject, listOf, textValue, valueOf } from './json-ld.ts';
import { attribute, findAll, nameWords, shortTextOf, textOf, tidy } from './nodes.ts';
import type { PageMeta } from './page-meta.ts';
import type { ElementNode } from './tree.ts';

const maxTopics = 40;
const maxTopicChars = 80;
const parting = /[,;|\u3001\uff0c\u060c]/u;
/** Machine marks that content systems put among the keywords. */
const machineMark =
  /^[0-9a-f]{8}-[0-9a-f-]{20,}$|^\d+$|^https?:|^(?:nlp|seo|cms|iab)\b.*:|^[\w-]+\.(?:com|org|net|de|in|ca|co\.\w\w)$|^[a-z]+_[a-z_]+$/iu;
const labelBefore = /^(?:category|section|topic|tag|organization|person|place|sections)\s*[:/]\s*/iu;

const cleanTopic = (raw: string): string | null => {
  const text = tidy(raw).replace(labelBefore, '').replace(/^#/u, '');
  return text === '' || text.length > maxTopicChars || machineMark.test(tidy(raw)) ? null : text;
};

const splitTopics = (line: string): string[] => line.split(parting);

const namesOf = (meta: PageMeta, key: string): string[] => {
  if (meta.article === null) return [];
  const values = listOf(valueOf(meta.article, key));
  return values.flatMap(value => {
    if (isObject(value)) return textValue(valueOf(value, 'name')) ?? [];
    const text = textValue(value);
    return text === null ? [] : values.length > 1 ? [text] : splitTopics(text);
  });
};

/** Several meta elements are one tag each; a single one may hold a list. */
const metaTopics = (values: readonly string[], headline: string | null): string[] =>
  values.length > 1
    ? [...values]
    : values.flatMap(value => splitTopics(headline === null ? value : value.replace(headline, '')));

const maxLabelChars = 20;
const tagLabel = /^(?:tags?|topics?|keywords|टैग्स?|विषय|schlagworte|themen|etiquetas|mots-clés)\s*[:：]?$/iu;

const isTagList = (element: ElementNode): boolean => {
  const words = nameWords(element);
  return (
    words.includes('tags') ||
    words.includes('taglist') ||
    words.includes('topics') ||
    words.includes('keywords')
  );
};

/** Links in the list that follows a line "Tags", wherever that line stands. */
const listAfterLabel = (meta: PageMeta): string[] => {
  const label = findAll(meta.tree.root, element => !element.hasBlock && textOfShort(element)).at(0);
  for (let at = label ?? null, up = 0; at !== null && up < 3; at = at.parent, up += 1) {
    const links = findAll(at, element => element.tag === 'a').map(textOf);
    if (links.length > 0) return links;
    const siblings: readonly unknown[] = at.parent?.children ?? [];
    const next = (at.parent?.children ?? [])
      .slice(siblings.indexOf(at) + 1)
      .find(node => node.kind === 'element');
    const after =
      next?.kind === 'element'
        ? findAll(next, element => element.tag === 'a' || element.tag === 'li').map(textOf)
        : [];
    if (after.length > 0) return after;
  }
  return [];
};

const textOfShort = (element: ElementNode): boolean => {
  if (element.children.length === 0 || element.children.length > 3) return false;
  const text = shortTextOf(element, maxLabelChars);
  return text !== null && tagLabel.test(text);
};

const fromPage = (meta: PageMeta): string[] => {
  const relTags = findAll(meta.tree.root, element =>
    /(?:^|\s)tag(?:\s|$)/u.test(attribute(element, 'rel') ?? ''),
  ).filter(element => !isBeside(element));
  if (relTags.length > 0) return relTags.map(textOf);
  const lists = findAll(meta.tree.root, isTagList).filter(element => !isBeside(element));
  const inList = lists
    .map(list => findAll(list, element => element.tag === 'a').map(textOf))
    .find(links => links.length > 0);
  return inList ?? listAfterLabel(meta);
};

/** In the publisher's order and spelling, without repeats, machine marks, the headline and the site's own name. */
export const findTopics = (meta: PageMeta, headline: string | null): string[] => {
  const sources: readonly (() => readonly string[])[] = [
    () => metaTopics(meta.all('news_keywords'), headline),
    () => metaTopics(meta.all('keywords'), headline),
    () => metaTopics(meta.all('article:tag'), headline),
    () => namesOf(meta, 'keywords'),
    () => metaTopics(meta.all('parsely-tags'), headline),
    () => namesOf(meta, 'about'),
    () => fromPage(meta),
    () => namesOf(meta, 'articleSection'),
    () => metaTopics(meta.all('article:section'), headline),
  ];
  const refused = new Set([headline ?? '', ...meta.siteNames].map(foldLine));
  for (const read of sources) {
    const topics = distinctLines(read().flatMap(topic => cleanTopic(topic) ?? [])).filter(
      topic => !refused.has(foldLine(topic)),
    );
    if (topics.length > 0) return topics.slice(0, maxTopics);
  }
  return [];
};
