/** Which articles a list shows; every given condition must hold, and a list matches any of its members. */
export interface ArticleFilter {
  languages?: readonly string[];
  sourceIds?: readonly string[];
  tagIds?: readonly string[];
  publishedAfter?: Date;
  publishedBefore?: Date;
  /** FOLD leaves out articles that are copies of another one. */
  reprints?: ReprintMode;
}

export const reprintModes = ['FOLD', 'SHOW'] as const;
export type ReprintMode = (typeof reprintModes)[number];

export type ArticleOrder = 'NEWEST' | 'OLDEST';

/** A window on a list: `limit` rows from its start, or from its end when `fromEnd`; the keys are of rows just outside. */
export interface ArticleWindow {
  filter: ArticleFilter;
  order: ArticleOrder;
  limit: number;
  fromEnd: boolean;
  after?: ArticleKey;
  before?: ArticleKey;
}

/** Where a row stands in the list. */
export interface ArticleKey {
  sortAt: Date;
  id: string;
}
