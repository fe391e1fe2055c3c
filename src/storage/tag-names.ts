import { languageOfName, tagKey, tagSlug, type TagName } from '../tags/tag.ts';
import { namesOfRow, type TagRow } from './tag-rows.ts';

/** Every name of a tag with its language. */
export const allNames = (row: TagRow): TagName[] => {
  const byKey = new Map<string, TagName>();
  const named = Object.entries(row.names).map(([language, name]) => ({ name, language }));
  for (const one of [
    ...named,
    { name: row.name, language: languageOfName(row.name, 'und') },
    ...(row.aliases ?? []),
  ])
    if (!byKey.has(tagKey(one.name))) byKey.set(tagKey(one.name), one);
  return [...byKey.values()];
};

export const withAliases = (row: TagRow, more: readonly TagName[]): TagName[] => {
  const known = new Set([...(row.aliases ?? []).map(({ name }) => tagKey(name))]);
  const added = more.filter(({ name }) => {
    const isNew = !known.has(tagKey(name)) && tagKey(name) !== tagKey(row.name);
    if (isNew) known.add(tagKey(name));
    return isNew;
  });
  return [...(row.aliases ?? []), ...added];
};

export const slugsOf = (row: Pick<TagRow, 'name' | 'names' | 'aliases'>): string[] => [
  ...new Set(namesOfRow(row).map(tagSlug)),
];

/** A tag's names anew, of which the first is shown unless it had another. */
export const namedFields = (all: readonly TagName[], before?: TagRow) => {
  const name = before?.name ?? all[0]?.name ?? '';
  const names: Record<string, string> = {};
  for (const one of all) names[one.language] ??= one.name;
  const aliases = all.filter(one => tagKey(one.name) !== tagKey(name));
  return {
    name,
    names,
    aliases,
    slugs: slugsOf({ name, names, aliases }),
    ...(before === undefined ? { slug: tagSlug(name) } : {}),
  };
};
