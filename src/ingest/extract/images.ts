/** Pictures of an article: the lead picture first, each with its caption and credit where the page gives them. */
import type { ArticleImage } from '../../articles/article.ts';
import { toAbsoluteUrl } from '../../core/url.ts';
import { isVisiblePicture, pictureUrl } from '../sanitize.ts';
import type { Block } from './blocks.ts';
import { isObject, listOf, textValue, valueOf } from './json-ld.ts';
import { attribute, findAll, findFirst, lineage, nameWords, textOf, tidy } from './nodes.ts';
import type { PageMeta } from './page-meta.ts';
import type { ElementNode } from './tree.ts';

const maxImages = 30;
const maxCaptionChars = 600;
const creditLine =
  /(?:^|[\s([|])(?:photo|image|picture|credit|pic|foto|bild|fotos|source|file photo|तस्वीर|फोटो|फ़ोटो|चित्र|सौजन्य|साभार)\s*(?:credits?|by|courtesy)?\s*[:：©/]\s*(?<who>[^|)\]]{2,80})/iu;

const dimension = (value: unknown): number | null => {
  const number = Number(textValue(isObject(value) ? valueOf(value, 'value') : value) ?? Number.NaN);
  return Number.isInteger(number) && number > 1 && number < 20_000 ? number : null;
};

const image = (url: string, more: Partial<ArticleImage>): ArticleImage => ({
  url,
  width: null,
  height: null,
  caption: null,
  credit: null,
  ...more,
});

const fromJsonLd = (meta: PageMeta): ArticleImage[] => {
  if (meta.article === null) return [];
  return listOf(valueOf(meta.article, 'image')).flatMap(value => {
    const node = meta.graph.resolve(value);
    const raw =
      node === null
        ? textValue(value)
        : (textValue(valueOf(node, 'url')) ?? textValue(valueOf(node, 'contentUrl')));
    const url = raw === null ? null : toAbsoluteUrl(raw, meta.url);
    if (url === null) return [];
    if (node === null) return [image(url, {})];
    const caption = textValue(valueOf(node, 'caption')) ?? textValue(valueOf(node, 'description'));
    return [
      image(url, {
        width: dimension(valueOf(node, 'width')),
        height: dimension(valueOf(node, 'height')),
        caption: caption?.slice(0, maxCaptionChars) ?? null,
        credit: textValue(valueOf(node, 'creditText')),
      }),
    ];
  });
};

const fromOpenGraph = (meta: PageMeta): ArticleImage[] => {
  const raw = meta.first(
    'og:image:secure_url',
    'og:image',
    'og:image:url',
    'twitter:image',
    'twitter:image:src',
    'thumbnail',
  );
  const url = raw === null ? null : toAbsoluteUrl(raw, meta.url);
  return url === null
    ? []
    : [
        image(url, {
          width: dimension(meta.first('og:image:width')),
          height: dimension(meta.first('og:image:height')),
        }),
      ];
};

const captionWords = /^(?:caption|captions|imgcaption|imagecaption|wpcaption|legend|bildunterschrift)$/u;
const creditWords = /^(?:credit|credits|copyright|photographer|source|photocredit|imagecredit)$/u;

const captionElement = (picture: ElementNode): ElementNode | null => {
  const near = lineage(picture).slice(1, 6);
  const figure = near.find(element => element.tag === 'figure');
  if (figure !== undefined) {
    const caption = findFirst(figure, element => element.tag === 'figcaption');
    if (caption !== null) return caption;
  }
  for (const above of near.slice(0, 3)) {
    const named = findFirst(above, element => nameWords(element).some(word => captionWords.test(word)));
    if (named !== null) return named;
    if (above.tag === 'body' || above.tag === 'article') break;
  }
  return null;
};

