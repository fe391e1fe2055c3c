import { escapeAttribute } from 'entities';
import { toAbsoluteUrl } from '../../core/url.ts';
import type { XmlElement } from '../../core/xml/tree.ts';
import { baseOf } from './links.ts';

/** What addresses in an item refer to, and what they would refer to without any xml:base. */
export interface BaseContext {
  base: string;
  feedUrl: string;
}

const addressAttribute = /(<[a-z][^<>]*?\s(?:href|src|poster|cite)\s*=\s*)("[^"<>]*"|'[^'<>]*')/gi;
const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|#|$)/i;

/** The HTML of an element; its addresses are resolved where xml:base says against what, since it is lost with the XML. */
export const withBase = (html: string, element: XmlElement, from: BaseContext): string => {
  const base = baseOf(element, from.base);
  return base === from.feedUrl ? html : withAbsoluteLinks(html, base);
};

/** HTML whose relative addresses (the first in each tag) are made absolute. */
export const withAbsoluteLinks = (html: string, base: string): string =>
  html.replace(addressAttribute, (whole, before: string, quoted: string) => {
    const raw = quoted.slice(1, -1);
    const url = isAbsolute.test(raw.trim()) ? null : toAbsoluteUrl(raw, base);
    return url === null ? whole : `${before}"${escapeAttribute(url)}"`;
  });
