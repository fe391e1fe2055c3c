import type { FeedItem, ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { parseFieldSelector, type ListingSelectors } from '../../sources/selectors.ts';
import { decodeBytes } from '../decode.ts';
import { attribute, findFirst, textOf, tidy } from '../extract/nodes.ts';
import { headingTags } from '../extract/tags.ts';
import { parseTree, type ElementNode, type PageTree } from '../extract/tree.ts';
import { newItem } from '../parse/item.ts';
import { toLanguageTag, toPlainLine } from '../parse/markup.ts';
import { plainImage, uniqueImages } from '../parse/media.ts';
import { uniqueNames } from '../parse/people.ts';
import { isVisiblePicture, pictureUrl } from '../sanitize.ts';
import type { Document } from '../threads/task.ts';
import { toSelector, type Selector } from './select.ts';

const maxItems = 500;

type Field = Exclude<keyof ListingSelectors, 'item'>;

/** Finds the element of a field within an entry, and what of it is meant; null where the field is not declared. */
type Fields = Record<Field, { selector: Selector | null; attribute: string | null } | null>;

interface Page {
  base: string;
  fields: Fields;
}

/** Reads a page that lists articles as its selectors say. Never throws for what the page is. */
export const parseListing = (
  { bytes, contentType, url }: Document,
  selectors: ListingSelectors,
): Result<ParsedFeed, ParseFault> => {
  if (bytes.byteLength === 0) return fail({ reason: 'EMPTY_FEED', detail: 'the page has no bytes' });
  const tree = parseTree(decodeBytes(bytes, contentType, 'html'));
  const entries = toSelector(selectors.item).all(tree.root).slice(0, maxItems);
  if (entries.length === 0)
    return fail({ reason: 'MALFORMED_FEED', detail: `nothing on the page matches ${selectors.item}` });
  const page = { base: baseOf(tree, url), fields: compileFields(selectors) };
  const items = entries.map(entry => toItem(entry, page)).filter(item => item.url !== null);
  if (items.length === 0)
    return fail({ reason: 'MALFORMED_FEED', detail: `none of the ${entries.length} entries has a link` });
  return ok({
    kind: 'LISTING',
    title: siteName(tree),
    homepage: `${new URL(url).origin}/`,
    language: toLanguageTag(languageOf(tree)),
    ttlMinutes: null,
    hubUrl: null,
    selfUrl: null,
    items,
  });
};

const baseOf = (tree: PageTree, url: string): string => {
  const [base] = tree.byTag.get('base') ?? [];
  return toAbsoluteUrl((base && attribute(base, 'href')) ?? '', url) ?? url;
};

const languageOf = (tree: PageTree): string | null => {
  const [html] = tree.byTag.get('html') ?? [];
  return html === undefined ? null : attribute(html, 'lang');
};

const siteName = (tree: PageTree): string | null => {
  const meta = tree.byTag.get('meta')?.find(element => attribute(element, 'property') === 'og:site_name');
  return meta === undefined ? null : toPlainLine(attribute(meta, 'content') ?? '');
};

const compileFields = (selectors: ListingSelectors): Fields => {
  const compileField = (text: string | null): Fields[Field] => {
    const parsed = text === null ? null : parseFieldSelector(text);
    if (parsed === null || !parsed.ok) return null;
    const { css, attribute: name } = parsed.value;
    return { selector: css === null ? null : toSelector(css), attribute: name };
  };
  return {
    link: compileField(selectors.link),
    title: compileField(selectors.title),
    date: compileField(selectors.date),
    image: compileField(selectors.image),
    summary: compileField(selectors.summary),
    author: compileField(selectors.author),
  };
};

/** What a declared field gives: the attribute that is named, or else what the element itself is read as. */
const declared = (
  entry: ElementNode,
  field: Fields[Field],
  read: (element: ElementNode) => string | null,
): string | null => {
  if (field === null) return null;
  const element = field.selector === null ? entry : field.selector.first(entry);
  if (element === null) return null;
  const value = field.attribute === null ? read(element) : attribute(element, field.attribute);
  const text = tidy(value ?? '');
  return text === '' ? null : text;
};

const isLink = (element: ElementNode): boolean => element.tag === 'a' && attribute(element, 'href') !== null;

/** The headline's link before any other: pictures and sections of an entry have links of their own. */
const defaultLink = (entry: ElementNode): ElementNode | null => {
  if (isLink(entry)) return entry;
  const heading = findFirst(entry, element => headingTags.has(element.tag));
  return (heading === null ? null : findFirst(heading, isLink)) ?? findFirst(entry, isLink);
};

const hrefOf = (element: ElementNode): string | null =>
  attribute(isLink(element) ? element : (findFirst(element, isLink) ?? element), 'href');

const dateOf = (element: ElementNode): string | null => attribute(element, 'datetime') ?? textOf(element);

const toItem = (entry: ElementNode, { base, fields }: Page): FeedItem => {
  const link = defaultLink(entry);
  const address =
    fields.link === null ? link && attribute(link, 'href') : declared(entry, fields.link, hrefOf);
  const summary = declared(entry, fields.summary, textOf);
  const author = declared(entry, fields.author, textOf);
  return {
    ...newItem(),
    url: address === null ? null : toAbsoluteUrl(address, base),
    title: toPlainLine(titleOf(entry, fields, link) ?? ''),
    summaryHtml: summary === null ? null : escapeMarkup(summary),
    authors: author === null ? [] : uniqueNames([author]),
    publishedAt: parseNewsDate(publicationDate(entry, fields) ?? ''),
    images: uniqueImages([plainImage(imageOf(entry, fields, base), base)]),
  };
};

const titleOf = (entry: ElementNode, fields: Fields, link: ElementNode | null): string | null => {
  if (fields.title !== null) return declared(entry, fields.title, textOf);
  const heading = findFirst(entry, element => headingTags.has(element.tag));
  return textOf(heading ?? link ?? entry);
};

const publicationDate = (entry: ElementNode, fields: Fields): string | null => {
  if (fields.date !== null) return declared(entry, fields.date, dateOf);
  const time = findFirst(entry, element => element.tag === 'time');
  return time === null ? null : dateOf(time);
};

/** A picture that loads late has its address in another attribute: pictureUrl knows them. */
const imageOf = (entry: ElementNode, fields: Fields, base: string): string | null => {
  const read = (element: ElementNode): string | null => {
    const picture = element.tag === 'img' ? element : findFirst(element, ({ tag }) => tag === 'img');
    const url = picture === null ? null : pictureUrl(picture.attrs, base);
    return picture !== null && url !== null && isVisiblePicture(picture.attrs, url) ? url : null;
  };
  return fields.image === null ? read(entry) : declared(entry, fields.image, read);
};
