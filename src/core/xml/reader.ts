import { cleanText, decodeText, noEntities, readEntities } from './entities.ts';
import type { EntityTable } from './entities.ts';
import { bang, greater, isNameStart, isSpace, less, question, slash } from './characters.ts';
import { parseAttributes, readTag } from './tag.ts';
import { impliedScope, resolveName, scopeWith } from './names.ts';
import type { NameScope } from './names.ts';
import { newElement } from './tree.ts';
import type { XmlDocument, XmlElement } from './tree.ts';

// A reader of XML as feeds have it: one pass, no backtracking, and a tree from any text. What is not well formed
// is repaired the way a person would read it: an end tag closes what was left open inside it, one without a start
// is passed over, "<" and "&" that begin nothing are text. Every look-ahead is bounded by what was found not to
// occur later in the text, so that the time is linear in its length.

const maxDepth = 200;
const maxElements = 300_000;
/** Items that are kept of one document; a feed with more is a dump or an attack. */
export const maxItems = 5000;

interface Reader {
  readonly text: string;
  at: number;
  readonly stack: XmlElement[];
  readonly scopes: NameScope[];
  readonly top: XmlElement;
  /** The current innermost element. */
  open: XmlElement;
  elements: number;
  items: number;
  repairs: number;
  entities: EntityTable;
  doctype: string | null;
  readonly last: { commentEnd: number; cdataEnd: number; angle: number };
}

/** Reads any text; never throws. */
export const readXml = (text: string): XmlDocument => {
  const top = newElement('#document');
  const reader: Reader = {
    text,
    at: 0,
    stack: [top],
    scopes: [],
    top,
    open: top,
    elements: 0,
    items: 0,
    repairs: 0,
    entities: noEntities(),
    doctype: null,
    last: {
      commentEnd: text.lastIndexOf('-->'),
      cdataEnd: text.lastIndexOf(']]>'),
      angle: text.lastIndexOf('>'),
    },
  };
  while (reader.at < text.length) readNext(reader);
  return { top, repairs: reader.repairs, doctype: reader.doctype };
};

const readNext = (reader: Reader): void => {
  const { text } = reader;
  let angle = text.indexOf('<', reader.at);
  // "<" in front of anything but a name, "/", "!" or "?" is text.
  while (angle >= 0 && !opensMarkup(text.charCodeAt(angle + 1))) {
    reader.repairs += 1;
    angle = text.indexOf('<', angle + 1);
  }
  const end = angle < 0 ? text.length : angle;
  if (end > reader.at) addText(reader, text.slice(reader.at, end));
  reader.at = end;
  if (angle < 0) return;
  const next = text.charCodeAt(angle + 1);
  if (next === slash) readEndTag(reader);
  else if (next === bang) readDeclaration(reader);
  else if (next === question) skipTag(reader);
  else readStartTag(reader);
};

const opensMarkup = (code: number): boolean =>
  code === slash || code === bang || code === question || isNameStart(code);

const addText = (reader: Reader, raw: string): void => {
  const value = decodeText(raw, reader.entities);
  if (value !== '') reader.open.children.push(value);
};

/** Takes one character as text: the "<" that turned out to begin nothing. */
const takeLiteral = (reader: Reader): void => {
  reader.repairs += 1;
  reader.open.children.push(reader.text.charAt(reader.at));
  reader.at += 1;
};

const readStartTag = (reader: Reader): void => {
  const tag = readTag(reader.text, reader.at + 1);
  if (!tag) {
    takeLiteral(reader);
    return;
  }
  reader.at = tag.end;
  if (reader.stack.length > maxDepth || reader.elements >= maxElements) {
    reader.repairs += 1;
    return;
  }
  reader.elements += 1;
  const scope = scopeFor(reader, tag.name, tag.attributes);
  const name = resolveName(scope, tag.name);
  closeImplied(reader, name);
  const element = newElement(name, tag.attributes);
  reader.open.children.push(element);
  if (tag.selfClosing) {
    element.closed = true;
    return;
  }
  reader.stack.push(element);
  reader.scopes.push(scope);
  reader.open = element;
};

const scopeFor = (reader: Reader, name: string, attributes: string): NameScope => {
  const parent = reader.scopes.at(-1) ?? impliedScope(name);
  return attributes.includes('xmlns') ? scopeWith(parent, parseAttributes(attributes), name) : parent;
};

