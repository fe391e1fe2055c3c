/*
 * The terms of an article, counted, as hashes (text/analyse.ts). Two families: stems, comparable within their
 * language, and cross-language keys, the consonant skeletons by which names, loan words and numbers meet.
 */
import { hash32 } from '../core/hash.ts';
import type { Term } from '../text/analyse.ts';
import { analyseFields, type AnalysedFields } from '../text/analysed-fields.ts';
import { isNewsAgency } from './agencies.ts';

/** The text of an article; `tags` are names as a reader sees them, `language` is a primary subtag or `und`. */
export interface StoryText {
  headline: string;
  dek: string | null;
  body: string;
  tags: readonly string[];
  language: string;
  /** The words of these, where somebody has analysed them already in the text's language. */
  analysed?: AnalysedFields;
}

/** Weighted numbers of occurrences: more than 1 for each one that stands in a prominent place. */
export interface ArticleTerms {
  /** Stands in each article of a language, so that its frequency is the number of those articles. */
  language: number;
  stems: ReadonlyMap<number, StemCount>;
  keys: ReadonlyMap<number, KeyCount>;
}

export interface StemCount {
  count: number;
  /** Under what the word is counted where it is a name. */
  name: number;
  /**
   * `SEEN`: it stood there with a capital. `SOUND`: it is of a script without capitals, and is taken for a name if
   * others of that sound are. Null: it is no name.
   */
  evidence: 'SEEN' | 'SOUND' | null;
}

export interface KeyCount {
  count: number;
  /** The key as seen in the article's language. */
  skeleton: number;
}

const headlineWeight = 2;
const tagWeight = 2;
/** News tells the main thing first: the first word of the body counts three times, fading to once with this scale. */
const leadBonus = 2;
const leadWords = 40;
/** The rest of a long article says little that is new about its subject. */
const maxBodyWords = 500;
const maxBodyChars = 8 * maxBodyWords;
/** A capital is a hint of a name, and names tell one event from another of its kind. */
const capitalBonus = 1;
/** Shorter skeletons sound like too many words. */
const minNameLength = 3;

const leadWeights = Float64Array.from(
  { length: maxBodyChars },
  (_, position) => 1 + leadBonus * Math.exp(-position / leadWords),
);

const languageTerm = (language: string): number => hash32(`#${language}`);

/** The terms of an article. Any text gives a list, an empty one where there are no words but grammar. */
export const termsOf = (text: StoryText): ArticleTerms => {
  const { headline, dek, body, tags, language } = text;
  const analysed = text.analysed ?? analyseFields({ ...text, body: body.slice(0, maxBodyChars) }, language);
  const reader = new TermReader();
  reader.read(headline, analysed.headline, headlineWeight);
  if (dek !== null) reader.read(dek, analysed.dek, headlineWeight);
  reader.read(body, analysed.body, leadWeights);
  for (const [at, tag] of tags.entries()) reader.read(tag, analysed.tags[at] ?? [], tagWeight);
  return { language: languageTerm(language), stems: reader.stems, keys: reader.keys };
};

class TermReader {
  readonly stems = new Map<number, StemCount>();
  readonly keys = new Map<number, KeyCount>();

  /** @param weights of every word, or by position */
  read(text: string, words: readonly Term[], weights: number | Float64Array): void {
    let previous: Term | undefined;
    for (const word of words) {
      if (word.end > maxBodyChars) break;
      if (!word.stop && !isNewsAgency(word.form)) {
        const weight = typeof weights === 'number' ? weights : (weights[word.position] ?? 1);
        this.#add(text, word, { previous, weight });
      }
      previous = word;
    }
  }

  #add(text: string, word: Term, { previous, weight }: { previous: Term | undefined; weight: number }): void {
    const { stem, key, skeleton, name } = word.hashes;
    const letter = letterAt(text, word.start);
    const count = letter === 'CAPITAL' ? weight * (1 + capitalBonus) : weight;
    const evidence = word.k2.length < minNameLength ? null : evidenceOf(text, { word, previous, letter });
    addStem(this.stems, stem, { count, name, evidence });
    const known = this.keys.get(key);
    if (known === undefined) this.keys.set(key, { count, skeleton });
    else known.count += count;
  }
}

const addStem = (stems: Map<number, StemCount>, stem: number, found: StemCount): void => {
  const known = stems.get(stem);
  if (known === undefined) {
    stems.set(stem, found);
    return;
  }
  known.count += found.count;
  if (found.evidence === null || known.evidence === 'SEEN') return;
  known.evidence = found.evidence;
  known.name = found.name;
};

type Letter = 'CAPITAL' | 'SMALL' | 'CASELESS' | 'NONE';

const letterAt = (text: string, at: number): Letter => {
  const unit = text.charCodeAt(at);
  // Nearly every word begins with one of these.
  if (unit >= 0x61 && unit <= 0x7a) return 'SMALL';
  if (unit >= 0x41 && unit <= 0x5a) return 'CAPITAL';
  if (unit >= 0x904 && unit <= 0x939) return 'CASELESS';
  const letter = text[at] ?? '';
  const lower = letter.toLowerCase();
  if (letter !== lower) return 'CAPITAL';
  if (lower !== letter.toUpperCase()) return 'SMALL';
  return /\p{L}/u.test(letter) ? 'CASELESS' : 'NONE';
};

interface Seen {
  word: Term;
  previous: Term | undefined;
  letter: Letter;
}

const evidenceOf = (text: string, { word, previous, letter }: Seen): StemCount['evidence'] => {
  if (letter === 'CASELESS') return 'SOUND';
  if (letter !== 'CAPITAL' || previous === undefined) return null;
  // Where the word before has one too, it may be a title in capitals; a comma or a space goes on with the sentence.
  const between = text.slice(previous.end, word.start);
  return between === ' ' || /^[\s,]+$/u.test(between) ? 'SEEN' : null;
};
