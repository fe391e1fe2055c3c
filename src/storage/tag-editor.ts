import type { Connection } from 'mongoose';
import { fail, ok, type Result } from '../core/result.ts';
import {
  languageOfName,
  tagId,
  tagKey,
  type Suppression,
  type Tag,
  type TagKind,
  type TagName,
} from '../tags/tag.ts';
import { readDeadlineMs } from './limits.ts';
import { allNames, namedFields, slugsOf, withAliases } from './tag-names.ts';
import { namesOfRow, tagCollection, toTag, type TagCollection, type TagRow } from './tag-rows.ts';

export type TagEditor = ReturnType<typeof createTagEditor>;

export const tagActions = ['MERGE', 'RENAME', 'SPLIT', 'SUPPRESS', 'UNSUPPRESS', 'ALIAS', 'KIND'] as const;
export type TagAction = (typeof tagActions)[number];

/** A line of a tag's history. */
export interface TagEdit {
  tagId: string;
  action: TagAction;
  at: Date;
  /** Who: an editor, or what was learned. */
  by: 'EDITOR' | 'LEARNED';
  /** One line for a person. */
  detail: string;
}

export type TagFault = 'NOT_FOUND' | 'SAME_TAG' | 'KEPT_APART' | 'NAME_TAKEN' | 'NOT_AN_ALIAS';

/** Who changes a tag, when, and why in one line. */
export interface Author {
  by: TagEdit['by'];
  now: Date;
  why: string;
}

/** What every change is made with. */
interface TagWrites {
  rows: TagCollection;
  note: (ids: readonly string[], action: TagAction, author: Author) => Promise<void>;
  change: (id: string, update: object) => Promise<Tag | null>;
}

/**
 * Changes of what tags are. Each only writes what is so from now on: reading goes by it at once, and the articles that
 * carry the tag are brought along by the upkeep, which does what `todo` says and may be cut short and begun again.
 */
export const createTagEditor = (connection: Connection) => {
  const rows = tagCollection(connection);
  const edits = connection.collection<TagEdit>('tagEdits');
  const note = async (ids: readonly string[], action: TagAction, { by, now, why }: Author): Promise<void> => {
    await edits.insertMany(ids.map(id => ({ tagId: id, action, at: now, by, detail: why })));
  };
  const change = async (id: string, update: object): Promise<Tag | null> => {
    const row = await rows.findOneAndUpdate({ _id: id }, update, { returnDocument: 'after' });
    return row === null ? null : toTag(row);
  };
  const writes: TagWrites = { rows, note, change };
  return {
    /** Makes one tag of two: `from` means `into` from now on. Doing it again changes nothing. */
    merge: async (intoId: string, fromId: string, author: Author): Promise<Result<Tag, TagFault>> => {
      const pair = await readPair(rows, intoId, fromId);
      if (!pair.ok) return pair;
      const { into, from } = pair.value;
      if (author.by === 'LEARNED' && isApart(into, from)) return fail('KEPT_APART');
      const moved = [from._id, ...(from.mergedIds ?? [])];
      await rows.updateOne({ _id: into._id }, mergedFields(into, from, author.now));
      await rows.updateMany(
        { _id: { $in: moved } },
        {
          $set: { mergedInto: into._id, changedAt: author.now, suppressed: null },
          $addToSet: { todo: 'REPAIR_TAGGED' },
        },
      );
      await note([into._id, from._id], 'MERGE', author);
      const row = await rows.findOne({ _id: into._id });
      return row === null ? fail('NOT_FOUND') : ok(toTag(row));
    },

    /** Gives a tag another name in a language; the old one stays an alias, so that what is tagged so still finds it. */
    rename: (id: string, name: TagName, author: Author): Promise<Result<Tag, TagFault>> =>
      rename(writes, id, { ...name, author }),

    /** Takes names out of a tag, which then are a tag of their own; the two are not merged again by what is learned. */
    split: (id: string, names: readonly string[], author: Author): Promise<Result<Tag, TagFault>> =>
      split(writes, id, { names, author }),

    /** Hides a tag from lists and articles; an editor's word stands against what is learned. */
    suppress: async (id: string, suppressed: Suppression, author: Author): Promise<Result<Tag, TagFault>> => {
      const tag = await change(id, {
        $set: { suppressed, changedAt: author.now, ...(author.by === 'EDITOR' ? { kept: false } : {}) },
        $addToSet: { todo: 'REPAIR_TAGGED' },
      });
      if (tag === null) return fail('NOT_FOUND');
      await note([id], 'SUPPRESS', author);
      return ok(tag);
    },

    /** Shows a tag again, for good: neither its words nor its spread hide it any more. */
    unsuppress: async (id: string, author: Author): Promise<Result<Tag, TagFault>> => {
      const tag = await change(id, {
        $set: { suppressed: null, kept: true, changedAt: author.now },
        $addToSet: { todo: 'REPAIR_STATED' },
      });
      if (tag === null) return fail('NOT_FOUND');
      await note([id], 'UNSUPPRESS', author);
      return ok(tag);
    },

    /** Another name that means the tag. */
    addAlias: async (id: string, alias: TagName, author: Author): Promise<void> => {
      const row = await rows.findOne({ _id: id });
      if (row === null || namesOfRow(row).some(name => tagKey(name) === tagKey(alias.name))) return;
      const aliases = withAliases(row, [alias]);
      const names = { [alias.language]: alias.name, ...row.names };
      await change(id, {
        $set: { aliases, names, slugs: slugsOf({ ...row, names, aliases }), changedAt: author.now },
      });
      await note([id], 'ALIAS', author);
    },

    setKind: async (id: string, kind: TagKind, author: Author): Promise<void> => {
      await change(id, { $set: { kind, changedAt: author.now } });
      await note([id], 'KIND', author);
    },

    /** What became of a tag, the latest first. */
    history: async (id: string, limit: number): Promise<TagEdit[]> =>
      edits
        .find({ tagId: id }, { projection: { _id: 0 }, sort: { at: -1 }, limit, maxTimeMS: readDeadlineMs })
        .toArray(),
  };
};

