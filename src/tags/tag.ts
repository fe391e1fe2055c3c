import { stableId } from '../core/identity.ts';
import { slugify } from '../core/slug.ts';

export const tagKinds = ['PERSON', 'PLACE', 'ORGANISATION', 'TOPIC'] as const;
export type TagKind = (typeof tagKinds)[number];

export const suppressionReasons = [
  /** Its words only name the medium or call for attention. */
  'MEDIUM_WORDS',
  /** It is the name of the source that gives it. */
  'SOURCE_NAME',
  /** One source gives it to nearly all of its articles, and nobody else uses it. */
  'ALL_OF_ONE_SOURCE',
  /** Most sources give it to a good part of their articles. */
  'MOST_SOURCES',
  'EDITOR',
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export interface Suppression {
  reason: SuppressionReason;
  at: Date;
  /** One line for a person; null where the reason says all. */
  note: string | null;
}

export interface Tag {
  id: string;
  slug: string;
  /** The name as first met. */
  name: string;
  /** Names by BCP 47 primary language. */
  names: Record<string, string>;
  articleCount: number;
  lastUsedAt: Date;
  kind: TagKind;
  /** Other names of the same thing, its names in other scripts among them. */
  aliases: TagName[];
  /** Null while it is shown. */
  suppressed: Suppression | null;
  /** Ids of the tags that were merged into it. */
  mergedIds: string[];
  /** The id that was asked for, where that tag was merged into this one. */
  askedAs?: string;
}

/** A name that an article carries, before it is known which tag it is. */
export interface TagName {
  name: string;
  language: string;
}

export const maxTagsPerArticle = 24;
const maxNameLength = 80;

/** Two spellings that differ in case, spacing or Unicode form name one tag. */
export const tagKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

export const tagId = (name: string): string => stableId('tag', tagKey(name));

export const tagSlug = (name: string): string => slugify(name, maxNameLength);

const slugsByTag = new WeakMap<object, string[]>();

/** The slugs of all names of a tag, its own first; worked out once for each tag that was read. */
export const slugsOfTag = (tag: Pick<Tag, 'slug' | 'names' | 'aliases'>): string[] => {
  const known = slugsByTag.get(tag);
  if (known !== undefined) return known;
  const names = [...Object.values(tag.names), ...tag.aliases.map(({ name }) => name)];
  const slugs = [...new Set([tag.slug, ...names.map(tagSlug)])];
  slugsByTag.set(tag, slugs);
  return slugs;
};

/** The name without what surrounds it; null for what is no name: too long, or without any letter or digit. */
export const cleanTagName = (name: string): string | null => {
  const clean = name.replace(/\s+/gu, ' ').replace(/^#/u, '').trim();
  return clean.length === 0 || clean.length > maxNameLength || !/[\p{L}\p{N}]/u.test(clean) ? null : clean;
};

/** Keeps the first spelling of each name and drops what is no name. */
export const distinctTagNames = (names: readonly TagName[], limit = maxTagsPerArticle): TagName[] => {
  const byKey = new Map<string, TagName>();
  for (const { name, language } of names) {
    const clean = cleanTagName(name);
    if (clean === null) continue;
    const key = tagKey(clean);
    if (!byKey.has(key)) byKey.set(key, { name: clean, language });
  }
  return [...byKey.values()].slice(0, limit);
};

/** Languages written in Devanagari. */
const devanagari: ReadonlySet<string> = new Set(['hi', 'mr', 'ne', 'sa']);

/** The language of a name is its article's, unless its script says otherwise. */
export const languageOfName = (name: string, language: string): string => {
  const hasDevanagari = /\p{Script=Devanagari}/u.test(name);
  if (hasDevanagari) return devanagari.has(language) ? language : 'hi';
  return devanagari.has(language) && /^[\p{Script=Latin}\p{Script=Common}]+$/u.test(name) ? 'en' : language;
};
