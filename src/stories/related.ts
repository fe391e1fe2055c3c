import type { RelatedReason, RelatedRef } from '../articles/article.ts';
import { joinThreshold } from './thresholds.ts';
import type { TermWeight } from './signature.ts';
import { profileOf, reliability, similarity, type Profile } from './similarity.ts';

/** What relating needs of an article. A `sortAt` that is no date takes no part in time. */
export interface Relatable {
  id: string;
  sourceId: string;
  language: string;
  tagIds: readonly string[];
  sortAt: Date;
  signature: readonly TermWeight[];
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
  const own: Compared = { article, profile: profileOf(article) };
  const compared = uniqueById(candidates)
    .filter(({ id }) => id !== article.id)
    .map(candidate => compare(own, candidate))
    .filter(({ score }) => score >= minScore)
    .sort(byScore);
  const listed = keepCopies ? compared : withoutCopies(own, compared, limit * 2);
  return diverse(listed, limit).map(toRef);
};

/** Both ways round the same number: how related two articles are, 0 to 1. */
export const relatedScore = (a: Relatable, b: Relatable): number =>
  compare({ article: a, profile: profileOf(a) }, b).score;

/**
 * Which of the candidates should now list the new article, each with its whole new list. A full list lets its weakest
 * entry go; an entry of the article's earlier revision is replaced, or dropped where it no longer fits.
 */
export const relatedBack = (
  article: Relatable,
  candidates: readonly (Relatable & { related: readonly RelatedRef[] })[],
  { limit = maxRelated, minScore = minRelatedScore }: RelatedOptions = {},
): { id: string; related: RelatedRef[] }[] => {
  const own: Compared = { article, profile: profileOf(article) };
  const changed: { id: string; related: RelatedRef[] }[] = [];
  for (const candidate of uniqueById(candidates)) {
    if (candidate.id === article.id) continue;
    const match = compare(own, candidate);
    const fits = match.score >= minScore && !isCopy(own, match);
    const others = candidate.related.filter(({ articleId }) => articleId !== article.id);
    const related = [...others, ...(fits ? [{ ...toRef(match), articleId: article.id }] : [])]
      .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1))
      .slice(0, limit);
    if (!sameList(related, candidate.related)) changed.push({ id: candidate.id, related });
  }
  return changed;
};

interface Compared {
  article: Relatable;
  profile: Profile;
}

interface Match extends Compared {
  likeness: number;
  score: number;
  why: RelatedReason[];
}

const compare = (own: Compared, candidate: Relatable): Match => {
  const profile = profileOf(candidate);
  const likeness = similarity(own.profile, profile);
  const tags = sharedTags(own.article.tagIds, candidate.tagIds);
  const closeness = likeness === 0 ? 0 : 1 - (1 - likeness) * (1 - tagShare * tags);
  const score = round(closeness * timeFactor(own.article.sortAt, candidate.sortAt));
  return {
    article: candidate,
    profile,
    likeness,
    score,
    why: reasons(own.profile, profile, { likeness, tags }),
  };
};

/** Cosine of two sets of tags, 0 to 1. */
const sharedTags = (a: readonly string[], b: readonly string[]): number => {
  const own = new Set(a);
  const shared = new Set(b.filter(tag => own.has(tag))).size;
  return shared === 0 ? 0 : shared / Math.sqrt(own.size * new Set(b).size);
};

const dayMs = 86_400_000;

const timeFactor = (a: Date, b: Date): number => {
  const days = Math.abs(a.getTime() - b.getTime()) / dayMs;
  return Number.isNaN(days) ? 1 : 0.5 ** (days / halfLifeDays);
};

const reasons = (
  a: Profile,
  b: Profile,
  { likeness, tags }: { likeness: number; tags: number },
): RelatedReason[] => {
  const why: RelatedReason[] = [];
  if (likeness > 0 && likeness >= joinThreshold * trust(a, b)) why.push('SAME_STORY');
  if (tags > 0) why.push('SHARED_TAGS');
  if (likeness > 0) why.push('SHARED_TERMS');
  return why;
};

const trust = (a: Profile, b: Profile): number =>
  a.language === b.language
    ? Math.sqrt(reliability(a.stems.size) * reliability(b.stems.size))
    : Math.sqrt(reliability(a.keys.size) * reliability(b.keys.size));

const isCopy = (a: Compared, b: Compared): boolean =>
  a.profile.language === b.profile.language &&
  Math.min(a.profile.stems.size, b.profile.stems.size) >= copyMinTerms &&
  similarity(a.profile, b.profile) >= copySimilarity;

/** Only as many as a list can need are looked at: each is compared with all that were kept. */
const withoutCopies = (own: Compared, matches: readonly Match[], enough: number): Match[] => {
  const kept: Match[] = [];
  for (const match of matches) {
    if (kept.length >= enough) break;
    if (isCopy(own, match) || kept.some(other => isCopy(other, match))) continue;
    kept.push(match);
  }
  return kept;
};

/** A source's articles beyond its share come after everybody else's. */
const diverse = (matches: readonly Match[], limit: number): Match[] => {
  const taken = new Map<string, number>();
  const first: Match[] = [];
  const later: Match[] = [];
  for (const match of matches) {
    const count = taken.get(match.article.sourceId) ?? 0;
    taken.set(match.article.sourceId, count + 1);
    (count < maxPerSource ? first : later).push(match);
  }
  return [...first, ...later].slice(0, limit).sort(byScore);
};

const byScore = (a: Match, b: Match): number =>
  b.score - a.score ||
  // Dates that are none compare as equal.
  b.article.sortAt.getTime() - a.article.sortAt.getTime() ||
  (a.article.id < b.article.id ? -1 : 1);

const toRef = ({ article, score, why }: Match): RelatedRef => ({ articleId: article.id, score, why });

const uniqueById = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map(row => [row.id, row] as const)).values(),
];

const sameList = (a: readonly RelatedRef[], b: readonly RelatedRef[]): boolean =>
  a.length === b.length &&
  a.every((ref, at) => {
    const other = b[at];
    return other !== undefined && ref.articleId === other.articleId && ref.score === other.score;
  });

const round = (score: number): number => Math.round(score * 1e4) / 1e4;
