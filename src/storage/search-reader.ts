/* One search, from a plan to a page of hits. */
import { decodeCursor, encodeCursor } from '../search/cursor.ts';
import type { SearchCursor } from '../search/cursor.ts';
import { firstNotAfter } from '../search/columns.ts';
import { createAccumulators, evaluateSegment } from '../search/evaluate.ts';
import type { LeafMatches, SegmentInput } from '../search/evaluate.ts';
import { expandWord, kinKeys } from '../search/expand.ts';
import { matchLeaf } from '../search/match.ts';
import type { ResolvedLeaf, SegmentLists } from '../search/match.ts';
import { planSearch } from '../search/plan.ts';
import type { SearchPlan } from '../search/plan.ts';
import { parseQuery } from '../search/query.ts';
import { createCoordination, createRanking, freshness } from '../search/rank.ts';
import type { SearchFault, SearchHits, SearchRequest } from '../search/request.ts';
import { statisticsOf } from '../search/statistics.ts';
import type { Manifest, SegmentEntry } from './search-manifest.ts';
import type { OpenSegment, SegmentReader } from './search-segments.ts';
import type { VocabularyStore } from './search-vocabulary.ts';

export interface ReaderDeps {
  segments: SegmentReader;
  vocabulary: VocabularyStore;
  manifest: () => Promise<Manifest>;
}

interface Loaded extends SegmentLists {
  segment: OpenSegment;
}

const failed = (fault: SearchFault): SearchHits => ({
  hits: [],
  hasNextPage: false,
  mode: 'ALL',
  totalCount: 0,
  fault,
});

const badCursor: SearchFault = {
  reason: 'BAD_CURSOR',
  message: 'This cursor is not of this search.',
  position: 0,
};

/** Words of the plan with the forms that stand for them. */
const resolveLeaves = async (
  { plan, request }: Query,
  vocabulary: VocabularyStore,
): Promise<ResolvedLeaf[]> => {
  const languages = request.language ?? [];
  const keysByWord = new Map(
    plan.leaves.flatMap(leaf =>
      leaf.kind === 'word' ? [[leaf.word, kinKeys(leaf.word, languages)] as const] : [],
    ),
  );
  const known = await vocabulary.find([...keysByWord.values()].flat(), performance.now());
  return plan.leaves.map(leaf => {
    if (leaf.kind === 'range') return { leaf, forms: [] };
    if (leaf.kind !== 'word') return { leaf, forms: leaf.forms.map(form => ({ form, weight: 1 })) };
    const candidates = (keysByWord.get(leaf.word) ?? []).flatMap(key => known.get(key) ?? []);
    return { leaf, forms: expandWord(leaf.word, languages, candidates) };
  });
};

const load = async (
  entries: readonly SegmentEntry[],
  leaves: readonly ResolvedLeaf[],
  segments: SegmentReader,
): Promise<Loaded[]> => {
  const docForms = new Set(leaves.flatMap(({ forms }) => forms.map(({ form }) => form)));
  const phraseForms = new Set(leaves.flatMap(({ leaf }) => (leaf.kind === 'phrase' ? leaf.forms : [])));
  const [opened, docs, positions] = await Promise.all([
    segments.open(entries),
    segments.lists(entries, [...docForms], 'docs'),
    segments.lists(entries, [...phraseForms], 'positions'),
  ]);
  return opened.map((segment, i) => ({
    segment,
    sortAt: segment.norms.sortAt,
    docs: docs[i] ?? new Map<string, Uint8Array>(),
    positions: positions[i] ?? new Map<string, Uint8Array>(),
  }));
};

const inputOf = (plan: SearchPlan, { segment }: Loaded, leaves: LeafMatches[]): SegmentInput => ({
  docCount: segment.entry.docCount,
  lengths: segment.norms.lengths,
  isDead: segment.dead.has,
  leaves,
  from: firstNotAfter(segment.norms.sortAt, plan.before - 1),
  to: firstNotAfter(segment.norms.sortAt, plan.after - 1),
});

interface Query {
  plan: SearchPlan;
  request: SearchRequest;
  cursor: SearchCursor | null;
}

const rankAll = (query: Query, loaded: readonly Loaded[], leaves: readonly ResolvedLeaf[]) => {
  const { plan, request, cursor } = query;
  const shares = loaded.flatMap(({ segment }) => segment.entry.languages);
  const statistics = statisticsOf(shares, request.language ?? []);
  const largest = loaded.reduce((most, { segment }) => Math.max(most, segment.entry.docCount), 1);
  const accumulators = createAccumulators(largest);
  const counting = { statistics, scratch: new Float32Array(largest) };
  const matches = leaves.map(leaf => matchLeaf(leaf, loaded, counting));
  const now = cursor?.now ?? request.now.getTime();
  const plainMask = plan.plain.reduce((mask, leaf) => mask | (1 << leaf), 0);
  const idfs = matches.map(([first], leaf) =>
    plan.plain.includes(leaf) && first !== undefined && 'idf' in first ? first.idf : 0,
  );
  const coordination = createCoordination(idfs);
  const ranking = createRanking({ order: request.order, plainMask, first: request.first, after: cursor });
  for (const [i, each] of loaded.entries()) {
    const { ids, norms } = each.segment;
    const here = matches.flatMap(perSegment => perSegment[i] ?? []);
    evaluateSegment(plan, inputOf(plan, each, here), {
      accumulators,
      averageLength: statistics.averageLength,
      visit: (doc, score, mask) => {
        const sortAt = norms.sortAt[doc] ?? 0;
        ranking.offer({
          score: score * coordination(mask) * freshness(sortAt, now),
          sortAt,
          mask,
          id: () => ids.idAt(doc),
        });
      },
    });
  }
  return { ...ranking.finish(), now };
};

const readQuery = (request: SearchRequest): Query | SearchFault => {
  const filtersOnly = request.text.trim() === '';
  const tree = filtersOnly ? null : parseQuery(request.text);
  if (tree !== null && !tree.ok) return tree.fault;
  const plan = planSearch(tree === null ? null : tree.value, request);
  if (!plan.ok) return plan.fault;
  const cursor = request.cursor === undefined ? null : decodeCursor(request.cursor);
  if (request.cursor !== undefined && (cursor === null || cursor.order !== request.order)) return badCursor;
  return { plan: plan.value, request, cursor };
};

export const runSearch = async (deps: ReaderDeps, request: SearchRequest): Promise<SearchHits> => {
  const query = readQuery(request);
  if ('reason' in query) return failed(query);
  const { epoch, segments } = await deps.manifest();
  const asOf = Math.min(epoch, query.cursor?.epoch ?? epoch);
  const entries = segments.filter(
    ({ born, minSortAt, maxSortAt }) =>
      born <= asOf && maxSortAt >= query.plan.after && minSortAt < query.plan.before,
  );
  const leaves = await resolveLeaves(query, deps.vocabulary);
  const loaded = await load(entries, leaves, deps.segments);
  const { positions, hasMore, mode, totalCount, now } = rankAll(query, loaded, leaves);
  const { order } = request;
  return {
    hits: positions.map(position => ({
      articleId: position.id,
      score: position.score,
      cursor: encodeCursor({ ...position, order, epoch: asOf, now }),
    })),
    hasNextPage: hasMore,
    mode,
    totalCount,
  };
};
