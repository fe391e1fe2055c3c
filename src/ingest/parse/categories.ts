import { attribute, childrenNamed, textOf } from '../../core/xml/element.ts';
import { toPlainLine } from './markup.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

const maxCategories = 100;
const maxCategoryChars = 200;

/** What a feed files an item under, each once, in its order. */
export const categoriesOf = (element: XmlElement): string[] => {
  const terms: string[] = [];
  for (const category of childrenNamed(
    element,
    'category',
    'atom:category',
    'dc:subject',
    'media:category',
  )) {
    terms.push(termOf(category));
  }
  for (const keywords of childrenNamed(element, 'itunes:keywords', 'media:keywords', 'keywords')) {
    terms.push(...textOf(keywords).split(','));
  }
  for (const category of childrenNamed(element, 'itunes:category'))
    terms.push(attribute(category, 'text') ?? '');
  return uniqueTerms(terms);
};

/** The term, which is the category's identity; its label where the term is missing or an address. */
const termOf = (category: XmlElement): string => {
  const term = attribute(category, 'term') ?? '';
  if (term !== '' && !/^[a-z]+:\/\//i.test(term)) return term;
  const label = attribute(category, 'label') ?? '';
  const text = textOf(category);
  if (text !== '') return text;
  return label === '' ? term : label;
};

export const uniqueTerms = (raw: readonly string[]): string[] => {
  const byKey = new Map<string, string>();
  for (const text of raw) {
    const term = toPlainLine(text);
    // Whole paragraphs of key words are no category.
    if (term === null || term.length > maxCategoryChars) continue;
    const key = term.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, term);
    if (byKey.size >= maxCategories) break;
  }
  return [...byKey.values()];
};
