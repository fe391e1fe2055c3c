import type { PipelineStage } from 'mongoose';
import type { RelatedRef } from '../articles/article.ts';
import type { Relatable } from '../stories/related.ts';
import { isKey, type TermWeight } from '../stories/signature.ts';

export type StoredRelatable = Relatable & { related: readonly RelatedRef[] };

/** Terms are looked up, rarest first, for as long as they bring no more articles than this in all. */
const maxLookedUp = { stems: 120, keys: 60 };
/** So many terms of each family are looked up whatever they bring, but none that is in so many articles. */
const minTerms = 3;
const maxTermArticles = 2_000;
/** So many of an article's strongest terms the database ranks by; the exact score is computed here. */
const rankedTerms = 24;

/** An article that shares terms with one that was asked about. */
export interface Hit {
  _id: string;
  askedId: string;
}

export type HitsPipeline = (
  PipelineStage.Match | PipelineStage.Project | PipelineStage.Sort | PipelineStage.Limit
)[];

interface LookUp {
  since: Date;
  limit: number;
  /** In how many articles a term is, as far as it is known. */
  frequency: (term: string) => number;
}

/**
 * The articles that weigh most in the strongest terms of `asked`: stems where they share its language, else keys.
 * Null for an article without terms.
 */
export const hitsPipeline = (asked: Relatable, lookUp: LookUp): HitsPipeline | null => {
  const stems = asked.signature.filter(({ term }) => !isKey(term));
  const keys = asked.signature.filter(({ term }) => isKey(term));
  const terms = [
    ...rareTerms(stems, maxLookedUp.stems, lookUp),
    ...rareTerms(keys, maxLookedUp.keys, lookUp),
  ];
  if (terms.length === 0) return null;
  const comparable = { $cond: [{ $eq: ['$language', asked.language] }, strongest(stems), strongest(keys)] };
  const shared = { $filter: { input: '$signature', as: 'one', cond: { $in: ['$$one.term', comparable] } } };
  return [
    { $match: { 'signature.term': { $in: terms }, sortAt: { $gte: lookUp.since } } },
    {
      $project: {
        askedId: { $literal: asked.id },
        weight: { $sum: { $map: { input: shared, as: 'one', in: '$$one.weight' } } },
      },
    },
    { $match: { _id: { $ne: asked.id }, weight: { $gt: 0 } } },
    { $sort: { weight: -1, _id: 1 } },
    { $limit: lookUp.limit },
    { $project: { askedId: 1 } },
  ];
};

const strongest = (terms: readonly TermWeight[]): string[] =>
  terms.slice(0, rankedTerms).map(({ term }) => term);

/** The rarest of the strongest terms, within the budget of articles to read. */
const rareTerms = (terms: readonly TermWeight[], budget: number, { frequency }: LookUp): string[] => {
  const byFrequency = strongest(terms)
    .map(term => ({ term, articles: frequency(term) }))
    .filter(({ articles }) => articles <= maxTermArticles)
    .sort((a, b) => a.articles - b.articles || (a.term < b.term ? -1 : 1));
  const chosen: string[] = [];
  let expected = 0;
  for (const { term, articles } of byFrequency) {
    expected += articles;
    if (expected > budget && chosen.length >= minTerms) break;
    chosen.push(term);
  }
  return chosen;
};

/** A candidate as it is read: two plain lists are far quicker to decode than a list of small documents. */
export interface CandidateRow extends Omit<StoredRelatable, 'id' | 'signature'> {
  _id: string;
  terms: string[];
  weights: number[];
}

export const candidateFields = {
  sourceId: 1,
  language: 1,
  tagIds: 1,
  sortAt: 1,
  related: 1,
  terms: '$signature.term',
  weights: '$signature.weight',
} as const;

export const toRelatable = ({ _id, terms, weights, ...row }: CandidateRow): StoredRelatable => ({
  ...row,
  id: _id,
  signature: terms.map((term, at) => ({ term, weight: weights[at] ?? 0 })),
});
