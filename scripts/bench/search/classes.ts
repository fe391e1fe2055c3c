/* Kinds of queries, chosen by how many articles hold the words. */
import { z } from 'zod';
import type { Corpus, MadeArticle } from '../corpus/articles.ts';
import { sourceHost } from '../corpus/indexable.ts';
import { below, createRandom, pick, type Random } from '../corpus/random.ts';
import { functionWordCount } from '../corpus/words.ts';

export const queryClasses = [
  'rare',
  'medium',
  'common',
  'two words',
  'with a stop word',
  'phrase',
  'filtered',
  'newest first',
] as const;
export type QueryClass = (typeof queryClasses)[number];

export const searchQuery = z.object({
  class: z.enum(queryClasses),
  text: z.string(),
  language: z.enum(['en', 'hi']),
  order: z.enum(['RELEVANCE', 'NEWEST']),
  sourceId: z.string().nullable(),
  /** ISO 8601. */
  after: z.string().nullable(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** In how many articles each word stands. */
export type Frequencies = ReadonlyMap<string, number>;

export const wordsOf = ({ headline, dek, paragraphs, subheading }: MadeArticle): string[] =>
  [headline, dek, subheading, ...paragraphs].join(' ').replace(/[.।]/gu, '').split(/\s+/u);

type Band = 'rare' | 'medium' | 'common';

/** The bands of earlier measurements: rare up to 0.03 %, medium 0.3 to 2 %, common 8 to 60 % of the articles. */
const isIn: Record<Band, (found: number, total: number) => boolean> = {
  rare: (found, total) => found >= Math.min(3, total) && found <= Math.max(30, total * 0.0003),
  medium: (found, total) => found >= total * 0.003 && found <= total * 0.02,
  common: (found, total) => found >= total * 0.08 && found <= total * 0.6,
};

interface Choice {
  corpus: Corpus;
  total: number;
  frequencies: Frequencies;
  functionWords: ReadonlySet<string>;
  random: Random;
}

const maxTries = 3_000;

/** Tries articles by chance until one has what is sought. */
const seek = <T>({ corpus, total, random }: Choice, find: (article: MadeArticle) => T | null): T | null => {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const found = find(corpus.article(below(random, total)));
    if (found !== null) return found;
  }
  return null;
};

const wordsIn = (band: Band, article: MadeArticle, { frequencies, total, functionWords }: Choice): string[] =>
  [...new Set(wordsOf(article))].filter(
    word => word.length > 2 && !functionWords.has(word) && isIn[band](frequencies.get(word) ?? 0, total),
  );

const oneOf = (random: Random, words: readonly string[]): string | null =>
  words.length === 0 ? null : pick(random, words);

const phraseOf = (article: MadeArticle, { random, functionWords }: Choice): string | null => {
  const words = pick(random, article.paragraphs).split(/[.।]/u)[0]?.split(' ') ?? [];
  const at = below(random, Math.max(1, words.length - 1));
  const pair = words.slice(at, at + 2);
  return pair.length === 2 && pair.every(word => word.length > 1 && !functionWords.has(word))
    ? `"${pair.join(' ')}"`
    : null;
};

const textOf = (kind: QueryClass, article: MadeArticle, choice: Choice): string | null => {
  const { random } = choice;
  const word = (band: Band) => oneOf(random, wordsIn(band, article, choice));
  if (kind === 'rare' || kind === 'medium' || kind === 'common') return word(kind);
  if (kind === 'filtered' || kind === 'newest first') return word('common');
  if (kind === 'phrase') return phraseOf(article, choice);
  if (kind === 'two words') {
    const medium = wordsIn('medium', article, choice);
    return medium.length < 2 ? null : medium.slice(0, 2).join(' ');
  }
  const parts = [word('medium'), pick(random, [...choice.functionWords]), word('common')];
  return parts.includes(null) ? null : parts.join(' ');
};

const filterDays = 30;

const queryOf = (
  kind: QueryClass,
  choice: Choice,
  sourceIdOf: (host: string) => string,
): SearchQuery | null =>
  seek(choice, article => {
    const { language, source } = article;
    const own = {
      ...choice,
      functionWords: new Set(choice.corpus.words[language].slice(0, functionWordCount)),
    };
    const text = textOf(kind, article, own);
    if (text === null) return null;
    const isFiltered = kind === 'filtered';
    const newest = choice.corpus.article(0).publishedAt.getTime();
    return {
      class: kind,
      text,
      language,
      order: kind === 'newest first' ? 'NEWEST' : 'RELEVANCE',
      sourceId: isFiltered ? sourceIdOf(sourceHost(source)) : null,
      after: isFiltered ? new Date(newest - filterDays * 86_400_000).toISOString() : null,
    };
  });

export interface QuerySettings {
  corpus: Corpus;
  total: number;
  frequencies: Frequencies;
  /** How many of each class. */
  count: number;
  sourceIdOf: (host: string) => string;
}

/** As many queries of each class as were asked for, or fewer where a small corpus has no more of the kind. */
export const chooseQueries = ({
  corpus,
  total,
  frequencies,
  count,
  sourceIdOf,
}: QuerySettings): SearchQuery[] => {
  const choice: Choice = { corpus, total, frequencies, functionWords: new Set(), random: createRandom(7) };
  return queryClasses.flatMap(kind =>
    Array.from({ length: count }, () => queryOf(kind, choice, sourceIdOf)).filter(query => query !== null),
  );
};
