/** When it was published and last changed, with the precision that the page gives. */
import type { NewsDate } from '../../articles/article.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { isBeside } from './beside.ts';
import { textValue, valueOf } from './json-ld.ts';
import { attribute, findAll, nameWords, textOf } from './nodes.ts';
import type { PageMeta } from './page-meta.ts';
import type { ElementNode } from './tree.ts';

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'og:published_time',
  'parsely-pub-date',
  'pubdate',
  'publishdate',
  'publish_date',
  'publish-date',
  'article.published',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.published',
  'dcterms.created',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'article_date_original',
  'date',
  'dc.date',
  'dc.date.created',
  'created',
  'originalpublicationdate',
  'last-modified',
];
const modifiedNames = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'article:updated_time',
  'lastmod',
  'dcterms.modified',
  'dc.date.modified',
  'revised',
];

const earliest = Date.UTC(1990, 0, 1);

const read = (raw: string | null | undefined): NewsDate | null => {
  if (raw === null || raw === undefined) return null;
  const date = parseNewsDate(raw);
  return date === null || date.value.getTime() < earliest ? null : date;
};

const firstOf = (raws: readonly (string | null | undefined)[]): NewsDate | null => {
  const dates = raws.map(read).filter(date => date !== null);
  // A field with the time of day beats an earlier field that gives the day only, where they mean the same day.
  const first = dates[0];
  if (first === undefined || first.precision !== 'DAY') return first ?? null;
  const finer = dates.find(
    date =>
      date.precision !== 'DAY' && Math.abs(date.value.getTime() - first.value.getTime()) <= 36 * 3_600_000,
  );
  return finer ?? first;
};

const fromArticle = (meta: PageMeta, keys: readonly string[]): (string | null)[] =>
  keys.map(key => (meta.article === null ? null : textValue(valueOf(meta.article, key))));

const fromOtherNodes = (meta: PageMeta, key: string): (string | null)[] =>
  meta.graph.nodes
    .slice(0, 200)
    .map(node => textValue(valueOf(node, key)))
    .filter(value => value !== null);

/** `time` elements, those marked as the publication first, then microdata and elements that are named like a date. */
const fromPage = (meta: PageMeta): (string | null)[] => {
  const times = (meta.tree.byTag.get('time') ?? []).slice(0, 60).filter(element => !isBeside(element));
  const marked = times.filter(
    element =>
      /datepublished/iu.test(attribute(element, 'itemprop') ?? '') ||
      attribute(element, 'pubdate') !== null ||
      nameWords(element).includes('published'),
  );
  const values = [...marked, ...times].map(element => attribute(element, 'datetime') ?? textOf(element));
  return values.slice(0, 5);
};

const dateWords =
  /^(?:date|datetime|published|publish|publishdate|pubdate|postdate|dateline|timestamp|posted|datum|fecha|submitted)$/u;
const maxNamedElements = 40;

const isNamedDate = (element: ElementNode): boolean =>
  attribute(element, 'itemprop') === 'datePublished' || nameWords(element).some(word => dateWords.test(word));

/** Short lines in elements that are called a date: from the main heading on downwards, then those above it. */
const fromNamedElements = (meta: PageMeta): string[] => {
  const found = findAll(meta.tree.root, element => element.tag === 'h1' || isNamedDate(element));
  const heading = Math.max(
    found.findIndex(element => element.tag === 'h1'),
    0,
  );
  return [...found.slice(heading), ...found.slice(0, heading)]
    .filter(element => isNamedDate(element) && !isBeside(element))
    .slice(0, maxNamedElements)
    .map(element => attribute(element, 'content') ?? textOf(element))
    .filter(text => text.length >= 6 && text.length <= 80 && /\d/u.test(text));
};

const fromAddress = (url: string): string | null => {
  const match = /[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)/u.exec(url);
  return match === null ? null : `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
};

export const findPublishedAt = (meta: PageMeta): NewsDate | null =>
  firstOf([
    ...fromArticle(meta, ['datePublished', 'dateCreated', 'uploadDate']),
    ...publishedNames.map(name => meta.first(name)),
    ...fromOtherNodes(meta, 'datePublished'),
    ...fromPage(meta),
  ]) ??
  firstOf(fromNamedElements(meta)) ??
  firstOf([fromAddress(meta.url), ...fromArticle(meta, ['dateModified'])]);

export const findModifiedAt = (meta: PageMeta): NewsDate | null =>
  firstOf([...fromArticle(meta, ['dateModified']), ...modifiedNames.map(name => meta.first(name))]);
