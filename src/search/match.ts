/* What each segment has for one leaf of a plan, with the leaf's idf counted over all segments. */
import { firstNotAfter } from './columns.ts';
import { idfOf, uniteLists } from './evaluate.ts';
import type { LeafMatches } from './evaluate.ts';
import type { WeightedForm } from './expand.ts';
import { matchPhrase } from './phrase.ts';
import type { PhraseMatches } from './phrase.ts';
import type { Leaf } from './plan.ts';
import { countDocs } from './postings.ts';
import { scriptsOf } from './statistics.ts';
import type { CollectionStatistics } from './statistics.ts';

/** A leaf with the forms that stand for it. */
export interface ResolvedLeaf {
  leaf: Leaf;
  forms: readonly WeightedForm[];
}

/** Encoded lists of a segment by form; a form that the segment does not have is absent. */
export interface SegmentLists {
  sortAt: Float64Array;
  docs: ReadonlyMap<string, Uint8Array>;
  /** Of the forms of phrases only. */
  positions: ReadonlyMap<string, Uint8Array>;
}

const empty: PhraseMatches = { docs: [], counts: [] };

const phraseIn = ({ docs, positions }: SegmentLists, forms: readonly string[]): PhraseMatches => {
  const lists = [...new Set(forms)].flatMap(form => {
    const list = docs.get(form);
    const at = positions.get(form);
    return list === undefined || at === undefined ? [] : [{ form, list: { docs: list, positions: at } }];
  });
  const byForm = new Map(lists.map(({ form, list }) => [form, list] as const));
  const ordered = forms.flatMap(form => byForm.get(form) ?? []);
  return ordered.length === forms.length ? matchPhrase(ordered) : empty;
};

/** A word or a filter in every segment. */
const matchForms = (
  { leaf, forms }: ResolvedLeaf,
  segments: readonly SegmentLists[],
  { statistics, scratch }: Counting,
): LeafMatches[] => {
  const lists = segments.map(({ docs }) =>
    forms.flatMap(({ form, weight }) => {
      const list = docs.get(form);
      return list === undefined ? [] : [{ docs: list, weight }];
    }),
  );
  let found = 0;
  const matches = lists.map((here): LeafMatches => {
    const [only] = here;
    if (here.length === 1 && only !== undefined) {
      found += countDocs(only.docs) * only.weight;
      return { kind: 'list', list: only, idf: 0 };
    }
    const union = uniteLists(here, scratch);
    found += union.found;
    return { kind: 'found', docs: union.docs, frequencies: union.frequencies, idf: 0 };
  });
  if (leaf.kind === 'filter') return matches;
  const present = forms
    .filter(({ form }) => segments.some(({ docs }) => docs.has(form)))
    .map(({ form }) => form);
  const idf =
    idfOf(statistics.docCountFor(scriptsOf(present)), found) *
    (leaf.kind === 'word' && leaf.word.stop ? stopWordShare : 1);
  return matches.map(match => ({ ...match, idf }));
};

/** What a word of grammar counts beside other words. */
const stopWordShare = 0.5;

/** What counting over all segments needs. */
export interface Counting {
  statistics: CollectionStatistics;
  /** Zeros, one for each document of the largest segment. */
  scratch: Float32Array;
}

/** The same leaf in every segment; its idf is counted over all of them. */
export const matchLeaf = (
  resolved: ResolvedLeaf,
  segments: readonly SegmentLists[],
  counting: Counting,
): LeafMatches[] => {
  const { leaf } = resolved;
  if (leaf.kind === 'range') {
    return segments.map(({ sortAt }) => ({
      kind: 'range',
      from: firstNotAfter(sortAt, leaf.before - 1),
      to: firstNotAfter(sortAt, leaf.after - 1),
    }));
  }
  if (leaf.kind !== 'phrase') return matchForms(resolved, segments, counting);
  const matches = segments.map(each => phraseIn(each, leaf.forms));
  const found = matches.reduce((sum, { docs }) => sum + docs.length, 0);
  const idf = idfOf(counting.statistics.docCountFor(scriptsOf(leaf.forms)), found);
  return matches.map(({ docs, counts }) => ({ kind: 'found', docs, frequencies: counts, idf }));
};
