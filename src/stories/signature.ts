/*
 * What an article is about, as a short weighted list of terms: stems ("hi:सेन"), comparable within their language,
 * and cross-language keys ("~km"), by which names, loan words and numbers meet.
 */
import { languageTerm, partsOf, type TermCount } from './terms.ts';

export { askedTerms, countedTerms, isKey, termsOf, type StoryText, type TermCount } from './terms.ts';

/** A term of an article with its weight; the squares of the weights of one article sum to 1. */
export interface TermWeight {
  term: string;
  weight: number;
}

/** How often terms were seen: numbers of articles, of all and with one term in them. */
export interface TermStats {
  documents: number;
  frequency(term: string): number;
}

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

/**
 * The strongest terms, stems before keys, each family strongest first. Both families weigh the same, so that an
 * article is as well described across languages as within its own.
 */
export const signatureOf = (terms: readonly TermCount[], stats: TermStats): TermWeight[] => {
  const weighed = terms.map(term => weigh(term, stats)).filter(({ weight }) => weight > 0);
  const families = [
    strongest(
      weighed.filter(({ key }) => !key),
      maxStems,
    ),
    strongest(
      weighed.filter(({ key }) => key),
      maxKeys,
    ),
  ].filter(family => family.length > 0);
  return families.flatMap(family => normalise(family, 1 / families.length));
};

interface Weighed extends TermWeight {
  key: boolean;
  /** What the places in the signature are given by. */
  rank: number;
}

const weigh = ({ term, count, name }: TermCount, stats: TermStats): Weighed => {
  const { language, key } = partsOf(term);
  const isName = name?.evidence === 'SOUND' && stats.frequency(name.term) >= minNameSightings;
  // Sublinear: the tenth mention of a word says less than the second (Manning et al. 2008, section 6.4.1).
  const tf = 1 + Math.log(Math.max(1, count * (isName ? 1 + nameBonus : 1)));
  const own = Math.max(1, stats.frequency(term));
  const inLanguage = Math.max(own, stats.frequency(languageTerm(language)));
  if (key === null) {
    const weight = tf * Math.log(1 + inLanguage / (own + frequencyPrior)) ** idfPower;
    // A word that only this article has matches nothing yet, and most such words never will.
    return { term, key: false, weight, rank: weight * (own / (own + 1)) };
  }
  const others = Math.max(0, stats.frequency(key) - own);
  const inOthers = Math.max(others, stats.documents - inLanguage);
  const share = Math.max(own / inLanguage, inOthers > 0 ? others / inOthers : 0);
  const idf = Math.log(1 + 1 / (share + frequencyPrior / (inLanguage + inOthers))) ** keyIdfPower;
  const weight = tf * idf * (others > 0 ? 1 : oneSidedShare);
  // A key that only one language ever had cannot match an article of another: it comes after those that can.
  return { term: key, key: true, weight, rank: others > 0 ? weight : weight / 1e3 };
};

/** By rank, then by term, so that equal articles have equal signatures. */
const strongest = (terms: Weighed[], limit: number): Weighed[] =>
  terms.sort((a, b) => b.rank - a.rank || (a.term < b.term ? -1 : 1)).slice(0, limit);

const normalise = (terms: readonly Weighed[], squares: number): TermWeight[] => {
  const length = Math.sqrt(terms.reduce((sum, { weight }) => sum + weight * weight, 0) / squares);
  return terms
    .map(({ term, weight }) => ({ term, weight: round(weight / length) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
};

/** Six digits are more than the estimate is worth, and short in storage and in tests. */
const round = (weight: number): number => Math.round(weight * 1e6) / 1e6;
