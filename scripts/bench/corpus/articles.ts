/* Articles without end, each a function of the seed and its number alone. */
import { below, createRandom, createZipf, type Random } from './random.ts';
import { createWords, type Script } from './words.ts';

export interface MadeArticle {
  /** From 0. */
  place: number;
  language: Script;
  headline: string;
  dek: string;
  /** Paragraphs of plain text; the second half stands under a sub-heading. */
  paragraphs: string[];
  subheading: string;
  source: number;
  /** Distinct. */
  tags: number[];
  publishedAt: Date;
}

export interface Corpus {
  article(place: number): MadeArticle;
  /** By rank. */
  words: Readonly<Record<Script, readonly string[]>>;
}

export interface CorpusOptions {
  sources: number;
  tags: number;
  /** Words of each language. */
  vocabulary?: number;
  /** Time of the newest article. */
  newest: Date;
}

const minutesApart = 3;
const paragraphCount = 4;
const tagsPerArticle = 4;
/** Share of words that follow from the word before, so that phrases come back as they do in real text. */
const collocation = 0.15;

export const createCorpus = ({ sources, tags, newest, vocabulary = 40_000 }: CorpusOptions): Corpus => {
  const words = { en: createWords('en', vocabulary), hi: createWords('hi', vocabulary) };
  // The table of the law is shared; each article only brings its own chance.
  let chance: Random = createRandom(0);
  const nextRank = createZipf(() => chance(), vocabulary);
  const nextTag = createZipf(() => chance(), tags);
  const run = (list: readonly string[], length: number): string => {
    const chosen: string[] = [];
    for (let rank = nextRank(), i = 0; i < length; i += 1) {
      chosen.push(list[rank] ?? '');
      rank = chance() < collocation ? (rank * 7 + 3) % Math.min(vocabulary, 5_000) : nextRank();
    }
    return chosen.join(' ');
  };
  return {
    words,
    article: place => {
      chance = createRandom(place + 1);
      const language: Script = chance() < 0.5 ? 'hi' : 'en';
      const list = words[language];
      const stop = language === 'hi' ? '।' : '.';
      const sentence = (): string => `${run(list, 8 + below(chance, 12))}${stop}`;
      return {
        place,
        language,
        headline: run(list, 6 + below(chance, 6)),
        dek: sentence(),
        subheading: run(list, 4),
        paragraphs: Array.from({ length: paragraphCount }, () => `${sentence()} ${sentence()} ${sentence()}`),
        source: below(chance, sources),
        tags: [...new Set(Array.from({ length: tagsPerArticle }, nextTag))],
        publishedAt: new Date(newest.getTime() - place * minutesApart * 60_000),
      };
    },
  };
};
