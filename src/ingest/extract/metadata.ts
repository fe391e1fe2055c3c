/** Everything about an article but its text. JSON-LD first, then OpenGraph, then other meta elements, then the page. */
import { canonicalUrl, toAbsoluteUrl } from '../../core/url.ts';
import { foldLine } from './fold.ts';
import { textValue, valueOf } from './json-ld.ts';
import { attribute } from './nodes.ts';
import type { PageMeta } from './page-meta.ts';

const maxDekChars = 1_000;

export const findCanonicalUrl = (meta: PageMeta): string | null => {
  const link = (meta.tree.byTag.get('link') ?? []).find(element =>
    /(?:^|\s)canonical(?:\s|$)/iu.test(attribute(element, 'rel') ?? ''),
  );
  for (const raw of [link === undefined ? null : attribute(link, 'href'), meta.first('og:url')]) {
    if (raw === null || raw.trim() === '') continue;
    const absolute = toAbsoluteUrl(raw.trim(), meta.url);
    const canonical = absolute === null ? null : canonicalUrl(absolute);
    // A site that names its front page as the address of every article says nothing.
    if (canonical !== null && new URL(canonical).pathname !== '/') return canonical;
  }
  return null;
};

const languageTag = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/iu;

export const findLanguage = (meta: PageMeta): string | null => {
  const html = meta.tree.byTag.get('html')?.[0];
  const candidates = [
    meta.article === null ? null : textValue(valueOf(meta.article, 'inLanguage')),
    html === undefined ? null : (attribute(html, 'lang') ?? attribute(html, 'xml:lang')),
    meta.first('og:locale', 'content-language', 'language', 'dc.language'),
  ];
  const found = candidates.find(tag => tag !== null && languageTag.test(tag.trim()));
  return found?.trim().replaceAll('_', '-') ?? null;
};

export const findSiteName = (meta: PageMeta): string | null => {
  const named = meta.first('og:site_name', 'application-name', 'al:android:app_name');
  if (named !== null) return named;
  const publisher = meta.article === null ? null : meta.graph.resolve(valueOf(meta.article, 'publisher'));
  return publisher === null ? null : textValue(valueOf(publisher, 'name'));
};

/** true when the publisher marks the article, or a part of it, as not free; null when it does not say. */
export const findPaywall = (meta: PageMeta): boolean | null => {
  const values = (meta.article === null ? [] : [meta.article])
    .concat(meta.graph.nodes.slice(0, 100))
    .map(node => textValue(valueOf(node, 'isAccessibleForFree')) ?? valueOf(node, 'isAccessibleForFree'))
    .map(value =>
      typeof value === 'boolean'
        ? value
        : typeof value === 'string'
          ? /^(?:true|yes|1)$|\/True$/iu.test(value)
          : null,
    )
    .filter(value => value !== null);
  if (values.length > 0) return values.includes(false);
  const tier = meta.first('article:content_tier', 'og:article:content_tier');
  return tier === null ? null : !/^free$/iu.test(tier);
};

/** Keywords that were put where a description belongs. */
const isWordList = (text: string): boolean => {
  const parts = text.split(/[,|]/u);
  return (
    parts.length >= 4 && !/[.।!?…]/u.test(text) && parts.every(part => part.trim().split(/\s+/u).length <= 4)
  );
};

/** What the page's meta data offers as a standfirst, best first. */
export const declaredDeks = (meta: PageMeta, headline: string | null): string[] => {
  const article = meta.article === null ? [] : [textValue(valueOf(meta.article, 'description'))];
  return [
    ...article,
    meta.first('og:description'),
    meta.first('description'),
    meta.first('twitter:description'),
  ].filter(
    (text): text is string =>
      text !== null &&
      text.length <= maxDekChars &&
      text.length > 15 &&
      !isWordList(text) &&
      foldLine(text) !== foldLine(headline ?? ''),
  );
};

/** Letters of a place and an agency in front of the text ("INDIANAPOLIS (AP) —"), which descriptions leave out. */
const maxDatelineChars = 60;

/** Whether a description is only the beginning of the body, cut off. */
export const isOpening = (dek: string, body: string): boolean => {
  const folded = foldLine(dek.replace(/(?:\.\.\.|…|\[…\])\s*$/u, ''));
  const at = folded === '' ? -1 : foldLine(body.slice(0, dek.length * 2 + 200)).indexOf(folded);
  return at >= 0 && at <= maxDatelineChars;
};
