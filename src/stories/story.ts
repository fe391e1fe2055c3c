import { crossSimilarity, reliability, type Signed } from './similarity.ts';
import { joinThreshold } from './thresholds.ts';
import { addVectors, cutVector, overlap, type TermVector } from './vector.ts';

/** What clustering needs of an article. A `sortAt` that is no date takes no part in time. */
export interface Clusterable extends Signed {
  id: string;
  sortAt: Date;
}

/** The articles of one language in a story, summed up. */
export interface StoryPart {
  articles: number;
  /** Sum of the reliabilities of the articles. */
  reliability: number;
  stems: TermVector;
  keys: TermVector;
}

/** Articles that tell of one event, as the sums of their terms by language. */
export interface Story {
  id: string;
  articleIds: readonly string[];
  parts: ReadonlyMap<string, StoryPart>;
  /** Milliseconds since 1970 of the earliest and the latest article; NaN where no article has a time. */
  firstAt: number;
  lastAt: number;
}

/** The terms that a story keeps of each language; the weakest are those of single articles. */
const maxPartTerms = 600;

/** A story of one article, under the article's id. */
export const storyOf = ({ id, sortAt, language, signature: { stems, keys } }: Clusterable): Story => {
  return {
    id,
    articleIds: [id],
    parts: new Map([[language, { articles: 1, reliability: reliability(stems.terms.length), stems, keys }]]),
    firstAt: sortAt.getTime(),
    lastAt: sortAt.getTime(),
  };
};

/** Both stories as one, under the id of the first. */
export const joined = (into: Story, other: Story): Story => {
  const parts = new Map(into.parts);
  for (const [language, part] of other.parts) {
    const known = parts.get(language);
    parts.set(language, known === undefined ? part : addParts(known, part));
  }
  return {
    id: into.id,
    articleIds: [...into.articleIds, ...other.articleIds],
    parts,
    firstAt: known(Math.min, into.firstAt, other.firstAt),
    lastAt: known(Math.max, into.lastAt, other.lastAt),
  };
};

const known = (pick: (a: number, b: number) => number, a: number, b: number): number =>
  Number.isNaN(a) ? b : Number.isNaN(b) ? a : pick(a, b);

const addParts = (a: StoryPart, b: StoryPart): StoryPart => ({
  articles: a.articles + b.articles,
  reliability: a.reliability + b.reliability,
  stems: addTerms(a.stems, b.stems),
  keys: addTerms(a.keys, b.keys),
});

const addTerms = (a: TermVector, b: TermVector): TermVector => {
  const sum = addVectors(a, b);
  // Cut in steps, since each cut costs a sort.
  return sum.terms.length <= maxPartTerms * 1.25 ? sum : cutVector(sum, maxPartTerms);
};

/** A story is as likely to go on as to have ended after so many days of silence. */
const halfLifeDays = 14;
const dayMs = 86_400_000;

/**
 * How sure it is that two stories are one: the mean similarity of their articles, in each language or across two,
 * whichever says more, corrected for the length of the texts and for the time between them. From `joinThreshold`
 * on they are one. Symmetric.
 */
export const storySimilarity = (a: Story, b: Story): number => {
  let best = 0;
  for (const [language, part] of a.parts) {
    for (const [other, otherPart] of b.parts) {
      const score = language === other ? withinLanguage(part, otherPart) : acrossLanguages(part, otherPart);
      best = Math.max(best, score);
    }
  }
  return best * timeFactor(a, b);
};

const withinLanguage = (a: StoryPart, b: StoryPart): number => {
  const { dot } = overlap(a.stems, b.stems);
  return dot === 0 ? 0 : dot / (a.reliability * b.reliability);
};

const acrossLanguages = (a: StoryPart, b: StoryPart): number => {
  const { dot, shared } = overlap(a.keys, b.keys);
  return crossSimilarity({ dot: dot / (a.articles * b.articles), shared });
};

const timeFactor = (a: Story, b: Story): number => {
  const gap = Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt);
  return Number.isNaN(gap) ? 1 : 0.5 ** (gap / dayMs / halfLifeDays);
};

/** What an article would score with the rest of its own story: the sums without its own share. */
export const similarityToRest = (story: Story, { language, signature: { stems, keys } }: Signed): number => {
  let best = 0;
  for (const [other, part] of story.parts) {
    if (other !== language) {
      const { dot, shared } = overlap(keys, part.keys);
      best = Math.max(best, crossSimilarity({ dot: dot / part.articles, shared }));
    } else if (part.articles > 1) {
      const own = reliability(stems.terms.length);
      const dot = overlap(stems, part.stems).dot - overlap(stems, stems).dot;
      best = Math.max(best, dot / (own * (part.reliability - own)));
    }
  }
  return best;
};

export type Placement = { kind: 'join'; storyId: string; score: number } | { kind: 'new' };

/** One step of single-pass clustering: the story that the article belongs to, of those that are in question. */
export const placeArticle = (article: Clusterable, candidates: readonly Story[]): Placement =>
  placeStory(storyOf(article), candidates);

/** Equal scores go to the larger story, then to the smaller id, so that the order of candidates plays no part. */
export const placeStory = (story: Story, candidates: readonly Story[]): Placement => {
  let best: { story: Story; score: number } | null = null;
  for (const candidate of candidates) {
    if (candidate.id === story.id) continue;
    const score = storySimilarity(story, candidate);
    if (score >= joinThreshold && (best === null || precedes({ story: candidate, score }, best)))
      best = { story: candidate, score };
  }
  return best === null ? { kind: 'new' } : { kind: 'join', storyId: best.story.id, score: best.score };
};

interface Scored {
  story: Story;
  score: number;
}

const precedes = (a: Scored, b: Scored): boolean => {
  if (a.score !== b.score) return a.score > b.score;
  const longer = a.story.articleIds.length - b.story.articleIds.length;
  return longer === 0 ? a.story.id < b.story.id : longer > 0;
};
