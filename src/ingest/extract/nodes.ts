/** Questions that are asked of a page's tree. */
import { decodeHTML } from 'entities';
import type { ElementNode, TreeNode } from './tree.ts';

/** Collapses white space (no-break space and zero-width space included) and trims. */
export const tidy = (text: string): string => text.replace(/[\s\u00A0\u200B\uFEFF]+/gu, ' ').trim();

const maxLineChars = 5_000;

/** One line of plain text out of a field that may hold entities and tags, as meta data often does. */
export const plainLine = (raw: string): string =>
  tidy(decodeHTML(raw.slice(0, maxLineChars)).replace(/<\/?[a-z][^<>]*>/giu, ' '));

export const attribute = (element: ElementNode, name: string): string | null =>
  Object.hasOwn(element.attrs, name) ? (element.attrs[name] ?? null) : null;

const appendText = (node: TreeNode, parts: string[]): void => {
  if (node.kind === 'text') parts.push(node.text);
  else if (node.tag === 'br') parts.push('\n');
  else {
    const isApart = node.hasBlock || node.tag === 'li' || node.tag === 'p' || node.tag === 'div';
    if (isApart) parts.push(' ');
    for (const child of node.children) appendText(child, parts);
    if (isApart) parts.push(' ');
  }
};

/** The text below a node on one line. */
export const textOf = (node: TreeNode): string => {
  const parts: string[] = [];
  appendText(node, parts);
  return tidy(parts.join(''));
};

const isLongerThan = (node: TreeNode, left: { chars: number }): boolean => {
  if (node.kind === 'text') {
    left.chars -= node.text.trim().length;
    return left.chars < 0;
  }
  return node.children.some(child => isLongerThan(child, left));
};

/** As of textOf, but null for a long one: asked of every element, the whole texts would be read at each level. */
export const shortTextOf = (node: TreeNode, maxChars: number): string | null =>
  isLongerThan(node, { chars: maxChars }) ? null : textOf(node);

/** Elements below (not the element itself) in document order for which `test` holds. */
export const findAll = (element: ElementNode, test: (candidate: ElementNode) => boolean): ElementNode[] => {
  const found: ElementNode[] = [];
  const visit = (node: ElementNode): void => {
    for (const child of node.children) {
      if (child.kind === 'text') continue;
      if (test(child)) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
};

export const findFirst = (
  element: ElementNode,
  test: (candidate: ElementNode) => boolean,
): ElementNode | null => {
  for (const child of element.children) {
    if (child.kind === 'text') continue;
    if (test(child)) return child;
    const below = findFirst(child, test);
    if (below !== null) return below;
  }
  return null;
};

/** The element itself and everything above it, nearest first. */
export const lineage = (element: ElementNode): ElementNode[] => {
  const chain: ElementNode[] = [];
  for (let at: ElementNode | null = element; at !== null; at = at.parent) chain.push(at);
  return chain;
};

export const isWithin = (element: ElementNode, ancestor: ElementNode): boolean => {
  for (let at: ElementNode | null = element; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
};

const wordsOf = new WeakMap<ElementNode, readonly string[]>();
const maxNameChars = 400;

const cutName = (element: ElementNode): readonly string[] => {
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  if (names === ' ') return [];
  return names
    .slice(0, maxNameChars)
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter(word => word !== '');
};

/** Words of the class and id of an element, cut at case changes, hyphens and underscores, in lower case. */
export const nameWords = (element: ElementNode): readonly string[] => {
  const seen = wordsOf.get(element);
  if (seen !== undefined) return seen;
  const words = cutName(element);
  wordsOf.set(element, words);
  return words;
};
