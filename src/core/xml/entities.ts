import { decodeHTMLStrict } from 'entities';

// Only short internal entities are expanded, and only once: what they say is never searched for further
// entities, and external ones (SYSTEM, PUBLIC, parameter entities) are not looked at. So neither nesting
// ("billion laughs") nor repetition of a long one can blow a document up, and nothing outside is read.

const maxEntities = 256;
const maxValueChars = 512;
const maxExpandedChars = 65_536;
const maxSubsetChars = 65_536;

const declaration = /<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"]*)"|'([^']*)'|[^"'>]*)/g;
const reference = /&([A-Za-z_][\w.-]*);/g;
// Characters that XML 1.0 section 2.2 excludes, and halves of surrogate pairs.
const forbidden =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const mayBeForbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;

export interface EntityTable {
  readonly values: ReadonlyMap<string, string>;
  /** What is left of the expansion budget. */
  left: number;
}

export const noEntities = (): EntityTable => ({ values: new Map(), left: 0 });

/** The internal general entities of a document type's internal subset. A refused one stands for nothing. */
export const readEntities = (subset: string): EntityTable => {
  const values = new Map<string, string>();
  for (const match of subset.slice(0, maxSubsetChars).matchAll(declaration)) {
    const name = match[1] ?? '';
    const value = decodeHTMLStrict(match[2] ?? match[3] ?? '');
    const safe = value.length <= maxValueChars && !/&[A-Za-z_]/.test(value);
    if (values.size < maxEntities && !values.has(name)) values.set(name, safe ? value : '');
  }
  return { values, left: maxExpandedChars };
};

/** Character data as a reader sees it: references resolved (HTML's names too), forbidden characters dropped. */
export const decodeText = (raw: string, entities: EntityTable): string => {
  const text = raw.includes('&') ? decodeHTMLStrict(expandDeclared(raw, entities)) : raw;
  return cleanText(text);
};

/** Text without the characters that XML forbids. */
export const cleanText = (text: string): string =>
  mayBeForbidden.test(text) ? text.replace(forbidden, '') : text;

const predefined = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

const expandDeclared = (raw: string, entities: EntityTable): string => {
  if (entities.values.size === 0) return raw;
  return raw.replace(reference, (whole, name: string) => {
    const value = predefined.has(name) ? undefined : entities.values.get(name);
    if (value === undefined) return whole;
    entities.left -= value.length;
    // Escaped once more: the caller resolves references in what comes out.
    return entities.left < 0 ? '' : value.replaceAll('&', '&amp;');
  });
};