const rename = async (
  { rows, note, change }: TagWrites,
  id: string,
  { name, language, author }: TagName & { author: Author },
): Promise<Result<Tag, TagFault>> => {
  const row = await rows.findOne({ _id: id, mergedInto: null }, { maxTimeMS: readDeadlineMs });
  if (row === null) return fail('NOT_FOUND');
  const own = new Set(namesOfRow(row).map(tagKey));
  const taken = own.has(tagKey(name)) ? null : await rows.findOne({ _id: tagId(name) });
  if (taken !== null && taken._id !== id && taken.mergedInto !== id) return fail('NAME_TAKEN');
  const before = { name: row.name, language: languageOfName(row.name, language) };
  const names = { ...row.names, [language]: name };
  const old = row.names[language];
  const aliases = withAliases({ ...row, name }, [
    before,
    ...(old === undefined ? [] : [{ name: old, language }]),
    { name, language },
  ]);
  const tag = await change(id, {
    $set: {
      name,
      names,
      aliases,
      slugs: slugsOf({ name, names, aliases }),
      edited: true,
      changedAt: author.now,
    },
  });
  await note([id], 'RENAME', author);
  return tag === null ? fail('NOT_FOUND') : ok(tag);
};

const split = async (
  { rows, note }: TagWrites,
  id: string,
  { names, author }: { names: readonly string[]; author: Author },
): Promise<Result<Tag, TagFault>> => {
  const row = await rows.findOne({ _id: id, mergedInto: null }, { maxTimeMS: readDeadlineMs });
  if (row === null) return fail('NOT_FOUND');
  const all = allNames(row);
  const wanted = new Set(names.map(tagKey));
  const moved = all.filter(({ name }) => wanted.has(tagKey(name)));
  const left = all.filter(({ name }) => !wanted.has(tagKey(name)));
  const [first] = moved;
  if (first === undefined || wanted.has(tagKey(row.name)) || moved.length < wanted.size)
    return fail('NOT_AN_ALIAS');
  // The tag's own id stays with it, whatever it is called by now.
  const newId = tagId(first.name) === id ? tagId(`${first.name}\u0000split`) : tagId(first.name);
  const gone = new Set(moved.map(({ name }) => tagId(name)));
  const kind = row.kind ?? 'TOPIC';
  await rows.updateOne(
    { _id: newId },
    {
      $set: {
        ...namedFields(moved),
        kind,
        mergedInto: null,
        suppressed: null,
        edited: true,
        changedAt: author.now,
      },
      $setOnInsert: { articleCount: 0, lastUsedAt: row.lastUsedAt },
      $addToSet: { apart: id, todo: 'REPAIR_STATED' },
    },
    { upsert: true },
  );
  const mergedIds = (row.mergedIds ?? []).filter(one => one !== newId && !gone.has(one));
  const takenAlong = (row.mergedIds ?? []).filter(one => one !== newId && gone.has(one));
  await rows.updateMany({ _id: { $in: takenAlong } }, { $set: { mergedInto: newId, changedAt: author.now } });
  await rows.updateOne({ _id: newId }, { $set: { mergedIds: takenAlong } });
  await rows.updateOne(
    { _id: id },
    {
      $set: { ...namedFields(left, row), mergedIds, changedAt: author.now, edited: true },
      $addToSet: { apart: newId, todo: 'REPAIR_STATED' },
    },
  );
  await note([id, newId], 'SPLIT', author);
  const made = await rows.findOne({ _id: newId });
  return made === null ? fail('NOT_FOUND') : ok(toTag(made));
};

const readPair = async (
  rows: TagCollection,
  intoId: string,
  fromId: string,
): Promise<Result<{ into: TagRow; from: TagRow }, TagFault>> => {
  if (intoId === fromId) return fail('SAME_TAG');
  const found = await rows.find({ _id: { $in: [intoId, fromId] } }, { maxTimeMS: readDeadlineMs }).toArray();
  const into = found.find(({ _id }) => _id === intoId);
  const from = found.find(({ _id }) => _id === fromId);
  if (into === undefined || from === undefined) return fail('NOT_FOUND');
  return from.mergedInto === intoId || into.mergedInto != null ? fail('SAME_TAG') : ok({ into, from });
};

const isApart = (one: TagRow, other: TagRow): boolean =>
  (one.apart ?? []).includes(other._id) || (other.apart ?? []).includes(one._id);

const mergedFields = (into: TagRow, from: TagRow, now: Date) => {
  const names = { ...from.names, ...into.names };
  const aliases = withAliases(into, allNames(from));
  const kind = (into.kind ?? 'TOPIC') === 'TOPIC' ? (from.kind ?? 'TOPIC') : (into.kind ?? 'TOPIC');
  return {
    $set: {
      names,
      aliases,
      kind,
      slugs: slugsOf({ ...into, names, aliases }),
      isGlossed: true,
      changedAt: now,
    },
    $addToSet: { mergedIds: { $each: [from._id, ...(from.mergedIds ?? [])] } },
    $pull: { apart: from._id },
    $max: { lastUsedAt: from.lastUsedAt },
  };
};
