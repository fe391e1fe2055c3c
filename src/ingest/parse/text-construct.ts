import { attribute, elementsOf, textOf } from '../../core/xml/element.ts';
import { innerMarkup, looksLikeHtml, textToHtml, toPlainLine } from './markup.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

// Text in Atom: RFC 4287 section 3.1 (type text, html, xhtml) and 4.1.3 (content of any media type), and the
// mode attribute of Atom 0.3 (xml, escaped, base64).

type Form = 'text' | 'html' | 'xhtml' | 'xml' | 'base64' | 'other';

const formOf = (element: XmlElement): Form => {
  const type = attribute(element, 'type')?.trim().toLowerCase() ?? 'text';
  const mode = attribute(element, 'mode')?.trim().toLowerCase();
  if (mode === 'base64') return 'base64';
  if (type === 'xhtml' || type === 'application/xhtml+xml') return mode === 'escaped' ? 'html' : 'xhtml';
  if (type === 'html' || type === 'text/html') return 'html';
  if (type === '' || type === 'text' || type.startsWith('text/')) return 'text';
  if (/[+/]xml$/.test(type)) return 'xml';
  return type.includes('/') ? 'base64' : 'other';
};

/** HTML of a text construct or of content; null when there is none that can be shown. */
export const constructHtml = (element: XmlElement): string | null => {
  const form = formOf(element);
  const hasElements = elementsOf(element).length > 0;
  const html = hasElements ? elementMarkup(element, form) : constructText(element, form);
  return html === '' ? null : html;
};

/** A text construct as one line of plain text. */
export const constructLine = (element: XmlElement): string | null => {
  const form = formOf(element);
  const html = elementsOf(element).length > 0 ? elementMarkup(element, form) : rawText(element, form);
  return toPlainLine(html);
};

const elementMarkup = (element: XmlElement, form: Form): string =>
  innerMarkup(xhtmlBody(element), form === 'html' ? 'html' : 'xhtml');

const constructText = (element: XmlElement, form: Form): string => {
  const text = rawText(element, form);
  return form === 'text' ? textToHtml(text) : text;
};

const rawText = (element: XmlElement, form: Form): string => {
  const text = textOf(element);
  return form === 'base64' ? decodeBase64(text) : text;
};

/** The div that wraps XHTML is not part of it (RFC 4287 section 3.1.1.3). */
const xhtmlBody = (element: XmlElement): XmlElement => {
  const [only, ...others] = elementsOf(element);
  const isWrapper = only && others.length === 0 && /^(?:xhtml|atom):div$|^div$/.test(only.name);
  const hasText = element.children.some(node => typeof node === 'string' && node.trim() !== '');
  return isWrapper && !hasText ? only : element;
};

const base64Only = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Text that base64 stands for; feeds that only claim base64 keep what they wrote, and binary gives nothing. */
const decodeBase64 = (text: string): string => {
  if (!base64Only.test(text) || looksLikeHtml(text)) return text;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /[\ufffd\0]/.test(decoded) ? '' : decoded.trim();
};
