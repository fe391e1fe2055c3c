/* The vocabulary: under each key the forms that share it. It only grows, so writers need no agreement. */
import type { Connection, mongo } from 'mongoose';
import { ByteCache } from '../search/byte-cache.ts';
import { vocabularyKeys } from '../search/vocabulary.ts';
import { isDuplicate } from './faults.ts';
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

type Rows = mongo.Collection<VocabularyRow>;
type Listing = readonly (readonly [key: string, forms: string[]])[];

const upsert = async (rows: Rows, listing: Listing): Promise<void> => {
  if (listing.length === 0) return;
  const writes: mongo.AnyBulkWriteOperation<VocabularyRow>[] = listing.map(([key, forms]) => ({
    updateOne: { filter: { _id: key }, update: { $addToSet: { forms: { $each: forms } } }, upsert: true },
  }));
  await rows.bulkWrite(writes, { ordered: false });
};

/** Of what is to be listed, that which is not there: keys that are new, and keys that lack a form. */
const missing = async (rows: Rows, listing: Listing): Promise<{ fresh: Listing; grown: Listing }> => {
  const found = await rows
    .find({ _id: { $in: listing.map(([key]) => key) } }, { batchSize: listing.length })
    .toArray();
  const known = new Map(found.map(({ _id, forms }) => [_id, new Set(forms)] as const));
  const grown = listing.flatMap(([key, forms]) => {
    const there = known.get(key);
    const lacking = there === undefined ? [] : forms.filter(form => !there.has(form));
    return lacking.length === 0 ? [] : [[key, lacking] as const];
  });
  return { fresh: listing.filter(([key]) => !known.has(key)), grown };
};

/** New keys are inserted: that costs the database a fraction of an upsert, and most keys of an empty index are new. */
const list = async (rows: Rows, listing: Listing): Promise<void> => {
  const { fresh, grown } = await missing(rows, listing);
  await upsert(rows, grown);
  if (fresh.length === 0) return;
  try {
    await rows.insertMany(
      fresh.map(([_id, forms]) => ({ _id, forms })),
      { ordered: false },
    );
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
    // Others were quicker with some of them: what they have written may lack our forms.
    await upsert(rows, fresh);
  }
};

export const createVocabularyStore = (connection: Connection, cacheBytes: number) => {
  const rows: Rows = connection.getClient().db(connection.name).collection<VocabularyRow>('searchVocabulary');
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
          await list(rows, batch);
        } catch (thrown) {
          // Two upserts of a new key may collide; both find it the second time.
          if (!isDuplicate(thrown)) throw thrown;
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
