/*
 * From a query's tree to what the index is asked: leaves that are posting lists, a condition over them, and the
 * plain words, which may be relaxed when too few articles hold them all.
 */
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { analyse } from '../text/analyse.ts';
import type { QueryField, QueryNode } from './query.ts';
import { parseDay } from './query.ts';
import type { SearchFault, SearchRequest } from './request.ts';
import { filterForm } from './segment.ts';
import type { FilterField } from './segment.ts';

/** A word as the query has it, before its forms are looked up. */
export interface QueryWord {
  form: string;
  stop: boolean;
  /** Below a `not`: the word and its inflections only, never what resembles it. */
  strict: boolean;
}

export type Leaf =
  | { kind: 'word'; word: QueryWord }
  | { kind: 'phrase'; forms: string[] }
  | { kind: 'filter'; forms: string[] }
  | { kind: 'range'; after: number; before: number };

export type Condition =
  | { kind: 'leaf'; leaf: number }
  | { kind: 'all' | 'any'; children: Condition[] }
  | { kind: 'not'; child: Condition };

export interface SearchPlan {
  leaves: Leaf[];
  /** What every hit fulfils. */
  required: Condition[];
  /** Leaves of plain words at the top of the query. */
  plain: number[];
  /** Leaves that add to the score of hits and ask for nothing: words of grammar beside others. */
  optional: number[];
  /** Milliseconds; hits lie in [after, before). */
  after: number;
  before: number;
}

/** The leaves that a document fulfils are bits of one 32-bit integer. */
export const maxLeaves = 31;

/** A plan in the making. */
interface Draft {
  leaves: Leaf[];
  required: Condition[];
  plain: Map<string, QueryWord>;
  after: number;
  before: number;
}

const filterFields: Readonly<Partial<Record<QueryField, FilterField>>> = {
  lang: 'lang',
  source: 'source',
  tag: 'tag',
  author: 'author',
  site: 'site',
};

const addLeaf = (draft: Draft, leaf: Leaf): Condition => {
  draft.leaves.push(leaf);
  return { kind: 'leaf', leaf: draft.leaves.length - 1 };
};

const wordsOf = (text: string, strict: boolean): QueryWord[] =>
  analyse(text, 'und').map(({ form, stop }) => ({ form, stop, strict }));

const fieldLeaf = (field: QueryField, value: string): Leaf => {
  const filter = filterFields[field];
  if (filter !== undefined)
    return {
      kind: 'filter',
      forms: [filterForm(filter, filter === 'tag' || filter === 'source' ? value : value.toLowerCase())],
    };
  const time = parseDay(value)?.getTime() ?? 0;
  return {
    kind: 'range',
    after: field === 'after' ? time : -Infinity,
    before: field === 'before' ? time : Infinity,
  };
};

const conditionOf = (draft: Draft, node: QueryNode, negated: boolean): Condition => {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const children = node.children.map(child => conditionOf(draft, child, negated));
      return { kind: node.kind === 'and' ? 'all' : 'any', children };
    }
    case 'not':
      return { kind: 'not', child: conditionOf(draft, node.child, !negated) };
    case 'word': {
      const children = wordsOf(node.text, negated).map(word => addLeaf(draft, { kind: 'word', word }));
      return { kind: 'all', children };
    }
    case 'phrase':
      return addLeaf(draft, { kind: 'phrase', forms: analyse(node.text, 'und').map(term => term.form) });
    case 'field':
      return addLeaf(draft, fieldLeaf(node.field, node.value));
  }
};

/** Adds one conjunct of the query; dates narrow the span instead of taking a leaf. */
const addConjunct = (draft: Draft, node: QueryNode): void => {
  if (node.kind === 'and') {
    for (const child of node.children) addConjunct(draft, child);
  } else if (node.kind === 'word') {
    for (const word of wordsOf(node.text, false)) draft.plain.set(word.form, word);
  } else if (node.kind === 'field' && node.field === 'after') {
    draft.after = Math.max(draft.after, parseDay(node.value)?.getTime() ?? 0);
  } else if (node.kind === 'field' && node.field === 'before') {
    draft.before = Math.min(draft.before, parseDay(node.value)?.getTime() ?? 0);
  } else {
    draft.required.push(conditionOf(draft, node, false));
  }
};

const addFilter = (draft: Draft, field: FilterField, values: readonly string[] | undefined): void => {
  if (values === undefined || values.length === 0) return;
  const forms = [...new Set(values.map(value => filterForm(field, value)))];
  draft.required.push(addLeaf(draft, { kind: 'filter', forms }));
};

/** Words of grammar say little: they only add to the score as long as anything else is asked for. */
const splitWords = (draft: Draft): { plain: QueryWord[]; optional: QueryWord[] } => {
  const words = [...draft.plain.values()];
  const content = words.filter(word => !word.stop);
  if (content.length === 0 && draft.required.length === 0) return { plain: words, optional: [] };
  const grammar = words.filter(word => word.stop).map(word => ({ ...word, strict: true }));
  return { plain: content, optional: grammar };
};

/** Gives each word a leaf while there are leaves to give: a pasted paragraph is answered by its first words. */
const addWords = (draft: Draft, words: readonly QueryWord[]): number[] =>
  words
    .slice(0, Math.max(0, maxLeaves - draft.leaves.length))
    .map(word => draft.leaves.push({ kind: 'word', word }) - 1);

/** `tree` is null for a request that has filters only. */
export const planSearch = (
  tree: QueryNode | null,
  request: SearchRequest,
): Result<SearchPlan, SearchFault> => {
  const draft: Draft = {
    leaves: [],
    required: [],
    plain: new Map(),
    after: request.after?.getTime() ?? -Infinity,
    before: request.before?.getTime() ?? Infinity,
  };
  if (tree !== null) addConjunct(draft, tree);
  const words = splitWords(draft);
  addFilter(draft, 'lang', request.language);
  addFilter(draft, 'source', request.sourceIds);
  addFilter(draft, 'tag', request.tagIds);
  if (draft.leaves.length > maxLeaves - 1) {
    const message = `The query has more than ${maxLeaves - 1} phrases, groups and filters.`;
    return fail({ reason: 'TOO_MANY_WORDS', message, position: 0 });
  }
  const plain = addWords(draft, words.plain);
  const optional = addWords(draft, words.optional);
  const { leaves, required, after, before } = draft;
  return ok({ leaves, required, plain, optional, after, before });
};
