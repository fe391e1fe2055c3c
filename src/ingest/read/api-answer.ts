import type { FeedItem, ParseFault } from '../../articles/feed-item.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { messageOf } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import type { ApiField, ApiMapping } from '../../sources/api-mapping.ts';
import { parseFieldPath, textOfScalar, valuesAt } from '../../sources/field-path.ts';
import { decodeBytes } from '../decode.ts';
import { uniqueTerms } from '../parse/categories.ts';
import { newItem } from '../parse/item.ts';
import { textToHtml, toLanguageTag, toPlainLine } from '../parse/markup.ts';
import { plainImage, uniqueImages } from '../parse/media.ts';
import { uniqueNames } from '../parse/people.ts';
import type { Document } from '../threads/task.ts';

/** One answer of an API, read by its mapping. */
export interface ApiAnswer {
  items: FeedItem[];
  /** Entries of the answer, those that were skipped included. */
  entries: number;
  /** What the answer says about the pages after it. */
  next: string | null;
  last: number | null;
}

const maxItems = 2_000;

/** Reads an answer as its mapping says. Never throws, whatever the bytes. */
export const parseAnswer = (
  { bytes, contentType, url }: Document,
  mapping: ApiMapping,
): Result<ApiAnswer, ParseFault> => {
  if (bytes.byteLength === 0) return fail({ reason: 'EMPTY_FEED', detail: 'the answer has no bytes' });
  const json = parseJson(decodeBytes(bytes, contentType, 'xml'));
  if (!json.ok) return json;
  const refusal = refusalIn(json.value, mapping);
  if (refusal !== null) return fail({ reason: 'UNKNOWN_FORMAT', detail: refusal });
  const entries = pathValues(json.value, mapping.items);
  if (entries.length === 0 && !hasList(json.value, mapping.items))
    return fail({ reason: 'UNKNOWN_FORMAT', detail: `the answer has nothing at ${mapping.items}` });
  const { paging } = mapping;
  return ok({
    items: entries
      .slice(0, maxItems)
      .filter(entry => !isSkipped(entry, mapping))
      .map(entry => toItem(entry, mapping, url)),
    entries: entries.length,
    next: paging?.kind === 'CURSOR' ? firstText(pathValues(json.value, paging.next)) : null,
    last:
      paging?.kind === 'PAGE' && paging.last !== null
        ? firstNumber(pathValues(json.value, paging.last))
        : null,
  });
};

const parseJson = (text: string): Result<unknown, ParseFault> => {
  try {
    return ok(JSON.parse(text));
  } catch (thrown) {
    const isPage = /^\s*<(?:!doctype\s+)?html/iu.test(text);
    return fail({
      reason: isPage ? 'HTML_INSTEAD_OF_FEED' : 'MALFORMED_FEED',
      detail: isPage ? 'the answer is a web page' : `JSON: ${messageOf(thrown).slice(0, 200)}`,
    });
  }
};

/** Paths were checked when the source was added; one that cannot be read leads nowhere. */
const pathValues = (value: unknown, path: string): unknown[] => {
  const parsed = parseFieldPath(path);
  return parsed.ok ? valuesAt(value, parsed.value) : [];
};

/** An empty list is an answer; a list that is missing is another format. */
const hasList = (json: unknown, items: string): boolean => {
  if (items === '$') return Array.isArray(json);
  const cut = items.lastIndexOf('.');
  const parent = cut < 0 ? [json] : pathValues(json, items.slice(0, cut));
  const name = items.slice(cut + 1);
  return parent.some(value => typeof value === 'object' && value !== null && Object.hasOwn(value, name));
};

const refusalIn = (json: unknown, { check }: ApiMapping): string | null => {
  if (check === null) return null;
  const said = firstText(pathValues(json, check.path));
  if (said !== null && check.equals.includes(said)) return null;
  const why = check.message === null ? null : firstText(pathValues(json, check.message));
  return `the API answers ${check.path} ${said ?? 'nothing'}${why === null ? '' : `: ${toPlainLine(why) ?? ''}`}`.slice(
    0,
    300,
  );
};

const isSkipped = (entry: unknown, { skip }: ApiMapping): boolean =>
  skip.some(({ path, equals }) =>
    pathValues(entry, path).some(value => equals.includes(textOfScalar(value) ?? '')),
  );

const firstText = (values: readonly unknown[]): string | null =>
  values.map(textOfScalar).find(text => text !== null && text.trim() !== '') ?? null;

const firstNumber = (values: readonly unknown[]): number | null => {
  const value = Number(firstText(values) ?? NaN);
  return Number.isSafeInteger(value) ? value : null;
};

/** All texts that the first rule with any gives. */
const textsOf = (entry: unknown, rules: readonly string[]): string[] => {
  for (const rule of rules) {
    if (rule.startsWith('=')) return [rule.slice(1)];
    const texts = pathValues(entry, rule).flatMap(value => textOfScalar(value)?.trim().toWellFormed() ?? []);
    const found = texts.filter(text => text !== '');
    if (found.length > 0) return found;
  }
  return [];
};

const toItem = (entry: unknown, { fields }: ApiMapping, url: string): FeedItem => {
  const all = (field: ApiField): string[] => textsOf(entry, fields[field]);
  const first = (field: ApiField): string | null => all(field)[0] ?? null;
  const html = (field: 'summary' | 'content'): string | null => {
    const text = first(field);
    return text === null ? null : textToHtml(text);
  };
  const address = first('url');
  return {
    ...newItem(),
    guid: first('guid'),
    url: address === null ? null : toAbsoluteUrl(address, url),
    title: toPlainLine(first('title') ?? ''),
    summaryHtml: html('summary'),
    contentHtml: html('content'),
    authors: uniqueNames(all('authors')),
    categories: uniqueTerms(all('categories')),
    publishedAt: parseNewsDate(first('publishedAt') ?? ''),
    updatedAt: parseNewsDate(first('updatedAt') ?? ''),
    images: uniqueImages(all('images').map(image => plainImage(image, url))),
    language: toLanguageTag(first('language')),
  };
};
