/*
 * Cursors are keysets: where the last hit stood, never how many came before. They carry what scores depend on (the
 * index's epoch and the time that age is counted from), so that the next page is of the same ranking.
 */
import { z } from 'zod';
import type { SearchOrder } from './request.ts';

export interface SearchPosition {
  score: number;
  /** Milliseconds. */
  sortAt: number;
  id: string;
}

export interface SearchCursor extends SearchPosition {
  order: SearchOrder;
  /** Segments that came later are left out. */
  epoch: number;
  /** Milliseconds. */
  now: number;
}

const fields = z.tuple([
  z.enum(['RELEVANCE', 'NEWEST', 'OLDEST']),
  z.number(),
  z.number(),
  z.string(),
  z.number().int().nonnegative(),
  z.number(),
]);

export const encodeCursor = ({ order, score, sortAt, id, epoch, now }: SearchCursor): string =>
  Buffer.from(JSON.stringify([order, score, sortAt, id, epoch, now])).toString('base64url');

/** Null for anything that `encodeCursor` did not make. */
export const decodeCursor = (text: string): SearchCursor | null => {
  if (text.length > 500 || !/^[\w-]+$/.test(text)) return null;
  try {
    const parsed = fields.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const [order, score, sortAt, id, epoch, now] = parsed.data;
    return { order, score, sortAt, id, epoch, now };
  } catch {
    return null;
  }
};

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Negative where `a` comes first; total, since ids differ. */
export const comparePositions: Readonly<
  Record<SearchOrder, (a: SearchPosition, b: SearchPosition) => number>
> = {
  RELEVANCE: (a, b) => b.score - a.score || b.sortAt - a.sortAt || compareIds(a.id, b.id),
  NEWEST: (a, b) => b.sortAt - a.sortAt || compareIds(a.id, b.id),
  OLDEST: (a, b) => a.sortAt - b.sortAt || compareIds(b.id, a.id),
};
