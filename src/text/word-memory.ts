/*
 * What was worked out about words. The news uses the same words over and over: working each out once takes most of the
 * cost away. Two generations: when the younger one is full, the older is forgotten, so that what is in use stays.
 */

/** Words of one generation, over all languages: some ten megabytes. */
const maxWords = 60_000;

type Words<T> = Map<string, T>;

/** A part of a text keeps the whole text in memory; a copy does not. */
const detached = (word: string): string => Buffer.from(word, 'utf16le').toString('utf16le');

/** `compute` with a memory; what it gives for a word of a language must always be the same. */
export const createWordMemory = <T>(
  compute: (word: string, language: string) => T,
): ((word: string, language: string) => T) => {
  let young = new Map<string, Words<T>>();
  let old = new Map<string, Words<T>>();
  let count = 0;

  const wordsOf = (language: string): Words<T> => {
    const known = young.get(language);
    if (known !== undefined) return known;
    const words: Words<T> = new Map();
    young.set(language, words);
    return words;
  };
  const remember = (word: string, language: string): T => {
    const found = old.get(language)?.get(word);
    const key = detached(word);
    const value = found ?? compute(key, language);
    if (count >= maxWords) {
      old = young;
      young = new Map();
      count = 0;
    }
    wordsOf(language).set(key, value);
    count += 1;
    return value;
  };
  return (word, language) => young.get(language)?.get(word) ?? remember(word, language);
};
