/* The vocabulary: under each key the forms that share it. It only grows, so writers need no agreement. */
import type { Connection, mongo } from 'mongoose';
import { ByteCache } from '../search/byte-cache.ts';
import { vocabularyKeys } from '../search/vocabulary.ts';
import { readDeadlineMs, writeBatchSize } from './limits.ts';

interface VocabularyRow {
  _id: string;
  forms: string[];
}

interface Remembered {
  forms: readonly string[];
  at: number;
}

export type VocabularyStore = ReturnType<typeof createVocabularyStore>;

/** New forms of a word may stay unknown this long; the word itself never is. */
const maxAgeMs = 500;
/** Forms that this process knows to be listed. */
const maxListed = 200_000;
const duplicateKey = 11_000;

const isDuplicateKey = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === duplicateKey;

/** Forms to add, by key. */
const byKey = (forms: Iterable<string>, listed: ReadonlySet<string>): Map<string, string[]> => {
  const added = new Map<string, string[]>();
  for (const form of forms) {
    if (listed.has(form)) continue;
    for (const key of vocabularyKeys(form)) {
      const list = added.get(key);
      if (list === undefined) added.set(key, [form]);
      else list.push(form);
    }
  }
  return added;
};

const upsert = async (
  rows: mongo.Collection<VocabularyRow>,
  batch: readonly (readonly [string, string[]])[],
): Promise<void> => {
  const writes: mongo.AnyBulkWriteOperation<VocabularyRow>[] = batch.map(([key, forms]) => ({
    updateOne: { filter: { _id: key }, update: { $addToSet: { forms: { $each: forms } } }, upsert: true },
  }));
  await rows.bulkWrite(writes, { ordered: false });
};

export const createVocabularyStore = (connection: Connection, cacheBytes: number) => {
  const rows: mongo.Collection<VocabularyRow> = connection
    .getClient()
    .db(connection.name)
    .collection<VocabularyRow>('searchVocabulary');
  const listed = new Set<string>();
  const cache = new ByteCache<Remembered>(cacheBytes, ({ forms }) =>
    forms.reduce((sum, form) => sum + form.length * 2 + 24, 64),
  );

  return {
    /** Lists forms; must be done before a segment that holds them is committed. */
    add: async (forms: readonly string[]): Promise<void> => {
      const added = [...byKey(forms, listed)];
      for (let from = 0; from < added.length; from += writeBatchSize) {
        const batch = added.slice(from, from + writeBatchSize);
        try {
          await upsert(rows, batch);
        } catch (thrown) {
          // Two upserts of a new key may collide; both find it the second time.
          if (!isDuplicateKey(thrown)) throw thrown;
          await upsert(rows, batch);
        }
      }
      for (const [key] of added) cache.delete(key);
      if (listed.size + forms.length > maxListed) listed.clear();
      for (const form of forms.slice(0, maxListed)) listed.add(form);
    },

    /** Forms under each key, none for a key that is not there. */
    find: async (keys: readonly string[], now: number): Promise<Map<string, readonly string[]>> => {
      const found = new Map<string, readonly string[]>();
      const missing: string[] = [];
      for (const key of new Set(keys)) {
        const known = cache.get(key);
        if (known !== undefined && now - known.at < maxAgeMs) found.set(key, known.forms);
        else missing.push(key);
      }
      if (missing.length === 0) return found;
      const read = await rows.find({ _id: { $in: missing } }, { maxTimeMS: readDeadlineMs }).toArray();
      const byId = new Map(read.map(row => [row._id, row.forms] as const));
      for (const key of missing) {
        const forms = byId.get(key) ?? [];
        cache.set(key, { forms, at: now });
        found.set(key, forms);
      }
      return found;
    },
  };
};