/** Elements that hold text only, in the vocabulary of RSS, and those that show that one was left open. */
const textOnly = new Set(['title', 'link', 'guid', 'pubdate', 'author', 'category', 'comments']);
const itemParts = new Set([...textOnly, 'description', 'item', 'content:encoded', 'dc:creator', 'dc:date']);
const items = new Set(['item', 'atom:entry']);

const closeImplied = (reader: Reader, name: string): void => {
  if (textOnly.has(reader.open.name) && itemParts.has(name)) {
    reader.repairs += 1;
    popTo(reader, reader.stack.length - 1);
  }
  // A new item inside the direct parts of another one: the end tag of the first is missing.
  if (!items.has(name)) return;
  const depth = reader.stack.length - 1;
  const at = reader.stack[depth]?.name === name ? depth : -1;
  if (at > 0) {
    reader.repairs += 1;
    popTo(reader, at);
  }
};

const endsName = (code: number): boolean =>
  code === greater || code === less || code === slash || isSpace(code);

const readEndTag = (reader: Reader): void => {
  const { text } = reader;
  const start = reader.at + 2;
  let end = start;
  while (end < text.length && !endsName(text.charCodeAt(end))) end += 1;
  const name = text.slice(start, end);
  while (end < text.length && isSpace(text.charCodeAt(end))) end += 1;
  if (text.charCodeAt(end) === greater) end += 1;
  else reader.repairs += 1;
  reader.at = end;
  const scope = reader.scopes.at(-1);
  if (name === '' || !scope) return;
  closeNamed(reader, resolveName(scope, name));
};

const closeNamed = (reader: Reader, name: string): void => {
  for (let at = reader.stack.length - 1; at > 0; at -= 1) {
    if (reader.stack[at]?.name !== name) continue;
    if (at < reader.stack.length - 1) reader.repairs += 1;
    popTo(reader, at);
    return;
  }
  reader.repairs += 1;
};

/** Closes the element at this depth and all within it. */
const popTo = (reader: Reader, depth: number): void => {
  while (reader.stack.length > depth) {
    const element = reader.stack.pop();
    reader.scopes.pop();
    if (!element) continue;
    element.closed = true;
    if (items.has(element.name)) reader.items += 1;
  }
  reader.open = reader.stack.at(-1) ?? reader.top;
  if (reader.items >= maxItems) reader.at = reader.text.length;
};

const readDeclaration = (reader: Reader): void => {
  const { text, at, last } = reader;
  if (text.startsWith('<!--', at)) {
    const end = last.commentEnd >= at + 4 ? text.indexOf('-->', at + 4) : -1;
    reader.at = end < 0 ? at + 4 : end + 3;
  } else if (text.startsWith('<![CDATA[', at)) {
    readCdata(reader);
  } else if (/^<!doctype/i.test(text.slice(at, at + 9)) && reader.doctype === null) {
    readDoctype(reader);
  } else {
    skipTag(reader);
  }
};

const readCdata = (reader: Reader): void => {
  const { text, at, last } = reader;
  const start = at + 9;
  const end = last.cdataEnd >= start ? text.indexOf(']]>', start) : -1;
  if (end < 0) {
    // A section without its end: what follows is read as ordinary text and tags.
    reader.repairs += 1;
    reader.at = start;
    return;
  }
  const value = cleanText(text.slice(start, end));
  if (value !== '') reader.open.children.push(value);
  reader.at = end + 3;
};

const readDoctype = (reader: Reader): void => {
  const { text, at } = reader;
  const head = /^<!doctype\s+([^\s[>]+)[^[>]*/i.exec(text.slice(at, at + 1024));
  reader.doctype = head?.[1]?.toLowerCase() ?? '';
  const headEnd = at + (head?.[0].length ?? 9);
  if (text.charAt(headEnd) !== '[') {
    skipTag(reader);
    return;
  }
  const close = /\]\s*>/g;
  close.lastIndex = headEnd;
  const end = close.exec(text);
  reader.entities = readEntities(text.slice(headEnd, end?.index ?? headEnd));
  reader.at = end ? end.index + end[0].length : headEnd + 1;
};

const skipTag = (reader: Reader): void => {
  const { text, at, last } = reader;
  if (last.angle >= at) {
    reader.at = text.indexOf('>', at) + 1;
    return;
  }
  reader.repairs += 1;
  reader.at = at + 2;
};
