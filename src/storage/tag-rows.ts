import type { Connection, mongo } from 'mongoose';
import { isFurniture } from '../tags/furniture.ts';
import { kindOfName } from '../tags/kind.ts';
import type { RegisteredTag, Resolved } from '../tags/registry.ts';
import { soundKeyOf } from '../tags/same-name.ts';
import { languageOfName, tagSlug, type Tag, type TagKind, type TagName } from '../tags/tag.ts';

/** A document of `tags`. What was stored before a field existed lacks it. */
export type TagRow = Omit<Tag, 'id' | 'askedAs' | 'kind' | 'aliases' | 'suppressed' | 'mergedIds'> & {
  _id: string;
  kind?: TagKind;
  aliases?: TagName[];
  suppressed?: Tag['suppressed'];
  mergedIds?: string[];
  mergedInto?: string | null;
  /** Of all its names. */
  slugs?: string[];
  /** An editor shows it, whatever its words. */
  kept?: boolean;
  /** An editor said what kind it is of, or what it is called. */
  edited?: boolean;
  /** Tags that it must not be merged with again. */
  apart?: string[];
  soundKey?: string | null;
  /** Articles that name it, and those in which it is treated as a person. */
  evidence?: { named: number; person: number };
  isGlossed?: boolean;
  /** When something changed that the registry has to know. */
  changedAt?: Date;
  /** What the upkeep has to do: look at a new tag, or bring articles along, found by their tags or by what they state. */
  todo?: TagTask[];
};

export const tagTasks = ['LOOK', 'REPAIR_TAGGED', 'REPAIR_STATED'] as const;
export type TagTask = (typeof tagTasks)[number];

export type TagCollection = mongo.Collection<TagRow>;

/** Tags by the driver itself. */
export const tagCollection = (connection: Connection): TagCollection => {
  if (connection.db === undefined) throw new Error('the database is not connected');
  return connection.db.collection<TagRow>('tags');
};

export const toTag = (row: TagRow): Tag => ({
  id: row._id,
  slug: row.slug,
  name: row.name,
  names: row.names,
  articleCount: row.articleCount,
  lastUsedAt: row.lastUsedAt,
  kind: row.kind ?? 'TOPIC',
  aliases: row.aliases ?? [],
  suppressed: row.suppressed ?? null,
  mergedIds: row.mergedIds ?? [],
});

/** Every name of a tag, each once. */
export const namesOfRow = ({
  name,
  names,
  aliases,
}: Pick<TagRow, 'name' | 'names' | 'aliases'>): string[] => [
  ...new Set([name, ...Object.values(names), ...(aliases ?? []).map(alias => alias.name)]),
];

export const registeredFields = {
  kind: 1,
  name: 1,
  names: 1,
  aliases: 1,
  mergedInto: 1,
  suppressed: 1,
  kept: 1,
  changedAt: 1,
} as const;

export const toRegistered = (row: TagRow): RegisteredTag => ({
  id: row._id,
  kind: row.kind ?? 'TOPIC',
  names: namesOfRow(row),
  mergedInto: row.mergedInto ?? null,
  suppressed: row.suppressed != null,
  kept: row.kept ?? false,
});

/** What a tag is when it is met first. */
export const newTagFields = (
  { name, language }: TagName,
  { place, hidden }: Pick<Resolved, 'place' | 'hidden'>,
  now: Date,
): Omit<TagRow, '_id' | 'lastUsedAt'> => {
  const shown = place?.english ?? name;
  const names = place === null ? { [languageOfName(name, language)]: name } : placeNames(place);
  const aliases = (place?.others ?? []).map(other => ({
    name: other,
    language: languageOfName(other, 'en'),
  }));
  const kind = place === null ? kindOfName(name) : 'PLACE';
  const isJunk = hidden && isFurniture(name);
  return {
    slug: tagSlug(shown),
    name: shown,
    names,
    articleCount: 0,
    kind,
    aliases,
    slugs: [...new Set(namesOfRow({ name: shown, names, aliases }).map(tagSlug))],
    mergedInto: null,
    suppressed: isJunk ? { reason: 'MEDIUM_WORDS', at: now, note: null } : null,
    soundKey: place === null && !isJunk ? soundKeyOf(name) : null,
    // A topic like most needs no place in the registry: its name means its own id.
    ...(isJunk || kind !== 'TOPIC' ? { changedAt: now } : {}),
    ...(isJunk ? {} : { todo: ['LOOK' as const] }),
  };
};

const placeNames = ({ english, hindi }: { english: string; hindi: string }): Record<string, string> => ({
  en: english,
  hi: hindi,
});
