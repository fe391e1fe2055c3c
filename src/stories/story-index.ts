import type { Story, StoryPart } from './story.ts';
import { cutVector, type TermVector } from './vector.ts';

/** Finds the stories that share strong terms with one, without comparing with all of them. */
export interface StoryIndex {
  /** Makes a story findable, in place of what it was before. */
  put(story: Story): void;
  remove(storyId: string): void;
  get(storyId: string): Story | undefined;
  all(): Story[];
  /** The stories with the most in common, best first; never the story itself. */
  nearest(story: Story, limit: number): Story[];
}

/** So many entries are read for one question, rare terms first: its cost does not grow with the index. */
const maxEntries = 40_000;
/** A large story is looked up by its strongest terms. */
const maxAskedTerms = 120;

/** By term, the slots of the stories that have it and the sum of its weights there. */
type TermEntries = Map<number, Map<number, number>>;

interface Tables {
  /** Stories stand in numbered slots, so that scores can be added up in an array. */
  slots: (Story | null)[];
  slotOf: Map<string, number>;
  free: number[];
  byLanguage: Map<string, TermEntries>;
  /** Zero between questions. */
  scores: Float64Array;
}

export const createStoryIndex = (): StoryIndex => {
  const tables: Tables = {
    slots: [],
    slotOf: new Map(),
    free: [],
    byLanguage: new Map(),
    scores: new Float64Array(1024),
  };
  const get = (storyId: string): Story | undefined =>
    tables.slots[tables.slotOf.get(storyId) ?? -1] ?? undefined;
  return {
    get,
    all: () => tables.slots.filter(story => story !== null),
    put: story => put(tables, story),
    remove: storyId => {
      const slot = tables.slotOf.get(storyId);
      const story = get(storyId);
      if (slot === undefined || story === undefined) return;
      for (const [language, part] of story.parts) leavePart(tables, { language, part, slot }, null);
      tables.slotOf.delete(storyId);
      tables.slots[slot] = null;
      tables.free.push(slot);
    },
    nearest: (story, limit) =>
      scored(tables, story)
        .sort((a, b) => b.score - a.score || (a.story.id < b.story.id ? -1 : 1))
        .slice(0, limit)
        .map(found => found.story),
  };
};

const put = (tables: Tables, story: Story): void => {
  const slot = tables.slotOf.get(story.id) ?? tables.free.pop() ?? tables.slots.length;
  const before = tables.slots[slot] ?? null;
  tables.slots[slot] = story;
  tables.slotOf.set(story.id, slot);
  if (slot >= tables.scores.length) tables.scores = new Float64Array(tables.scores.length * 2);
  for (const [language, part] of before?.parts ?? [])
    leavePart(tables, { language, part, slot }, story.parts.get(language) ?? null);
  for (const [language, part] of story.parts) enterPart(tables, { language, part, slot });
};

interface Entry {
  language: string;
  part: StoryPart;
  slot: number;
}

const families = ['stems', 'keys'] as const;

const enterPart = ({ byLanguage }: Tables, { language, part, slot }: Entry): void => {
  const terms: TermEntries = byLanguage.get(language) ?? new Map<number, Map<number, number>>();
  byLanguage.set(language, terms);
  for (const family of families) {
    const { terms: own, weights } = part[family];
    for (const [at, term] of own.entries()) {
      const sum = weights[at] ?? 0;
      const entries = terms.get(term);
      if (entries === undefined) terms.set(term, new Map([[slot, sum]]));
      else entries.set(slot, sum);
    }
  }
};

/** Takes out the terms of a part that are not in the one that comes in its place. */
const leavePart = ({ byLanguage }: Tables, { language, part, slot }: Entry, next: StoryPart | null): void => {
  const terms = byLanguage.get(language);
  for (const family of families) {
    const staying = new Set(next?.[family].terms);
    for (const term of part[family].terms) {
      if (staying.has(term)) continue;
      const entries = terms?.get(term);
      entries?.delete(slot);
      if (entries?.size === 0) terms?.delete(term);
    }
  }
};

interface Scored {
  story: Story;
  score: number;
}

/** Every story with a term in common, by the product of mean weights: the best of all pairs of languages. */
const scored = (tables: Tables, story: Story): Scored[] => {
  const best = new Map<number, number>();
  for (const [own, part] of story.parts) {
    for (const [language, terms] of tables.byLanguage) {
      // Stems are looked up in their own language, keys in every other.
      const touched = addUp(tables, terms, part[language === own ? 'stems' : 'keys']);
      for (const slot of touched) {
        const articles = tables.slots[slot]?.parts.get(language)?.articles ?? 1;
        const score = (tables.scores[slot] ?? 0) / (part.articles * articles);
        tables.scores[slot] = 0;
        best.set(slot, Math.max(score, best.get(slot) ?? 0));
      }
    }
  }
  return [...best].flatMap(([slot, score]) => {
    const found = tables.slots[slot];
    return found === null || found === undefined || found.id === story.id ? [] : [{ story: found, score }];
  });
};

/** Adds the products of sums to the scores of the slots, and gives the slots that were touched. */
const addUp = ({ scores }: Tables, terms: TermEntries, asked: TermVector): number[] => {
  const strongest = new Set(cutVector(asked, maxAskedTerms).terms);
  const questions = [...asked.terms.entries()]
    .filter(([, term]) => strongest.has(term))
    .map(([at, term]) => ({ sum: asked.weights[at] ?? 0, entries: terms.get(term) }))
    .sort((a, b) => (a.entries?.size ?? 0) - (b.entries?.size ?? 0));
  const touched: number[] = [];
  let read = 0;
  for (const { sum, entries } of questions) {
    if (entries === undefined) continue;
    read += entries.size;
    if (read > maxEntries) break;
    for (const [slot, other] of entries) {
      const before = scores[slot] ?? 0;
      if (before === 0) touched.push(slot);
      scores[slot] = before + sum * other;
    }
  }
  return touched;
};
