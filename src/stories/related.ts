import type { RelatedReason, RelatedRef } from '../articles/article.ts';
import { crossSimilarity, reliability, type Signed } from './similarity.ts';
import { joinThreshold } from './thresholds.ts';
import { reachesDot, VectorProbe } from './vector.ts';

/** What relating needs of an article. A `sortAt` that is no date takes no part in time. */
export interface Relatable extends Signed {
  id: string;
  sourceId: string;
  tagIds: readonly string[];
  sortAt: Date;
}

export interface RelatedOptions {
  /** How many at most. */
  limit?: number;
  /** Candidates that score less are not related, 0 to 1. */
  minScore?: number;
  /** Whether reprints and other near-copies are listed too. */
  keepCopies?: boolean;
}

export const maxRelated = 12;
export const minRelatedScore = 0.05;

/** One source fills at most so many places as long as others have something to say. */
const maxPerSource = 4;

/** Texts of at least so many terms that are this alike are one text, printed twice. Headlines cannot tell. */
const copySimilarity = 0.9;
const copyMinTerms = 20;

/** Shared tags say what a thing is about; they add to the words, and cannot stand in for them. */
const tagShare = 0.15;

/** After so many days between two articles, their score is halved: the news moves on. */
const halfLifeDays = 365;

/**
 * The candidates that `article` is related to, best first, at most 12. Left out are the article itself, its
 * near-copies and near-copies of what stands higher. No source takes more than 4 places before the others had
 * theirs. Equal scores: the newer first, then by id.
 */
export const relatedTo = (
  article: Relatable,
  candidates: readonly Relatable[],
  { limit = maxRelated, minScore = minRelatedScore, keepCopies = false }: RelatedOptions = {},
): RelatedRef[] => {
  const matches: Match[] = [];
  const compare = comparisonWith(article);
  const seen = new Set([article.id]);
  for (const candidate of candidates) {
    if (seen.has(candidate.id)) continue;
    seen.add(candidate.id);
    const match = compare(candidate);
    if (match.score >= minScore) matches.push(match);
  }
  matches.sort(byScore);
  return diverse(article, matches, { limit, keepCopies }).map(match => toRef(article, match));
};

/** Both ways round the same number: how related two articles are, 0 to 1. */
export const relatedScore = (a: Relatable, b: Relatable): number => comparisonWith(a)(b).score;

/**
 * The list of an older article with a newer one in it, at the same score as the other way round. A full list lets its
 * weakest entry go; the entry of an earlier revision of the article is replaced. Null: the list stays as it is.
 */
export const withRelated = (list: readonly RelatedRef[], newer: RelatedRef): RelatedRef[] | null => {
  const last = list.at(-1);
  const isFull = list.length >= maxRelated && last !== undefined;
  if (isFull && last.score > newer.score && !list.some(({ articleId }) => articleId === newer.articleId))
    return null;
  const others = list.filter(({ articleId }) => articleId !== newer.articleId);
  const related = [...others, newer].sort(byListScore).slice(0, maxRelated);
  return sameList(related, list) ? null : related;
};

const byListScore = (a: RelatedRef, b: RelatedRef): number =>
  b.score - a.score || (a.articleId < b.articleId ? -1 : 1);

interface Match {
  article: Relatable;
  score: number;
  likeness: number;
  /** How far the tags are the same, 0 to 1. */
  tags: number;
}

const stemsProbe = new VectorProbe();
const keysProbe = new VectorProbe();

/** Compares candidates with one article, until the next is begun. */
const comparisonWith = (own: Relatable): ((candidate: Relatable) => Match) => {
  stemsProbe.set(own.signature.stems);
  keysProbe.set(own.signature.keys);
  return article => {
    const { language, signature } = article;
    const likeness =
      language === own.language
        ? stemsProbe.overlap(signature.stems).dot
        : crossSimilarity(keysProbe.overlap(signature.keys));
    const tags = sharedTags(own.tagIds, article.tagIds);
    const closeness = likeness === 0 ? 0 : 1 - (1 - likeness) * (1 - tagShare * tags);
    const score = round(closeness * timeFactor(own.sortAt, article.sortAt));
    return { article, score, likeness, tags };
  };
};

