import type { XmlElement } from './tree.ts';
import { parseAttributes } from './tag.ts';

/** The value of an attribute, named as written in lower case ("xml:lang", "rdf:about"); null when absent. */
export const attribute = (element: XmlElement, name: string): string | null => {
  if (!element.attributeSource.toLowerCase().includes(name)) return null;
  return parseAttributes(element.attributeSource).get(name) ?? null;
};

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter(child => typeof child !== 'string');

export const child = (element: XmlElement, name: string): XmlElement | null => {
  for (const node of element.children) {
    if (typeof node !== 'string' && node.name === name) return node;
  }
  return null;
};

export const childrenNamed = (element: XmlElement, ...names: string[]): XmlElement[] => {
  const found: XmlElement[] = [];
  for (const node of element.children) {
    if (typeof node !== 'string' && names.includes(node.name)) found.push(node);
  }
  return found;
};

/** All character data within, trimmed. */
export const textOf = (element: XmlElement): string => {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === 'string') return only.trim();
  const parts: string[] = [];
  collectText(element, parts);
  return parts.join('').trim();
};

const collectText = (element: XmlElement, parts: string[]): void => {
  for (const node of element.children) {
    if (typeof node === 'string') parts.push(node);
    else collectText(node, parts);
  }
};

/** The text of the first child of that name that has any; the order of the names is the order of preference. */
export const textOfChild = (element: XmlElement, names: readonly string[]): string | null => {
  for (const name of names) {
    for (const node of element.children) {
      if (typeof node === 'string' || node.name !== name) continue;
      const text = textOf(node);
      if (text !== '') return text;
    }
  }
  return null;
};
