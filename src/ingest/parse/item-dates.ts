import type { NewsDate } from '../../articles/article.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { attribute, childrenNamed, textOf } from '../../core/xml/element.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

// Names in the order of trust. dc:date is "a point of time in the lifecycle" and serves as either.
const publishedNames = [
  'pubdate',
  'atom:published',
  'published',
  'dcterms:issued',
  'atom:issued',
  'dcterms:available',
  'dc:date',
  'date',
  'dcterms:created',
  'atom:created',
];
const updatedNames = ['atom:updated', 'updated', 'dcterms:modified', 'atom:modified', 'modified'];

export const publishedAtOf = (item: XmlElement): NewsDate | null => firstDate(item, publishedNames);

/** CDF has it as an attribute of the item. */
export const updatedAtOf = (item: XmlElement): NewsDate | null =>
  firstDate(item, updatedNames) ?? parseNewsDate(attribute(item, 'lastmod') ?? '');

const firstDate = (item: XmlElement, names: readonly string[]): NewsDate | null => {
  for (const name of names) {
    for (const element of childrenNamed(item, name)) {
      const date = parseNewsDate(textOf(element));
      if (date) return date;
    }
  }
  return null;
};
