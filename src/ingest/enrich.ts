import type { ArticleImage, ArticleSection, NewsDate } from '../articles/article.ts';
import type { ArticleDraft } from '../articles/draft.ts';
import type { PageExtraction } from '../articles/extraction.ts';
import type { FeedItem } from '../articles/feed-item.ts';
import { inZone, likelyZone } from '../articles/likely-zone.ts';
import { clampFuture } from '../articles/news-date.ts';
import { digest, stableId } from '../core/identity.ts';
import { canonicalUrl } from '../core/url.ts';
import { adoptedUrl } from '../core/url-twins.ts';
import type { Source } from '../sources/source.ts';
import { distinctTagNames, tagId, type TagName } from '../tags/tag.ts';
import { detectLanguage } from '../text/language.ts';
import { sectionsOf } from './extract/sections.ts';
import { toPlainText } from './sanitize.ts';

/** A clock this far ahead of ours is believed: publishers' clocks differ. */
const futureToleranceMs = 10 * 60_000;
const maxDekChars = 500;
const maxImages = 20;

/** A feed's entry with the identity that it has in the store. */
export interface IdentifiedItem {
  item: FeedItem;
  id: string;
  canonicalUrl: string;
  /** Changes when anything in the entry does. */
  itemHash: string;
}

/** Gives an entry its identity: its canonical address, else the guid within its source. Null: it has neither. */
export const identify = (item: FeedItem, source: Source): IdentifiedItem | null => {
  const url = item.url === null ? null : canonicalUrl(item.url);
  const itemHash = digest(item);
  if (url !== null) return { item, itemHash, canonicalUrl: url, id: stableId('article', url) };
  if (item.guid === null) return null;
  const id = stableId('article', source.id, item.guid);
  return { item, itemHash, canonicalUrl: `${source.url}#${id}`, id };
};

export interface EnrichedArticle {
  draft: ArticleDraft;
  tagNames: TagName[];
}

/** Joins what the feed and the page say into one article; null when there is no headline to show. */
export const enrich = (
  { item, id, canonicalUrl: url, itemHash }: IdentifiedItem,
  page: PageExtraction | null,
  { source, now }: { source: Source; now: Date },
): EnrichedArticle | null => {
  const headline = item.title ?? page?.headline ?? null;
  if (headline === null) return null;
  const sections = chooseSections(item, page, url);
  const language = chooseLanguage([headline, ...sections.map(section => section.text)].join('\n'), [
    item.language,
    page?.language ?? null,
    source.language,
  ]);
  const tagNames = distinctTagNames(
    [...item.categories, ...(page?.topics ?? [])].map(name => ({ name, language })),
  );
  const adopted = adoptedUrl(url, page?.canonicalUrl ?? null);
  const draft: ArticleDraft = {
    ...(adopted === null ? { id } : { id: stableId('article', adopted), aliases: [id] }),
    canonicalUrl: adopted ?? url,
    guid: item.guid,
    sourceId: source.id,
    headline,
    dek: chooseDek(item, page, sections),
    sections,
    authors: page !== null && page.authors.length > 0 ? page.authors : item.authors,
    images: joinImages(page?.images ?? [], item.images),
    language,
    publishedAt: chooseDate([item.publishedAt, page?.publishedAt ?? null, item.updatedAt], {
      zone: likelyZone({
        country: source.country,
        host: URL.parse(adopted ?? url)?.hostname ?? '',
        language,
      }),
      now,
    }),
    tagIds: tagNames.map(({ name }) => tagId(name)),
    paywalled: page?.paywalled ?? null,
    itemHash,
  };
  return { draft, tagNames };
};

/** The page's body, unless the feed itself gives more of it. */
const chooseSections = (item: FeedItem, page: PageExtraction | null, url: string): ArticleSection[] => {
  const fromFeed = sectionsOf(item.contentHtml ?? item.summaryHtml ?? '', item.url ?? url);
  const length = (sections: readonly ArticleSection[]) =>
    sections.reduce((sum, { text }) => sum + text.length, 0);
  return page !== null && length(page.sections) >= length(fromFeed) ? page.sections : fromFeed;
};

/** The standfirst: the page's, else the feed's summary where it is short and not the beginning of the body. */
const chooseDek = (
  item: FeedItem,
  page: PageExtraction | null,
  sections: ArticleSection[],
): string | null => {
  if (page?.dek != null) return page.dek;
  const summary = toPlainText(item.summaryHtml ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
  const opening = (sections[0]?.text ?? '').replace(/\s+/gu, ' ');
  const isDek = summary !== '' && summary.length <= maxDekChars && !opening.startsWith(summary.slice(0, 80));
  return isDek ? summary : null;
};

/** The script of the text decides; between languages of one script, what was declared for it. */
const chooseLanguage = (text: string, declared: readonly (string | null)[]): string => {
  const primary = declared.flatMap(tag => tag?.toLowerCase().split(/[-_]/u)[0] ?? []);
  const detected = detectLanguage(text);
  if (detected !== 'und') return detected;
  return primary.find(tag => /^[a-z]{2,3}$/u.test(tag)) ?? 'und';
};

const precisionRank = { INSTANT: 0, ZONE_ASSUMED: 1, ZONE_UNKNOWN: 2, DAY: 3 } as const;

/** The first of the most precise claims, never in the future. */
const chooseDate = (
  claims: readonly (NewsDate | null)[],
  { zone, now }: { zone: string | null; now: Date },
): NewsDate | null => {
  const [best] = claims
    .filter(claim => claim !== null)
    .map(claim => inZone(claim, zone))
    .toSorted((a, b) => precisionRank[a.precision] - precisionRank[b.precision]);
  return best === undefined ? null : clampFuture(best, now, futureToleranceMs);
};

const joinImages = (...lists: readonly ArticleImage[][]): ArticleImage[] => {
  const byUrl = new Map<string, ArticleImage>();
  for (const image of lists.flat()) if (!byUrl.has(image.url)) byUrl.set(image.url, image);
  return [...byUrl.values()].slice(0, maxImages);
};
