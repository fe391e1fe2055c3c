import { toAbsoluteUrl } from '../../core/url.ts';
import { attribute, childrenNamed, textOf } from '../../core/xml/element.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

export interface FeedLink {
  /** Link relation in lower case, `alternate` where none is given (RFC 4287 section 4.2.7.2). */
  rel: string;
  /** Absolute http(s) URL. */
  href: string;
  type: string;
}

/** What relative addresses within an element refer to: xml:base over the one from outside. */
export const baseOf = (element: XmlElement, outer: string): string => {
  const base = attribute(element, 'xml:base');
  return base === null ? outer : (toAbsoluteUrl(base, outer) ?? outer);
};

/** The address that an element's text is. */
export const urlIn = (element: XmlElement, base: string): string | null => {
  const text = textOf(element);
  return text === '' ? null : toAbsoluteUrl(text, baseOf(element, base));
};

/** Links in the manner of Atom, also where a feed puts the address between the tags. */
export const linksOf = (element: XmlElement, base: string): FeedLink[] => {
  const links: FeedLink[] = [];
  for (const link of childrenNamed(element, 'atom:link', 'link')) {
    const href = toAbsoluteUrl(attribute(link, 'href') ?? textOf(link), baseOf(link, base));
    if (href === null) continue;
    const rel = (attribute(link, 'rel') ?? '').trim().toLowerCase().replace(/^.*\//, '');
    links.push({
      rel: rel === '' ? 'alternate' : rel,
      href,
      type: attribute(link, 'type')?.toLowerCase() ?? '',
    });
  }
  return links;
};

/** The page that the links say this is: an HTML alternate before any other. */
export const alternateOf = (links: readonly FeedLink[]): string | null => {
  const alternates = links.filter(link => link.rel === 'alternate');
  const page = alternates.find(link => link.type === '' || link.type.includes('html'));
  return (page ?? alternates[0])?.href ?? null;
};

export const relatedLink = (links: readonly FeedLink[], rel: string): string | null =>
  links.find(link => link.rel === rel)?.href ?? null;

/** The page itself, where a feed service put the address of its click counter into link. */
export const originalLink = (item: XmlElement, base: string): string | null => {
  const [original] = childrenNamed(item, 'feedburner:origlink');
  return original ? urlIn(original, base) : null;
};