/** Cosine of two sets of tags, each a list without repeats, 0 to 1. */
const sharedTags = (a: readonly string[], b: readonly string[]): number => {
  let shared = 0;
  for (const tag of a) if (b.includes(tag)) shared += 1;
  return shared === 0 ? 0 : shared / Math.sqrt(a.length * b.length);
};

const dayMs = 86_400_000;

const timeFactor = (a: Date, b: Date): number => {
  const days = Math.abs(a.getTime() - b.getTime()) / dayMs;
  return Number.isNaN(days) ? 1 : 0.5 ** (days / halfLifeDays);
};

/** Every list of reasons there can be: a million entries share them. */
const reasonLists: readonly RelatedReason[][] = Array.from({ length: 8 }, (_, bits) =>
  (['SAME_STORY', 'SHARED_TAGS', 'SHARED_TERMS'] as const).filter((_reason, at) => (bits >> at) & 1),
);

const reasons = (own: Signed, { article, likeness, tags }: Match): RelatedReason[] => {
  const sameStory = likeness > 0 && likeness >= joinThreshold * trust(own, article) ? 1 : 0;
  return reasonLists[sameStory | (tags > 0 ? 2 : 0) | (likeness > 0 ? 4 : 0)] ?? [];
};

const trust = (a: Signed, b: Signed): number => {
  const family = a.language === b.language ? 'stems' : 'keys';
  const of = ({ signature }: Signed): number => reliability(signature[family].terms.length);
  return Math.sqrt(of(a) * of(b));
};

const isCopy = (a: Signed, b: Signed): boolean =>
  a.language === b.language &&
  Math.min(a.signature.stems.terms.length, b.signature.stems.terms.length) >= copyMinTerms &&
  reachesDot(a.signature.stems, b.signature.stems, copySimilarity);

interface Listing {
  limit: number;
  keepCopies: boolean;
}

/** The best without copies; a source's articles beyond its share come in only where there is room. */
const diverse = (own: Relatable, matches: readonly Match[], { limit, keepCopies }: Listing): Match[] => {
  const taken = new Map<string, number>();
  const first: Match[] = [];
  const later: Match[] = [];
  const isListed = ({ article, likeness }: Match): boolean =>
    (likeness >= copySimilarity && isCopy(own, article)) ||
    first.some(other => isCopy(other.article, article)) ||
    later.some(other => isCopy(other.article, article));
  for (const match of matches) {
    if (first.length >= limit) break;
    const { sourceId } = match.article;
    const count = taken.get(sourceId) ?? 0;
    if (count >= maxPerSource && later.length >= limit) continue;
    if (!keepCopies && isListed(match)) continue;
    taken.set(sourceId, count + 1);
    (count < maxPerSource ? first : later).push(match);
  }
  return [...first, ...later].slice(0, limit).sort(byScore);
};

const byScore = (a: Match, b: Match): number =>
  b.score - a.score ||
  // Dates that are none compare as equal.
  b.article.sortAt.getTime() - a.article.sortAt.getTime() ||
  (a.article.id < b.article.id ? -1 : 1);

const toRef = (own: Signed, match: Match): RelatedRef => ({
  articleId: match.article.id,
  score: match.score,
  why: reasons(own, match),
});

const sameList = (a: readonly RelatedRef[], b: readonly RelatedRef[]): boolean =>
  a.length === b.length &&
  a.every((ref, at) => {
    const other = b[at];
    return other !== undefined && ref.articleId === other.articleId && ref.score === other.score;
  });

const round = (score: number): number => Math.round(score * 1e4) / 1e4;
