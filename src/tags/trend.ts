/*
 * Trending: what the last two days have more of than the two weeks before them would make one expect. The measure is
 * the residual of a Poisson count, (observed - expected) / sqrt(expected + 1): it weighs a rise against its chance.
 */
export const trendWindow = { recentDays: 2, baseDays: 14 } as const;

export interface TrendCounts {
  id: string;
  /** Articles of the last `recentDays` days. */
  recent: number;
  /** Articles of the `baseDays` days before those. */
  base: number;
  /** Sources of the recent ones. */
  sources: number;
}

export interface Trend extends TrendCounts {
  /** What the base makes one expect of the recent days. */
  expected: number;
  residual: number;
}

const minRecent = 2;

/** The tags that rise, those that rise most first; ties by id, so that the same counts give the same list. */
export const trendsOf = (counts: readonly TrendCounts[], limit: number): Trend[] =>
  counts
    .map(count => {
      const expected = (count.base * trendWindow.recentDays) / trendWindow.baseDays;
      return { ...count, expected, residual: (count.recent - expected) / Math.sqrt(expected + 1) };
    })
    .filter(({ recent, residual }) => recent >= minRecent && residual > 0)
    .toSorted((a, b) => b.residual - a.residual || b.sources - a.sources || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
