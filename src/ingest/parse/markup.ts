import { decodeHTMLStrict, escapeAttribute, escapeText } from 'entities';
import { htmlElements, voidElements } from './html-names.ts';
import { attribute } from '../../core/xml/element.ts';
import type { XmlElement, XmlNode } from '../../core/xml/tree.ts';
import { parseAttributes } from '../../core/xml/tag.ts';

/** Longest plain-text field that is kept, in UTF-16 units: a longer title is a mistake or an attack. */
export const maxTitleChars = 1000;

// What follows the name must end it, so that a long name without ">" is not tried at each of its lengths.
const anyTag = /<(?:[/?]?([a-z][\w:.-]*)(?=[\s/>])|!)([^<>]*)>/gi;
const unseenElements = /<(script|style)\b[^>]*>[^]*?<\/\1\s*>/gi;

/** Whether a text has HTML tags in it, rather than "<" as a sign. */
export const looksLikeHtml = (text: string): boolean => {
  if (!text.includes('<')) return false;
  for (const match of text.matchAll(anyTag)) {
    if (isHtmlTag(match[1], match[2])) return true;
  }
  return false;
};

/**
 * One line of plain text from a title or a name that may hold escaped HTML and references that were escaped twice.
 * Bidirectional controls go, since they let a title show what it does not say (Unicode TR 36); joiners stay.
 */
export const toPlainLine = (text: string): string | null => {
  let line = text.slice(0, maxTitleChars * 8);
  if (line.includes('&')) line = decodeHTMLStrict(line);
  if (line.includes('<')) line = stripTags(line);
  line = line
    .replace(/[\p{Bidi_Control}\u200b\ufeff\x00-\x08\x0e-\x1f]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? null : line.slice(0, maxTitleChars).toWellFormed();
};

const stripTags = (text: string): string =>
  text
    .replace(unseenElements, ' ')
    .replace(/<!--[^]*?(?:-->|$)/g, ' ')
    .replace(anyTag, (whole, name: string | undefined, rest: string | undefined) =>
      isHtmlTag(name, rest) ? (inlineElements.has(name?.toLowerCase() ?? '') ? '' : ' ') : whole,
    );

const inlineElements = new Set([
  'b',
  'i',
  'em',
  'strong',
  'u',
  'a',
  'span',
  'sup',
  'sub',
  'font',
  'small',
  'mark',
]);

/** A tag of HTML, or of anything with an attribute; "<T>" in a title about programming is neither. */
const isHtmlTag = (name: string | undefined, rest: string | undefined): boolean =>
  name === undefined || htmlElements.has(name.toLowerCase()) || (rest ?? '').includes('=');

/** Plain text as HTML; text that is markup although it was not said to be is left as it is. */
export const textToHtml = (text: string): string => (looksLikeHtml(text) ? text : escapeText(text));

/**
 * What is inside an element as HTML. Without elements of its own its text is the markup. With some, they are written
 * out, and the text between them is escaped again where it is XML's (`xhtml`), or markup too where somebody left
 * half of his HTML unescaped (`html`).
 */
export const innerMarkup = (element: XmlElement, text: 'html' | 'xhtml'): string => {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === 'string') return only.trim();
  if (element.children.every(node => typeof node === 'string')) return element.children.join('').trim();
  const parts: string[] = [];
  writeNodes(element.children, text === 'html', parts);
  return parts.join('').trim();
};

const writeNodes = (nodes: readonly XmlNode[], verbatim: boolean, parts: string[]): void => {
  for (const node of nodes) {
    if (typeof node === 'string') parts.push(verbatim ? node : escapeText(node));
    else writeElement(node, verbatim, parts);
  }
};

const writeElement = (element: XmlElement, verbatim: boolean, parts: string[]): void => {
  // The fixed prefixes of XHTML, SVG and Atom are ours, HTML has none.
  const name = element.name.slice(element.name.indexOf(':') + 1);
  const attributes = [...parseAttributes(element.attributeSource)]
    .filter(([key]) => !key.startsWith('xmlns'))
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  parts.push(`<${name}${attributes.join('')}>`);
  writeNodes(element.children, verbatim, parts);
  if (!voidElements.has(name)) parts.push(`</${name}>`);
};

/** The `xml:lang` of an element, "_" for "-" forgiven. */
export const languageOf = (element: XmlElement): string | null =>
  toLanguageTag(attribute(element, 'xml:lang'));

/** A language tag in its usual spelling; null for what cannot be one. */
export const toLanguageTag = (raw: string | null): string | null => {
  const tag = raw?.trim().replaceAll('_', '-') ?? '';
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? tag : null;
};
