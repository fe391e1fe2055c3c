/* From matches to a page: how far words are relaxed, what age does to a score, and where a page begins and ends. */
import { comparePositions } from './cursor.ts';
import type { SearchPosition } from './cursor.ts';
import type { MatchMode, SearchOrder } from './request.ts';

/** With at least this many articles that hold all words, those with fewer are left out. */
export const enoughHits = 20;
/** Share of the plain words that `MOST` asks for. */
const mostShare = 0.6;

const modes: readonly MatchMode[] = ['ALL', 'MOST', 'ANY'];

/** News is worth more when it is fresh: a score grows by up to this share, halving with each half-life. */
const freshnessShare = 0.3;
const freshnessHalfLifeMs = 3 * 24 * 3_600_000;

/** Factor on a score; 1 for old articles, never less, so that age alone hides nothing. */
export const freshness = (sortAt: number, now: number): number =>
  1 + freshnessShare * 2 ** (-Math.max(0, now - sortAt) / freshnessHalfLifeMs);

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** How strongly a hit that lacks words is put back. */
const coordinationPower = 0.5;

/**
 * Factor on a score by which of the words a hit holds: the share of their idf, damped. `idfs` has a number for each
 * leaf that counts, 0 for the others. Few sets of leaves occur, so each is worked out once.
 */
export const createCoordination = (idfs: readonly number[]): ((mask: number) => number) => {
  const total = idfs.reduce((sum, idf) => sum + idf, 0);
  const known = new Map<number, number>();
  return mask => {
    const before = known.get(mask);
    if (before !== undefined) return before;
    const matched = idfs.reduce((sum, idf, leaf) => sum + ((mask & (1 << leaf)) === 0 ? 0 : idf), 0);
    const factor = total === 0 ? 1 : (matched / total) ** coordinationPower;
    known.set(mask, factor);
    return factor;
  };
};

/** How many of the plain words each mode asks for. */
const wordsFor = (plainCount: number): Readonly<Record<MatchMode, number>> => ({
  ALL: plainCount,
  MOST: Math.ceil(plainCount * mostShare),
  ANY: Math.min(1, plainCount),
});

/** The best `size` positions, kept in order; `size` is small. */
interface TopList {
  positions: SearchPosition[];
  count: number;
}

export interface RankOptions {
  order: SearchOrder;
  /** Bits of the plain words' leaves. */
  plainMask: number;
  /** How many hits the page has at most; one more is looked for. */
  first: number;
  /** Where the page before ended. */
  after: SearchPosition | null;
}

export interface Candidate {
  score: number;
  sortAt: number;
  mask: number;
  /** Asked for only when the candidate may enter the page. */
  id: () => string;
}

export interface Ranking {
  offer(candidate: Candidate): void;
  finish(): { mode: MatchMode; totalCount: number; positions: SearchPosition[]; hasMore: boolean };
}

/** Collects candidates for all three modes at once, since the counts decide the mode only at the end. */
export const createRanking = ({ order, plainMask, first, after }: RankOptions): Ranking => {
  const compare = comparePositions[order];
  const needed = wordsFor(bitCount(plainMask));
  const lists = new Map<MatchMode, TopList>(modes.map(mode => [mode, { positions: [], count: 0 }]));

  const insert = (list: TopList, position: SearchPosition): void => {
    let at = list.positions.length;
    while (at > 0 && compare(position, list.positions[at - 1] ?? position) < 0) at -= 1;
    list.positions.splice(at, 0, position);
    if (list.positions.length > first + 1) list.positions.pop();
  };

  const mayEnter = (list: TopList, { score, sortAt }: Candidate): boolean => {
    const last = list.positions[first];
    return last === undefined || compare({ score, sortAt, id: '' }, { ...last, id: '' }) <= 0;
  };

  return {
    offer: candidate => {
      const matched = bitCount(candidate.mask & plainMask);
      let position: SearchPosition | null = null;
      for (const [mode, list] of lists) {
        if (matched < needed[mode]) continue;
        list.count += 1;
        if (!mayEnter(list, candidate)) continue;
        position ??= { score: candidate.score, sortAt: candidate.sortAt, id: candidate.id() };
        if (after === null || compare(after, position) < 0) insert(list, position);
      }
    },
    finish: () => {
      const mode = modes.find(candidate => (lists.get(candidate)?.count ?? 0) >= enoughHits) ?? 'ANY';
      const { positions, count } = lists.get(mode) ?? { positions: [], count: 0 };
      return {
        mode,
        totalCount: count,
        positions: positions.slice(0, first),
        hasMore: positions.length > first,
      };
    },
  };
};
