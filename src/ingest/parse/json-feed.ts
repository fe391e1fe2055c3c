import { escapeText } from 'entities';
import type { ArticleImage } from '../../articles/article.ts';
import type { FeedItem, ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { fail, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { uniqueTerms } from './categories.ts';
import { newItem } from './item.ts';
import { toLanguageTag, toPlainLine } from './markup.ts';
import { firstImageIn, plainImage, uniqueImages } from './media.ts';
import { uniqueNames } from './people.ts';
import { maxItems } from '../../core/xml/reader.ts';

// JSON Feed 1.0 and 1.1. Values of a wrong type count as absent.

type JsonObject = Readonly<Record<string, unknown>>;

export const readJsonFeed = (text: string, feedUrl: string): Result<ParsedFeed, ParseFault> => {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const feed = parsed.value;
  if (!isObject(feed) || !looksLikeFeed(feed)) {
    return fail({ reason: 'UNKNOWN_FORMAT', detail: 'JSON that is not a JSON Feed' });
  }
  const items = feed['items'] ?? [];
  if (!Array.isArray(items) || (items.length > 0 && !items.some(isObject))) {
    return fail({ reason: 'MALFORMED_FEED', detail: 'JSON Feed whose items are not objects' });
  }
  const authors = authorsOf(feed);
  return ok({
    kind: 'JSON_FEED',
    title: lineOf(feed['title']),
    homepage: urlOf(feed['home_page_url'], feedUrl),
    language: toLanguageTag(stringOf(feed['language'])),
    ttlMinutes: null,
    hubUrl: hubOf(feed, feedUrl),
    selfUrl: urlOf(feed['feed_url'], feedUrl),
    items: objectsIn(items)
      .slice(0, maxItems)
      .map(item => readItem(item, feedUrl))
      .map(item => (item.authors.length > 0 ? item : { ...item, authors })),
  });
};

const parseJson = (text: string): Result<unknown, ParseFault> => {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : 'not JSON';
    return fail({ reason: 'MALFORMED_FEED', detail: `JSON: ${detail}` });
  }
};

/** The version names the format; feeds without it still have items that are objects. */
const looksLikeFeed = (feed: JsonObject): boolean => {
  const version = stringOf(feed['version'])?.toLowerCase() ?? '';
  return version.includes('jsonfeed.org') || Array.isArray(feed['items']);
};

const readItem = (item: JsonObject, feedUrl: string): FeedItem => {
  const url = urlOf(item['url'], feedUrl) ?? urlOf(item['external_url'], feedUrl);
  const text = stringOf(item['content_text']);
  const contentHtml = stringOf(item['content_html']) ?? (text === null ? null : escapeText(text));
  const summary = stringOf(item['summary']);
  return {
    ...newItem(),
    guid: stringOf(item['id']) ?? numberOf(item['id']),
    url: url ?? addressIn(item['id']),
    title: lineOf(item['title']),
    summaryHtml: summary === null ? null : escapeText(summary),
    contentHtml,
    authors: authorsOf(item),
    categories: uniqueTerms(stringsIn(item['tags'])),
    publishedAt: parseNewsDate(stringOf(item['date_published']) ?? ''),
    updatedAt: parseNewsDate(stringOf(item['date_modified']) ?? ''),
    images: imagesOf(item, { base: url ?? feedUrl, html: contentHtml }),
    language: toLanguageTag(stringOf(item['language'])),
  };
};

const imagesOf = (item: JsonObject, from: { base: string; html: string | null }): ArticleImage[] => {
  const attachments = objectsIn(item['attachments']).filter(attachment =>
    stringOf(attachment['mime_type'])?.startsWith('image/'),
  );
  const raw = [item['image'], item['banner_image'], ...attachments.map(attachment => attachment['url'])];
  const declared = uniqueImages(raw.map(value => plainImage(stringOf(value), from.base)));
  if (declared.length > 0) return declared;
  return uniqueImages([firstImageIn(from.html, from.base)]);
};

/** 1.1 has a list, 1.0 a single author. */
const authorsOf = (object: JsonObject): string[] => {
  const people = [...objectsIn(object['authors']), ...objectsIn([object['author']])];
  const names = people.map(person => stringOf(person['name']) ?? '');
  return uniqueNames([...names, ...stringsIn([object['author']]), ...stringsIn(object['authors'])]);
};

const hubOf = (feed: JsonObject, feedUrl: string): string | null => {
  const hub = objectsIn(feed['hubs']).find(
    candidate => stringOf(candidate['type'])?.toLowerCase() === 'websub',
  );
  return hub ? urlOf(hub['url'], feedUrl) : null;
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];

const stringOf = (value: unknown): string | null => {
  if (typeof value !== 'string') return null;
  const text = value.trim().toWellFormed();
  return text === '' ? null : text;
};

const numberOf = (value: unknown): string | null => (Number.isFinite(value) ? String(value) : null);

const lineOf = (value: unknown): string | null => {
  const text = stringOf(value);
  return text === null ? null : toPlainLine(text);
};

const urlOf = (value: unknown, base: string): string | null => {
  const text = stringOf(value);
  return text === null ? null : toAbsoluteUrl(text, base);
};

const addressIn = (id: unknown): string | null => {
  const text = stringOf(id);
  return text !== null && /^https?:\/\//i.test(text) ? toAbsoluteUrl(text, text) : null;
};
