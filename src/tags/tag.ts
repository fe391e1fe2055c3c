import { stableId } from '../core/identity.ts';
import { slugify } from '../core/slug.ts';

export interface Tag {
  id: string;
  slug: string;
  /** The name as first met. */
  name: string;
  /** Names by BCP 47 primary language. */
  names: Record<string, string>;
  articleCount: number;
  lastUsedAt: Date;
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

/** Keeps the first spelling of each name, drops what is no name: too long, or without any letter or digit. */
export const distinctTagNames = (names: readonly TagName[], limit = maxTagsPerArticle): TagName[] => {
  const byKey = new Map<string, TagName>();
  for (const { name, language } of names) {
    const clean = name.replace(/\s+/gu, ' ').replace(/^#/u, '').trim();
    if (clean.length === 0 || clean.length > maxNameLength || !/[\p{L}\p{N}]/u.test(clean)) continue;
    const key = tagKey(clean);
    if (!byKey.has(key)) byKey.set(key, { name: clean, language });
  }
  return [...byKey.values()].slice(0, limit);
};
