import type { TagRegistry } from './registry.ts';
import { maxTagsPerArticle, type TagName } from './tag.ts';

export interface ResolvedTags {
  /** The tags that are shown, each once. */
  tagIds: string[];
  /** Those of the publisher's own words; absent where they are the same. */
  statedTagIds?: string[];
}

/** What the tags of an article mean; `stated` are their ids by name, of which `names` may have more than are used. */
export const resolveTags = (
  stated: readonly string[],
  names: readonly TagName[],
  registry: TagRegistry,
): ResolvedTags => {
  const byId = new Map(names.map(({ name }) => registry.resolve(name)).map(one => [one.ownId, one] as const));
  const given = new Set([...byId.values()].map(({ words }) => words));
  const tagIds = new Set<string>();
  for (const id of stated) {
    const known = byId.get(id);
    const meant = known?.id ?? registry.canonical(id);
    // "Prince Harry news" beside "Prince Harry" says nothing more.
    const isRepeat = known?.core != null && given.has(known.core);
    const isHidden = isRepeat || (known?.hidden ?? registry.isHidden(meant));
    if (!isHidden && tagIds.size < maxTagsPerArticle) tagIds.add(meant);
  }
  const isSame = tagIds.size === stated.length && stated.every(id => tagIds.has(id));
  return { tagIds: [...tagIds], ...(isSame ? {} : { statedTagIds: [...stated] }) };
};
