/* Merging in the background: many small segments into fewer large ones, and clearing away what nobody reads. */
import { decodeIds, decodeNorms } from '../search/columns.ts';
import type { ColumnRow } from '../search/columns.ts';
import { createDeadSet, deadKey, decodeDead, encodeDead, noneDead } from '../search/dead.ts';
import type { DeadSet } from '../search/dead.ts';
import { chooseMerge, mergeSegments } from '../search/merge.ts';
import type { MergeSource } from '../search/merge.ts';
import { blockKeys, decodeBucket, encodeSegment } from '../search/segment.ts';
import type { EncodedForm, SegmentSummary } from '../search/segment.ts';
import type { BlockStore } from './search-blocks.ts';
import type { Manifest, ManifestStore, SegmentEntry } from './search-manifest.ts';

export interface MergerDeps {
  blocks: BlockStore;
  manifests: ManifestStore;
  /** Distinguishes this process from others that merge. */
  owner: string;
  signal: AbortSignal;
}

type Blocks = ReadonlyMap<string, Uint8Array>;

const addBucket = (lists: Map<string, Uint8Array>, data: Uint8Array): void => {
  for (const [form, list] of decodeBucket(data)) if (list.length > 0) lists.set(form, list);
};

/** All lists of one kind, whether in buckets or in blocks of their own. */
const listsIn = (blocks: Blocks, own: string, bucket: string): Map<string, Uint8Array> => {
  const lists = new Map<string, Uint8Array>();
  for (const [key, data] of blocks) {
    if (key.startsWith(own)) lists.set(key.slice(own.length), data);
    else if (key.startsWith(bucket)) addBucket(lists, data);
  }
  return lists;
};

const rowsIn = (blocks: Blocks, entry: SegmentEntry): ColumnRow[] => {
  const norms = blocks.get(blockKeys.norms);
  const packedIds = blocks.get(blockKeys.ids);
  if (norms === undefined || packedIds === undefined)
    throw new Error(`search segment ${entry.id} lost its documents`);
  const { sortAt, lengths } = decodeNorms(norms);
  const ids = decodeIds(packedIds);
  return Array.from({ length: entry.docCount }, (_, doc) => ({
    id: ids.idAt(doc),
    revision: ids.revisionAt(doc),
    sortAt: sortAt[doc] ?? 0,
    length: lengths[doc] ?? 0,
  }));
};

interface Source extends MergeSource {
  entry: SegmentEntry;
  dead: DeadSet;
}

const readSource = async (blocks: BlockStore, entry: SegmentEntry): Promise<Source> => {
  const stored = await blocks.loadSegment(entry.id);
  const positions = listsIn(stored, '+', 'p');
  const forms = new Map<string, EncodedForm>();
  for (const [form, docs] of listsIn(stored, '=', 'd'))
    forms.set(form, { form, docs, positions: positions.get(form) ?? null });
  const deadBlock = stored.get(deadKey(entry.deadGeneration));
  const dead = deadBlock === undefined ? noneDead : decodeDead(deadBlock);
  return { entry, dead, rows: rowsIn(stored, entry), forms, isDead: dead.has };
};

interface Merged {
  id: number;
  summary: SegmentSummary;
  /** Number of each document by its id. */
  numbers: ReadonlyMap<string, number>;
  sources: readonly Source[];
}

/** Documents of the sources that died while they were being merged, by their new number; null if a source is gone. */
const lateDeaths = async (
  blocks: BlockStore,
  manifest: Manifest,
  merged: Merged,
): Promise<number[] | null> => {
  const late: number[] = [];
  for (const { entry, dead, rows } of merged.sources) {
    const now = manifest.segments.find(({ id }) => id === entry.id);
    if (now === undefined) return null;
    if (now.deadGeneration === entry.deadGeneration) continue;
    const address = `${entry.id}:${deadKey(now.deadGeneration)}`;
    const block = (await blocks.load([address])).get(address);
    // Outdated already: the commit would fail, and the next try reads a newer manifest.
    if (block === undefined) continue;
    for (const doc of decodeDead(block).docs) {
      const number = dead.has(doc) ? undefined : merged.numbers.get(rows[doc]?.id ?? '');
      if (number !== undefined) late.push(number);
    }
  }
  return late;
};

const entryOf = ({ id, summary, sources }: Merged, deadCount: number): SegmentEntry => ({
  ...summary,
  id,
  // The oldest, so that a list that is being paged through keeps what it had.
  born: Math.min(...sources.map(({ entry }) => entry.born)),
  deadCount,
  deadGeneration: deadCount === 0 ? 0 : id,
  analyserVersion: Math.min(...sources.map(({ entry }) => entry.analyserVersion)),
});

const maxAttempts = 60;

const commitMerge = async ({ blocks, manifests, signal }: MergerDeps, merged: Merged): Promise<boolean> => {
  const replaced = new Set(merged.sources.map(({ entry }) => entry.id));
  for (let tries = 0; tries < maxAttempts && !signal.aborted; tries += 1) {
    const manifest = await manifests.read();
    const late = await lateDeaths(blocks, manifest, merged);
    if (late === null) return false;
    const dead = createDeadSet(late);
    if (late.length > 0)
      await blocks.replace({ segment: merged.id, key: deadKey(merged.id) }, encodeDead(dead));
    const rest = manifest.segments.filter(({ id }) => !replaced.has(id));
    const entry = entryOf(merged, dead.docs.length);
    const keeps = entry.docCount > entry.deadCount;
    const done = await manifests.commit({
      from: manifest.epoch,
      segments: keeps ? [...rest, entry] : rest,
      committed: merged.id,
      retired: keeps ? [...replaced] : [...replaced, merged.id],
    });
    if (done) return true;
    if (!(await manifests.isPending(merged.id))) return false;
  }
  return false;
};

const mergeOnce = async (deps: MergerDeps, entries: readonly SegmentEntry[]): Promise<boolean> => {
  const sources: Source[] = [];
  for (const entry of entries) sources.push(await readSource(deps.blocks, entry));
  if (deps.signal.aborted) return false;
  const data = mergeSegments(sources);
  const { blocks, summary } = encodeSegment(data);
  const id = await deps.manifests.allocate();
  await deps.blocks.insert(id, blocks);
  const numbers = new Map(data.rows.map((row, doc) => [row.id, doc] as const));
  return commitMerge(deps, { id, summary, numbers, sources });
};

/** Removes blocks that belong to no segment, of merges long done and of writers that died. */
export const clearExpired = async ({ blocks, manifests }: MergerDeps): Promise<void> => {
  const expired = await manifests.takeExpired();
  for (const id of expired) await blocks.removeSegment(id);
  if (expired.length > 0) await manifests.forget(expired);
};

/** Merges until the index is in good shape, unless another process is at it. */
export const mergeAll = async (deps: MergerDeps): Promise<void> => {
  const { manifests, owner, signal } = deps;
  const isDue = async (): Promise<SegmentEntry[] | null> => {
    const { segments } = await manifests.read();
    const chosen = chooseMerge(segments);
    return chosen === null ? null : segments.filter(({ id }) => chosen.includes(id));
  };
  for (let entries = await isDue(); entries !== null && !signal.aborted; entries = await isDue()) {
    if (!(await manifests.takeMergeLease(owner))) return;
    try {
      if (!(await mergeOnce(deps, entries))) return;
    } finally {
      await manifests.releaseMergeLease(owner);
    }
  }
  if (!signal.aborted) await clearExpired(deps);
};
