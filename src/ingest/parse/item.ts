import type { ArticleImage } from '../../articles/article.ts';
import type { FeedItem } from '../../articles/feed-item.ts';
import { firstImageIn, imagesOf } from './media.ts';
import { maxItems } from '../../core/xml/reader.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

/** An item of which nothing is known. */
export const newItem = (): FeedItem => ({
  guid: null,
  url: null,
  title: null,
  summaryHtml: null,
  contentHtml: null,
  authors: [],
  categories: [],
  publishedAt: null,
  updatedAt: null,
  images: [],
  language: null,
});

/** The elements that are whole items: one that the document breaks off in is left for the next poll. */
export const withinLimit = (elements: readonly XmlElement[]): XmlElement[] =>
  elements.filter(element => element.closed).slice(0, maxItems);

/** Declared pictures, or else the first one in the item's HTML, whose addresses are relative to its page. */
export const itemImages = (
  item: XmlElement,
  from: { base: string; html: readonly (string | null)[]; page: string },
): ArticleImage[] => {
  const declared = imagesOf(item, from.base);
  if (declared.length > 0) return declared;
  for (const html of from.html) {
    const image = firstImageIn(html, from.page);
    if (image) return [image];
  }
  return [];
};
