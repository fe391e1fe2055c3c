import { decodeHTMLAttribute } from 'entities';
import { equals, greater, isNameCharacter, isSpace, less, question, slash } from './characters.ts';
import { cleanText } from './entities.ts';

export interface Tag {
  readonly name: string;
  /** The source between the name and the end. */
  readonly attributes: string;
  readonly selfClosing: boolean;
  /** Behind the ">". */
  readonly end: number;
}

const maxAttributes = 64;

/** The start tag whose name begins at `start`; null when what stands there is no tag. */
export const readTag = (text: string, start: number): Tag | null => {
  const nameEnd = readName(text, start);
  if (nameEnd < 0) return null;
  const end = text.charCodeAt(nameEnd) === greater ? nameEnd : findTagEnd(text, nameEnd);
  if (end < 0) return null;
  const selfClosing = text.charCodeAt(end - 1) === slash;
  const attributes = text.slice(nameEnd, selfClosing ? end - 1 : end);
  return { name: text.slice(start, nameEnd), attributes, selfClosing, end: end + 1 };
};

/** The end of a name, or -1 when a character follows that can neither be in a name nor end one. */
const readName = (text: string, start: number): number => {
  let at = start;
  while (at < text.length && isNameCharacter(text.charCodeAt(at))) at += 1;
  const code = text.charCodeAt(at);
  return code === greater || code === slash || isSpace(code) ? at : -1;
};

/** The ">" of a tag, quoted values passed over; -1 at the end of the text or at a "<" outside quotes. */
const findTagEnd = (text: string, from: number): number => {
  let afterEquals = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === greater) return at;
    if (code === less) return -1;
    if (afterEquals && (code === 0x22 || code === 0x27)) {
      const close = closingQuote(text, at);
      if (close > 0) at = close;
    }
    afterEquals = code === equals || (afterEquals && isSpace(code));
  }
  return -1;
};

/**
 * Where a quoted value ends, or -1 when its closing quote seems to be missing: a value with "<" in it (which XML
 * forbids) must be followed by what can follow a value.
 */
const closingQuote = (text: string, open: number): number => {
  const quote = text.charCodeAt(open);
  let markup = false;
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return markup && !endsValue(text.charCodeAt(at + 1)) ? -1 : at;
    if (code !== less) continue;
    if (markup) return -1;
    markup = true;
  }
  return -1;
};

const endsValue = (code: number): boolean =>
  code === greater || code === slash || isSpace(code) || code === question;

const attributePattern = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Names (as written, lower case) to values, references resolved; the first 64 of them. */
export const parseAttributes = (source: string): ReadonlyMap<string, string> => {
  const attributes = new Map<string, string>();
  if (source === '') return attributes;
  for (const match of source.matchAll(attributePattern)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decodeValue(match[2] ?? match[3] ?? match[4] ?? ''));
    if (attributes.size >= maxAttributes) break;
  }
  return attributes;
};

const decodeValue = (raw: string): string => cleanText(raw.includes('&') ? decodeHTMLAttribute(raw) : raw);
