/* Segments as the reader and the writer see them: decoded parts, remembered within a limit of bytes. */
import { ByteCache } from '../search/byte-cache.ts';
import { decodeIds, decodeNorms } from '../search/columns.ts';
import type { SegmentIds, SegmentNorms } from '../search/columns.ts';
import { deadKey, decodeDead, noneDead } from '../search/dead.ts';
import type { DeadSet } from '../search/dead.ts';
import { blockKeys, findInBucket } from '../search/segment.ts';
import { blockId } from './search-blocks.ts';
import type { BlockStore } from './search-blocks.ts';
import type { SegmentEntry } from './search-manifest.ts';

/** A segment was merged away while it was being read: read the manifest again. */
export class SegmentGone extends Error {
  constructor(id: number) {
    super(`search segment ${id} is gone`);
    this.name = 'SegmentGone';
  }
}

export interface OpenSegment {
  entry: SegmentEntry;
  norms: SegmentNorms;
  ids: SegmentIds;
  dead: DeadSet;
}

/** Encoded lists of one segment by form; a form that the segment does not have is absent. */
export type FormLists = ReadonlyMap<string, Uint8Array>;

export type ListKind = 'docs' | 'positions';

type Part = { norms: SegmentNorms } | { ids: SegmentIds } | { dead: DeadSet };

const partBytes = (part: Part): number => {
  if ('norms' in part) return part.norms.lengths.length * 12;
  return 'ids' in part ? part.ids.bytes : part.dead.docs.length * 9;
};

export type SegmentReader = ReturnType<typeof createSegmentReader>;

const absent = new Uint8Array(0);

const keysOf = (entry: SegmentEntry, form: string, kind: ListKind): { own: string; bucket: string } =>
  kind === 'docs'
    ? { own: blockKeys.ownDocs(form), bucket: blockKeys.bucketDocs(form, entry.buckets) }
    : { own: blockKeys.ownPositions(form), bucket: blockKeys.bucketPositions(form, entry.buckets) };

const cacheKey = (entry: SegmentEntry, form: string, kind: ListKind): string =>
  `${entry.id}${kind === 'docs' ? '=' : '+'}${form}`;

interface Wanted {
  form: string;
  cacheKey: string;
  own: string;
  bucket: string;
}

const wantedOf = (entry: SegmentEntry, form: string, kind: ListKind): Wanted => {
  const { own, bucket } = keysOf(entry, form, kind);
  return {
    form,
    cacheKey: cacheKey(entry, form, kind),
    own: blockId({ segment: entry.id, key: own }),
    bucket: blockId({ segment: entry.id, key: bucket }),
  };
};

/** Copies, so that no whole bucket stays in memory for one list. */
const inBuckets = (
  wanted: readonly Wanted[],
  blocks: ReadonlyMap<string, Uint8Array>,
): Map<Wanted, Uint8Array> => {
  const lists = new Map<Wanted, Uint8Array>();
  for (const [bucket, here] of Map.groupBy(wanted, each => each.bucket)) {
    const block = blocks.get(bucket);
    if (block === undefined) continue;
    const found = findInBucket(
      block,
      here.map(({ form }) => form),
    );
    for (const each of here) {
      const list = found.get(each.form);
      if (list !== undefined) lists.set(each, Uint8Array.from(list));
    }
  }
  return lists;
};

/** Buckets first, then the long lists that the buckets only name. */
const loadLists = async (blocks: BlockStore, wanted: readonly Wanted[]): Promise<Map<Wanted, Uint8Array>> => {
  const lists = inBuckets(wanted, await blocks.load([...new Set(wanted.map(({ bucket }) => bucket))]));
  const long = [...lists].filter(([, list]) => list.length === 0).map(([each]) => each);
  if (long.length === 0) return lists;
  const own = await blocks.load(long.map(each => each.own));
  for (const each of long) lists.set(each, own.get(each.own) ?? absent);
  return lists;
};

export const createSegmentReader = (blocks: BlockStore, cacheBytes: number) => {
  const parts = new ByteCache<Part>(cacheBytes / 2, partBytes);

  /** The parts by block id. What was just loaded is kept here too: a small cache may have dropped it already. */
  const loadParts = async (ids: readonly string[]): Promise<Map<string, Part>> => {
    const found = new Map<string, Part>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = parts.get(id);
      if (known === undefined) missing.push(id);
      else found.set(id, known);
    }
    if (missing.length === 0) return found;
    for (const [id, data] of await blocks.load(missing)) {
      const part = decodePart(id, data);
      parts.set(id, part);
      found.set(id, part);
    }
    return found;
  };

  return {
    /** Throws SegmentGone where a part is not there any more. */
    open: async (entries: readonly SegmentEntry[]): Promise<OpenSegment[]> => {
      const loaded = await loadParts(entries.flatMap(partIds));
      return entries.map(entry => {
        const [norms, ids, dead] = partIds(entry).map(id => loaded.get(id));
        const deadSet = entry.deadGeneration === 0 ? { dead: noneDead } : dead;
        if (norms === undefined || !('norms' in norms)) throw new SegmentGone(entry.id);
        if (ids === undefined || !('ids' in ids)) throw new SegmentGone(entry.id);
        if (deadSet === undefined || !('dead' in deadSet)) throw new SegmentGone(entry.id);
        return { entry, norms: norms.norms, ids: ids.ids, dead: deadSet.dead };
      });
    },

    lists: createListReader(blocks, cacheBytes / 2),
  };
};

/** Lists of forms in each segment, in the order of `entries`; everything missing is fetched in one go. */
const createListReader = (blocks: BlockStore, cacheBytes: number) => {
  const cache = new ByteCache<Uint8Array>(cacheBytes, list => list.length);
  return async (
    entries: readonly SegmentEntry[],
    forms: readonly string[],
    kind: ListKind,
  ): Promise<FormLists[]> => {
    const found = new Map<string, Uint8Array>();
    const missing: Wanted[] = [];
    for (const entry of entries) {
      for (const form of forms) {
        const key = cacheKey(entry, form, kind);
        const known = cache.get(key);
        if (known === undefined) missing.push(wantedOf(entry, form, kind));
        else found.set(key, known);
      }
    }
    if (missing.length > 0) {
      const loaded = await loadLists(blocks, missing);
      for (const each of missing) {
        const list = loaded.get(each) ?? absent;
        cache.set(each.cacheKey, list);
        found.set(each.cacheKey, list);
      }
    }
    return entries.map(entry => formLists(entry, forms, { kind, found }));
  };
};

const formLists = (
  entry: SegmentEntry,
  forms: readonly string[],
  { kind, found }: { kind: ListKind; found: ReadonlyMap<string, Uint8Array> },
): FormLists => {
  const byForm = new Map<string, Uint8Array>();
  for (const form of forms) {
    const list = found.get(cacheKey(entry, form, kind));
    if (list !== undefined && list.length > 0) byForm.set(form, list);
  }
  return byForm;
};

const partIds = (entry: SegmentEntry): string[] => {
  const keys: string[] = [blockKeys.norms, blockKeys.ids];
  if (entry.deadGeneration > 0) keys.push(deadKey(entry.deadGeneration));
  return keys.map(key => blockId({ segment: entry.id, key }));
};

const decodePart = (id: string, data: Uint8Array): Part => {
  const key = id.slice(id.indexOf(':') + 1);
  if (key === blockKeys.norms) return { norms: decodeNorms(data) };
  return key === blockKeys.ids ? { ids: decodeIds(data) } : { dead: decodeDead(data) };
};
