/* What an article is about, as its strongest terms of either family with their weights. */
import type { ArticleTerms, KeyCount, StemCount } from './terms.ts';
import type { TermStats } from './term-counts.ts';
import { emptyVector, unitVector, type TermVector } from './vector.ts';

/** The strongest stems and cross-language keys of an article; each family has length 1 by itself. */
export interface Signature {
  readonly stems: TermVector;
  readonly keys: TermVector;
}

export const emptySignature: Signature = { stems: emptyVector, keys: emptyVector };

/** The longest list of stems and of cross-language keys in one signature. */
export const maxStems = 80;
export const maxKeys = 24;

/** Added to each frequency: how rare a rare word really is cannot be told from a few articles. */
const frequencyPrior = 8;
/** Below 1: between rare and very rare, rarity says less and less. */
const idfPower = 0.7;
/** Above 1: a common skeleton is more often another word than the same one. */
const keyIdfPower = 2;
/** A word of a script without capitals counts more if words of its sound were seen as names so often elsewhere. */
const nameBonus = 2;
const minNameSightings = 2;
/** A key that one side alone has used waits at the end of the queue, at this share of its weight. */
const oneSidedShare = 0.3;

/** The strongest terms by what is known of how common each is. */
export const signatureOf = ({ language, stems, keys }: ArticleTerms, stats: TermStats): Signature => {
  const inLanguage = Math.max(1, stats.frequency(language));
  const weighedStems: Weighed[] = [];
  for (const [term, stem] of stems) weighedStems.push(weighStem(term, stem, { stats, inLanguage }));
  const weighedKeys: Weighed[] = [];
  for (const [term, key] of keys) weighedKeys.push(weighKey(term, key, { stats, inLanguage }));
  return { stems: strongest(weighedStems, maxStems), keys: strongest(weighedKeys, maxKeys) };
};

interface Weighed {
  term: number;
  weight: number;
  /** What the places in the signature are given by. */
  rank: number;
}

interface Known {
  stats: TermStats;
  /** Articles in the language. */
  inLanguage: number;
}

/** Sublinear: the tenth mention of a word says less than the second (Manning et al. 2008, section 6.4.1). */
const termFrequency = (count: number): number => 1 + Math.log(Math.max(1, count));

const weighStem = (
  term: number,
  { count, name, evidence }: StemCount,
  { stats, inLanguage }: Known,
): Weighed => {
  const isName = evidence === 'SOUND' && stats.frequency(name) >= minNameSightings;
  const own = Math.max(1, stats.frequency(term));
  const idf = Math.log(1 + Math.max(own, inLanguage) / (own + frequencyPrior)) ** idfPower;
  const weight = termFrequency(count * (isName ? 1 + nameBonus : 1)) * idf;
  // A word that only this article has matches nothing yet, and most such words never will.
  return { term, weight, rank: weight * (own / (own + 1)) };
};

const weighKey = (term: number, { count, skeleton }: KeyCount, { stats, inLanguage }: Known): Weighed => {
  const own = Math.max(1, stats.frequency(skeleton));
  const ownArticles = Math.max(own, inLanguage);
  const others = Math.max(0, stats.frequency(term) - own);
  const otherArticles = Math.max(others, stats.documents - ownArticles);
  const share = Math.max(own / ownArticles, otherArticles > 0 ? others / otherArticles : 0);
  const idf = Math.log(1 + 1 / (share + frequencyPrior / (ownArticles + otherArticles))) ** keyIdfPower;
  const weight = termFrequency(count) * idf * (others > 0 ? 1 : oneSidedShare);
  // A key that only one language ever had cannot match an article of another: it comes after those that can.
  return { term, weight, rank: others > 0 ? weight : weight / 1e3 };
};

/** By rank, then by term, so that equal articles have equal signatures. */
const strongest = (terms: readonly Weighed[], limit: number): TermVector =>
  unitVector(
    terms
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.rank - a.rank || a.term - b.term)
      .slice(0, limit),
  );
