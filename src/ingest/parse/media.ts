import type { ArticleImage } from '../../articles/article.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { attribute, child, childrenNamed, textOf, textOfChild } from '../../core/xml/element.ts';
import { baseOf, linksOf } from './links.ts';
import { toPlainLine } from './markup.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

const maxImages = 20;
const imageFile = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])/i;

/** Elements of newsrooms' own making that hold the address of a picture. */
const homeMadeNames = [
  'image',
  'thumbimage',
  'fullimage',
  'storyimage',
  'thumbnail',
  'img',
  'featuredimage',
  'enclosureimage',
];

/** Pictures that an item declares (Media RSS, enclosures, iTunes), the full ones before thumbnails. */
export const imagesOf = (item: XmlElement, outerBase: string): ArticleImage[] => {
  const base = baseOf(item, outerBase);
  const groups = [item, ...childrenNamed(item, 'media:group', 'media:content')];
  const found = [
    ...widestFirst(
      groups.flatMap(group =>
        childrenNamed(group, 'media:content')
          .filter(isImage)
          .map(el => mediaImage(el, group, base)),
      ),
    ),
    ...childrenNamed(item, 'enclosure')
      .filter(isImage)
      .map(el => plainImage(attribute(el, 'url'), base)),
    ...linksOf(item, base)
      .filter(link => link.rel === 'enclosure' && link.type.startsWith('image/'))
      .map(link => plainImage(link.href, base)),
    ...homeMade(item, base),
    ...groups.flatMap(group =>
      childrenNamed(group, 'media:thumbnail').map(el => mediaImage(el, group, base)),
    ),
    ...childrenNamed(item, 'itunes:image').map(el => plainImage(attribute(el, 'href') ?? textOf(el), base)),
  ];
  return uniqueImages(found);
};

/** Feeds offer the same picture at several widths, the smallest first as a rule. */
const widestFirst = (images: readonly (ArticleImage | null)[]): (ArticleImage | null)[] =>
  images.toSorted((a, b) => (b?.width ?? 0) - (a?.width ?? 0));

/** Without an address, and an address that came before, are left out. */
export const uniqueImages = (images: readonly (ArticleImage | null)[]): ArticleImage[] => {
  const byUrl = new Map<string, ArticleImage>();
  for (const image of images) {
    if (image && !byUrl.has(image.url)) byUrl.set(image.url, image);
    if (byUrl.size >= maxImages) break;
  }
  return [...byUrl.values()];
};

export const plainImage = (raw: string | null, base: string): ArticleImage | null => {
  const url = raw === null ? null : toAbsoluteUrl(raw, base);
  return url === null ? null : { url, width: null, height: null, caption: null, credit: null };
};

const isImage = (element: XmlElement): boolean => {
  const medium = attribute(element, 'medium');
  const type = attribute(element, 'type')?.toLowerCase();
  if (medium !== null) return medium.toLowerCase() === 'image';
  if (type?.includes('/')) return type.startsWith('image/');
  return imageFile.test(attribute(element, 'url') ?? '');
};

const mediaImage = (element: XmlElement, group: XmlElement, base: string): ArticleImage | null => {
  const image = plainImage(attribute(element, 'url') ?? textOf(element), base);
  if (!image) return null;
  const said = (name: string): string | null => {
    // At the level of the item media:description is about the item; within a group it is about its media.
    const near =
      textOfChild(element, [name]) ?? (group.name.startsWith('media:') ? textOfChild(group, [name]) : null);
    return near === null ? null : toPlainLine(near);
  };
  return {
    ...image,
    width: pixels(attribute(element, 'width')),
    height: pixels(attribute(element, 'height')),
    caption: said('media:description') ?? said('media:title'),
    credit: said('media:credit'),
  };
};

const pixels = (raw: string | null): number | null => {
  const value = Number.parseInt(raw ?? '', 10);
  return value > 0 && value < 100_000 ? value : null;
};

const homeMade = (item: XmlElement, base: string): (ArticleImage | null)[] =>
  childrenNamed(item, ...homeMadeNames).map(element => {
    const url = child(element, 'url') ?? child(element, 'link') ?? element;
    return plainImage(attribute(element, 'href') ?? attribute(element, 'url') ?? textOf(url), base);
  });

const imageTag = /<img\b[^<>]{1,2000}>/gi;
const tagSource = /\bsrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i;
const tagSize = /\b(?:width|height)\s*=\s*["']?([01])\b/i;

/** The first picture in an item's HTML, for feeds that declare none; counting pixels are passed over. */
export const firstImageIn = (html: string | null, base: string): ArticleImage | null => {
  if (html === null) return null;
  for (const [tag] of html.matchAll(imageTag)) {
    const source = tagSource.exec(tag);
    const raw = source?.[1] ?? source?.[2] ?? source?.[3] ?? null;
    const image = tagSize.test(tag) ? null : plainImage(raw, base);
    if (image) return image;
  }
  return null;
};
