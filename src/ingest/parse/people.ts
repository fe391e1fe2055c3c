import { childrenNamed, textOf, textOfChild } from '../../core/xml/element.ts';
import { toPlainLine } from './markup.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

const maxAuthors = 50;
const authorNames = ['atom:author', 'author', 'dc:creator', 'dc:author', 'dcterms:creator'];
const fallbackNames = [
  'itunes:author',
  'dc:contributor',
  'atom:contributor',
  'media:credit',
  'managingeditor',
];

/** Names of those who wrote it; of contributors where no author is named. */
export const authorsOf = (element: XmlElement): string[] => {
  const authors = namesIn(element, authorNames);
  if (authors.length > 0) return authors;
  for (const name of fallbackNames) {
    const others = namesIn(element, [name]);
    if (others.length > 0) return others;
  }
  return [];
};

const namesIn = (element: XmlElement, elementNames: readonly string[]): string[] => {
  const names: string[] = [];
  for (const person of childrenNamed(element, ...elementNames)) {
    const structured = textOfChild(person, ['atom:name', 'name', 'foaf:name', 'atom:email', 'email']);
    names.push(structured ?? textOf(person));
  }
  return uniqueNames(names);
};

/** Plain names, each once whatever its case, in their order. */
export const uniqueNames = (raw: readonly string[]): string[] => {
  const byKey = new Map<string, string>();
  for (const text of raw) {
    const name = personName(toPlainLine(text) ?? '');
    if (name !== '' && !byKey.has(name.toLowerCase())) byKey.set(name.toLowerCase(), name);
    if (byKey.size >= maxAuthors) break;
  }
  return [...byKey.values()];
};

const mailThenName = /^\S+@\S+\s+\((.+)\)$/;
const nameThenMail = /^(.+?)\s*[<(]\s*(?:mailto:)?\S+@\S+\s*[>)]$/;
const unattended = /^(?:no-?reply|do-?not-?reply)@/i;

/** RSS asks for `mail (name)`, RFC 822 has `name <mail>`; the address alone stays unless nobody reads it. */
const personName = (text: string): string => {
  if (!text.includes('@')) return text;
  const name = mailThenName.exec(text)?.[1] ?? nameThenMail.exec(text)?.[1];
  if (name !== undefined) return name.replace(/^["']|["']$/g, '').trim();
  return unattended.test(text) ? '' : text;
};