const captionOf = (picture: ElementNode): { caption: string | null; credit: string | null } => {
  const element = captionElement(picture);
  const alt = tidy(attribute(picture, 'alt') ?? '');
  if (element === null)
    return {
      caption: alt.length > 8 && /\s/u.test(alt) ? alt.slice(0, maxCaptionChars) : null,
      credit: null,
    };
  const whole = textOf(element);
  const creditElement = findFirst(element, child => nameWords(child).some(word => creditWords.test(word)));
  const named = creditElement === null ? null : textOf(creditElement);
  const credit =
    named !== null && named !== '' && named.length <= 120
      ? named
      : (creditLine
          .exec(whole)
          ?.groups?.['who']?.replace(/\s*\([^)]*$/u, '')
          .trim() ?? null);
  const caption = tidy(named === null || named === whole ? whole : whole.replace(named, '')).slice(
    0,
    maxCaptionChars,
  );
  return { caption: caption === '' ? null : caption, credit };
};

/** File name without size suffixes: the same picture in two sizes has one. */
const pictureKey = (url: string): string =>
  (/([^/?#]+)(?:[?#].*)?$/u.exec(url)?.[1] ?? url)
    .toLowerCase()
    .replace(/[-_]\d{2,4}x\d{2,4}(?=\.|$)/u, '')
    .replace(/\.(?:jpe?g|png|webp|avif|gif)$/u, '');

/** File names of what decorates a page. */
const decoration =
  /^(?:.*[-_])?(?:icons?|icn|logo|sprite|spacer|avatar|placeholder|nopreview|no-?image|default|arrow|bullet)(?:[-_\d].*)?$/u;

const toImage = (picture: ElementNode, baseUrl: string): ArticleImage | null => {
  const url = pictureUrl(picture.attrs, baseUrl);
  if (url === null || !isVisiblePicture(picture.attrs, url) || decoration.test(pictureKey(url))) return null;
  return image(url, {
    width: dimension(attribute(picture, 'width')),
    height: dimension(attribute(picture, 'height')),
    ...captionOf(picture),
  });
};

const isPicture = (element: ElementNode): boolean => element.tag === 'img' || element.tag === 'amp-img';

const picturesOf = (block: Block): ElementNode[] =>
  block.nodes.flatMap(node =>
    node.kind === 'text' ? [] : isPicture(node) ? [node] : findAll(node, isPicture),
  );

const fromBlock = (block: Block, baseUrl: string): ArticleImage[] => {
  const images = picturesOf(block).flatMap(picture => toImage(picture, baseUrl) ?? []);
  const only = images.length === 1 ? images[0] : undefined;
  const words = tidy(block.nodes.map(textOf).join(' '));
  if (only === undefined || only.caption !== null || words === '' || words.length > maxCaptionChars)
    return images;
  return [{ ...only, caption: words }];
};

const fromBlocks = (blocks: readonly Block[], baseUrl: string): ArticleImage[] =>
  blocks.filter(block => block.role === 'figure').flatMap(block => fromBlock(block, baseUrl));

/** A picture on the page with a caption that is the same file as `lead`. */
const onPage = (lead: ArticleImage, meta: PageMeta): ArticleImage | null => {
  const key = pictureKey(lead.url);
  for (const element of meta.tree.byTag.get('img')?.slice(0, 200) ?? []) {
    const url = pictureUrl(element.attrs, meta.url);
    if (url !== null && pictureKey(url) === key) return toImage(element, meta.url);
  }
  return null;
};

const merge = (one: ArticleImage, other: ArticleImage | null): ArticleImage => ({
  url: one.url,
  width: one.width ?? other?.width ?? null,
  height: one.height ?? other?.height ?? null,
  caption: other?.caption ?? one.caption,
  credit: one.credit ?? other?.credit ?? null,
});

/** The lead picture (JSON-LD, OpenGraph, else the first in the body), then those of the body, each once. */
export const findImages = (meta: PageMeta, blocks: readonly Block[]): ArticleImage[] => {
  const declared = [...fromJsonLd(meta), ...fromOpenGraph(meta)];
  const lead = declared[0];
  const all = [
    ...(lead === undefined ? [] : [merge(lead, onPage(lead, meta))]),
    ...fromBlocks(blocks, meta.url),
  ];
  const byKey = new Map<string, ArticleImage>();
  for (const each of all) {
    const key = pictureKey(each.url);
    const seen = byKey.get(key);
    byKey.set(key, seen === undefined ? each : merge(seen, each));
  }
  return [...byKey.values()].slice(0, maxImages);
};
