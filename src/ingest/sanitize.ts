/**
 * The last step before an article is stored: an allow-list over its HTML. What is not named in sanitize-lists.ts does
 * not come out, links and pictures are absolute http(s), and nothing that only reports a reader's visit remains.
 * The page's tree is read first: its depth cap keeps every later parser of the output fast.
 */
import sanitizeHtml from 'sanitize-html';
import { toAbsoluteUrl } from '../core/url.ts';
import { readBlocks } from './extract/blocks.ts';
import { serialise } from './extract/serialise.ts';
import { parseTree, type ElementNode } from './extract/tree.ts';
import { plainHtml } from './plain-html.ts';
import {
  allowedAttributes,
  allowedTags,
  droppedWithText,
  pictureSources,
  trackerPaths,
  trackerShapes,
} from './sanitize-lists.ts';

type Attributes = Readonly<Record<string, string>>;

const maxHtmlChars = 2_000_000;
const maxNesting = 60;

const mailAddress = /^mailto:[^\s<>"'?]+@[^\s<>"'?]+$/iu;

const linkAttributes = (attributes: Attributes, baseUrl: string): Record<string, string> => {
  const href = attributes['href']?.trim() ?? '';
  const safe = mailAddress.test(href) ? href : toAbsoluteUrl(href, baseUrl);
  const { href: _dropped, rel: _rel, ...rest } = attributes;
  return href === '' || safe === null ? rest : { ...rest, href: safe, rel: 'nofollow noopener noreferrer' };
};

/** The first address that is http(s) once made absolute; a data: placeholder of a lazy picture never is. */
export const pictureUrl = (attributes: Attributes, baseUrl: string): string | null => {
  const fromSet = (attributes['srcset'] ?? attributes['data-srcset'] ?? '')
    .slice(0, 4_000)
    .split(/\s*,\s+/u)
    .at(0)
    ?.split(/\s+/u)[0];
  for (const raw of [...pictureSources.map(name => attributes[name]), fromSet]) {
    if (raw === undefined || raw.trim() === '') continue;
    const url = toAbsoluteUrl(raw.trim(), baseUrl);
    if (url !== null && !url.startsWith('data:')) return url;
  }
  return null;
};

const isTiny = (value: string | undefined): boolean =>
  value !== undefined && /^\s*[01](?:px)?\s*$/iu.test(value);

const isCounter = (url: string): boolean => {
  const host = /^https?:\/\/([^/:?#]+)/u.exec(url)?.[1] ?? '';
  return trackerShapes.some(shape => shape.test(host)) || trackerPaths.some(path => path.test(url));
};

/** Whether a picture is there to be seen: not a pixel, not hidden, not a counter. */
export const isVisiblePicture = (attributes: Attributes, url: string): boolean => {
  if (isTiny(attributes['width']) || isTiny(attributes['height'])) return false;
  if (
    /display:\s*none|visibility:\s*hidden|(?:^|;|\s)(?:width|height):\s*[01](?:px)?\s*(?:;|$)/iu.test(
      attributes['style'] ?? '',
    )
  )
    return false;
  return attributes['hidden'] === undefined && !isCounter(url);
};

const pictureAttributes = (attributes: Attributes, baseUrl: string): Record<string, string> => {
  const url = pictureUrl(attributes, baseUrl);
  if (url === null || !isVisiblePicture(attributes, url)) return {};
  const kept: Record<string, string> = { src: url };
  for (const name of ['alt', 'title']) if (attributes[name] !== undefined) kept[name] = attributes[name];
  for (const name of ['width', 'height'])
    if (/^\d{1,5}$/u.test(attributes[name] ?? '')) kept[name] = attributes[name] ?? '';
  return kept;
};

const absoluteCite = (
  tagName: string,
  attributes: Attributes,
  baseUrl: string,
): { tagName: string; attribs: Record<string, string> } => {
  const { cite, ...rest } = attributes;
  const url = cite === undefined ? null : toAbsoluteUrl(cite, baseUrl);
  return { tagName, attribs: url === null ? rest : { ...rest, cite: url } };
};

const emptyFrames =
  /<(figure|figcaption|p|ul|ol|li|blockquote|a|strong|em|b|i|u)(?:\s[^<>]*)?>(?:\s|&nbsp;|<br \/>)*<\/\1>/gu;

/** Safe HTML of an article or of a feed's entry; relative addresses are read against `baseUrl`. Never throws. */
export const sanitizeArticleHtml = (html: string, baseUrl: string): string => {
  const { root } = parseTree(html.slice(0, maxHtmlChars));
  const plain = plainHtml(root, {
    a: attributes => linkAttributes(attributes, baseUrl),
    img: attributes => pictureAttributes(attributes, baseUrl),
  });
  const clean = plain ?? sanitizeTree(root, baseUrl);
  return clean.replace(emptyFrames, '').replace(emptyFrames, '').trim();
};

const sanitizeTree = (root: ElementNode, baseUrl: string): string =>
  sanitizeHtml(serialise([root]), {
    allowedTags: [...allowedTags],
    allowedAttributes: { ...allowedAttributes },
    nonTextTags: [...droppedWithText],
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'poster', 'srcset'],
    allowProtocolRelative: false,
    nestingLimit: maxNesting,
    parseStyleAttributes: false,
    exclusiveFilter: frame => frame.tag === 'img' && frame.attribs['src'] === undefined,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes, baseUrl) }),
      img: (tagName, attributes) => ({ tagName, attribs: pictureAttributes(attributes, baseUrl) }),
      blockquote: (tagName, attributes) => absoluteCite(tagName, attributes, baseUrl),
      q: (tagName, attributes) => absoluteCite(tagName, attributes, baseUrl),
    },
  });

/** The text of HTML, block by block: paragraphs parted by a blank line, never glued together. */
export const toPlainText = (html: string): string =>
  readBlocks(parseTree(html.slice(0, maxHtmlChars)).root)
    .map(block => block.text)
    .filter(text => text !== '')
    .join('\n\n');
