/* Exact phrases: the documents that hold all forms, then their positions. */
import { ByteReader } from './bytes.ts';
import { forEachDoc, readPositions } from './postings.ts';

export interface PhraseForm {
  docs: Uint8Array;
  positions: Uint8Array;
}

export interface PhraseMatches {
  docs: number[];
  counts: number[];
}

/** Positions of `wanted` documents (ascending) in an encoded list, by document. */
const positionsIn = ({ docs, positions }: PhraseForm, wanted: ReadonlySet<number>): Map<number, number[]> => {
  const found = new Map<number, number[]>();
  const reader = new ByteReader(positions);
  forEachDoc(docs, doc => {
    if (wanted.has(doc)) found.set(doc, readPositions(reader));
    else skipPositions(reader);
  });
  return found;
};

const skipPositions = (reader: ByteReader): void => {
  for (let left = reader.varint(); left > 0 && !reader.done; left -= 1) reader.varint();
};

/** Documents that hold every form, ascending. */
const intersection = (forms: readonly PhraseForm[]): number[] => {
  // Shortest list first: the later ones only strike out.
  const sorted = [...forms].sort((a, b) => a.docs.length - b.docs.length);
  let docs: number[] | null = null;
  for (const form of sorted) {
    const held = new Set<number>();
    const before: ReadonlySet<number> | null = docs === null ? null : new Set(docs);
    forEachDoc(form.docs, doc => {
      if (before === null || before.has(doc)) held.add(doc);
    });
    docs = [...held];
    if (docs.length === 0) break;
  }
  return docs ?? [];
};

/** Where `forms` stand one after the other, in the order given; a form may occur twice. */
export const matchPhrase = (forms: readonly PhraseForm[]): PhraseMatches => {
  const matches: PhraseMatches = { docs: [], counts: [] };
  const candidates = intersection(forms);
  if (candidates.length === 0) return matches;
  const wanted = new Set(candidates);
  const byForm = new Map(forms.map(form => [form, positionsIn(form, wanted)] as const));
  for (const doc of candidates) {
    const lists = forms.map(form => byForm.get(form)?.get(doc) ?? []);
    const later = lists.slice(1).map(list => new Set(list));
    const starts = lists[0] ?? [];
    const count = starts.filter(start => later.every((set, i) => set.has(start + i + 1))).length;
    if (count === 0) continue;
    matches.docs.push(doc);
    matches.counts.push(count);
  }
  return matches;
};
