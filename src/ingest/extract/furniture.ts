/** Which elements of a page are furniture: navigation, share bars, teasers, forms, notices. */
import { attribute, nameWords } from './nodes.ts';
import {
  furnitureNamePhrases,
  furnitureNames,
  furnitureRoles,
  furnitureTags,
  type FurnitureKind,
} from './furniture-words.ts';
import { keptInlineTags } from './tags.ts';
import type { ElementNode } from './tree.ts';

export type { FurnitureKind } from './furniture-words.ts';

export const isHidden = (element: ElementNode): boolean => {
  if (attribute(element, 'hidden') !== null) return true;
  const style = attribute(element, 'style');
  if (style !== null && /display:\s*none|visibility:\s*hidden/iu.test(style)) return true;
  return attribute(element, 'aria-hidden') === 'true' && element.tag !== 'a' && element.tag !== 'p';
};

const kindByWord: ReadonlyMap<string, FurnitureKind> = new Map(
  furnitureNames.flatMap(({ kind, names }) => [...names].map(name => [name, kind] as const)),
);

/** Elements that are the page or its article by their very name; their classes often list the article's own topics. */
const neverFurniture: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article', 'blockquote']);

const known = new WeakMap<ElementNode, { kind: FurnitureKind | null }>();

const judge = (element: ElementNode): FurnitureKind | null => {
  if (neverFurniture.has(element.tag)) return null;
  if (isHidden(element)) return 'hidden';
  // A link or an emphasised word inside a sentence may bear any class: it stays with its sentence.
  if (keptInlineTags.has(element.tag) && !element.hasBlock) return null;
  const byTag = furnitureTags[element.tag];
  if (byTag !== undefined) return byTag;
  const role = attribute(element, 'role');
  const byRole = role === null ? undefined : furnitureRoles[role];
  if (byRole !== undefined) return byRole;
  const words = nameWords(element);
  // Content systems write an entry's own topics and states into its class: `post tag-banks comments-open has-sidebar`.
  if (words.length > 12 || words.includes('hentry') || (words.includes('post') && words.includes('type')))
    return null;
  for (const word of words) {
    const kind = kindByWord.get(word);
    if (kind !== undefined) return kind;
  }
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.slice(0, 400);
  if (names === ' ') return null;
  for (const [pattern, kind] of furnitureNamePhrases) if (pattern.test(names)) return kind;
  return null;
};

/** Whether the element's own kind, not a class name, makes it furniture. */
export const isFurnitureByNature = (element: ElementNode): boolean =>
  isHidden(element) ||
  furnitureTags[element.tag] !== undefined ||
  furnitureRoles[attribute(element, 'role') ?? ''] !== undefined;

/** What kind of furniture an element says that it is, by its name, role, class or id; null for content. */
export const furnitureOf = (element: ElementNode): FurnitureKind | null => {
  const seen = known.get(element);
  if (seen !== undefined) return seen.kind;
  const kind = judge(element);
  known.set(element, { kind });
  return kind;
};
