import { hash32 } from '../core/hash.ts';
import { crossScriptKeys } from './cross-script.ts';
import { normaliseWord } from './normalise.ts';
import { stemOf } from './stem.ts';
import { isStopWord } from './stop-words.ts';
import { forEachWord } from './tokens.ts';
import { createWordMemory } from './word-memory.ts';

/** One word of an analysed text. */
export interface Term {
  /** Normal form: equal for spellings that a reader takes for the same word. */
  form: string;
  /** Normal form without its inflection. */
  stem: string;
  /** Consonant skeleton, equal across scripts. */
  k1: string;
  /** Skeleton with i- and u-vowels, equal across scripts for most names. */
  k2: string;
  /** UTF-16 offsets into the text as given, end exclusive. */
  start: number;
  end: number;
  /** 0 for the first word. */
  position: number;
  /** Whether the word carries grammar only. */
  stop: boolean;
  /** The same by numbers, for statistics over many texts. */
  hashes: WordHashes;
}

/**
 * What a word is counted under, as 32-bit hashes: of the words of all the news of a year some dozen pairs share one,
 * which a weight does not notice. Stem and skeleton are those of one language, key and name the same in all.
 */
export interface WordHashes {
  stem: number;
  /** Of the consonant skeleton. */
  key: number;
  /** Of the consonant skeleton as seen in this language. */
  skeleton: number;
  /** Of the skeleton with vowels. */
  name: number;
}

/** What is known of a word wherever it stands. */
export type WordAnalysis = Pick<Term, 'form' | 'stem' | 'k1' | 'k2' | 'stop' | 'hashes'>;

/** Raised whenever the same text would give other terms, so that stored terms can be brought along. */
export const analyserVersion = 1;

const computeWord = (word: string, language: string): WordAnalysis => {
  const form = normaliseWord(word);
  const stem = stemOf(form, language);
  const { k1, k2 } = crossScriptKeys(form);
  const hashes = {
    stem: hash32(`${language}:${stem}`),
    key: hash32(`~${k1}`),
    skeleton: hash32(`~${k1}@${language}`),
    name: hash32(`^${k2}`),
  };
  return { form, stem, k1, k2, stop: isStopWord(form, language), hashes };
};

/** Analysis of a single word; `language` is a primary subtag or `und`. */
export const analyseWord = createWordMemory(computeWord);

/** A word at its place. A text has many: what is known of a word is shared among all its places. */
class PlacedWord implements Term {
  readonly word: WordAnalysis;
  readonly start: number;
  readonly end: number;
  position = 0;

  constructor(word: WordAnalysis, start: number, end: number) {
    this.word = word;
    this.start = start;
    this.end = end;
  }

  get form(): string {
    return this.word.form;
  }

  get stem(): string {
    return this.word.stem;
  }

  get k1(): string {
    return this.word.k1;
  }

  get k2(): string {
    return this.word.k2;
  }

  get stop(): boolean {
    return this.word.stop;
  }

  get hashes(): WordHashes {
    return this.word.hashes;
  }
}

/** The words of a text in order, those of other scripts too. The same text always gives the same terms. */
export const analyse = (text: string, language: string): Term[] => {
  const terms: Term[] = [];
  forEachWord(text, (start, end) => {
    const word = analyseWord(text.slice(start, end), language);
    if (word.form === '') return;
    const placed = new PlacedWord(word, start, end);
    placed.position = terms.length;
    terms.push(placed);
  });
  return terms;
};
