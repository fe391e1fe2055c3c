/* Several segments into one, without their dead documents; numbers are dealt anew by time. */
import { compareRows } from './columns.ts';
import type { ColumnRow } from './columns.ts';
import { PostingMerger } from './postings.ts';
import { isFilterForm } from './segment.ts';
import type { EncodedForm, SegmentData } from './segment.ts';

export interface MergeSource {
  rows: readonly ColumnRow[];
  forms: ReadonlyMap<string, EncodedForm>;
  isDead: (doc: number) => boolean;
}

/** Where a document of a source goes; -1 where it is dead. */
type Renumbering = Int32Array;

const renumber = (sources: readonly MergeSource[]): { rows: ColumnRow[]; maps: Renumbering[] } => {
  const live = sources.flatMap((source, from) =>
    source.rows.flatMap((row, doc) => (source.isDead(doc) ? [] : [{ row, from, doc }])),
  );
  live.sort((a, b) => compareRows(a.row, b.row));
  const maps = sources.map(source => new Int32Array(source.rows.length).fill(-1));
  for (const [number, { from, doc }] of live.entries()) {
    const map = maps[from];
    if (map !== undefined) map[doc] = number;
  }
  return { rows: live.map(({ row }) => row), maps };
};

/** Null: no document that is alive has the form. */
const mergeForm = (
  form: string,
  sources: readonly MergeSource[],
  maps: readonly Renumbering[],
): EncodedForm | null => {
  const merger = new PostingMerger();
  for (const [i, source] of sources.entries()) {
    const encoded = source.forms.get(form);
    const map = maps[i];
    if (encoded !== undefined && map !== undefined) merger.add(encoded.docs, encoded.positions, map);
  }
  if (merger.size === 0) return null;
  const { docs, positions } = merger.encode();
  return { form, docs, positions: isFilterForm(form) ? null : positions };
};

/** One form is decoded at a time: whole segments of positions would not fit in memory. */
export const mergeSegments = (sources: readonly MergeSource[]): SegmentData => {
  const { rows, maps } = renumber(sources);
  const forms: EncodedForm[] = [];
  for (const form of new Set(sources.flatMap(source => [...source.forms.keys()]))) {
    const merged = mergeForm(form, sources, maps);
    if (merged !== null) forms.push(merged);
  }
  return { rows, forms };
};

export interface MergeCandidate {
  id: number;
  docCount: number;
  deadCount: number;
}

/** Segments of like size are merged this many at a time. */
const mergeFactor = 8;
/** No merge makes a larger segment: it has to be held in memory whole. */
export const maxSegmentDocs = 65_536;
/** A segment with more than this share of dead documents is rewritten alone. */
const maxDeadShare = 0.3;

const tierOf = (docs: number): number => Math.floor(Math.log(Math.max(1, docs)) / Math.log(mergeFactor));

/** Ids of the segments to merge next, or null when the index is in good shape. Small ones come first. */
export const chooseMerge = (segments: readonly MergeCandidate[]): number[] | null => {
  const live = segments.map(({ id, docCount, deadCount }) => ({ id, docCount, docs: docCount - deadCount }));
  const tiers = Map.groupBy(live, segment => tierOf(segment.docs));
  for (const tier of [...tiers.keys()].sort((a, b) => a - b)) {
    const chosen: number[] = [];
    let total = 0;
    let full = false;
    for (const { id, docs } of tiers.get(tier) ?? []) {
      if (total + docs > maxSegmentDocs) {
        full = true;
        continue;
      }
      chosen.push(id);
      total += docs;
      if (chosen.length === mergeFactor) return chosen;
    }
    // Fewer than usual, because a whole group would be too large.
    if (full && chosen.length > 1 && total > maxSegmentDocs / 2) return chosen;
  }
  const wasteful = live.find(({ docCount, docs }) => docCount - docs > docCount * maxDeadShare);
  return wasteful === undefined ? null : [wasteful.id];
};
