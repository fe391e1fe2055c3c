/*
 * Translations of single words between English and Hindi: a written list, and what the platform's own Unicode CLDR data
 * says of countries and languages.
 */
import { glossaryWords } from './glossary-words.ts';
import { normaliseWord } from './normalise.ts';
import { scriptOf } from './script.ts';
import { stemOf } from './stem.ts';

const addPair = (table: Map<string, Set<string>>, from: string, to: string): void => {
  const key = stemOf(from, 'und');
  const known = table.get(key);
  if (known === undefined) table.set(key, new Set([to]));
  else known.add(to);
};

const addEntry = (
  table: Map<string, Set<string>>,
  english: readonly string[],
  hindi: readonly string[],
): void => {
  for (const one of english) {
    for (const other of hindi) {
      addPair(table, one, other);
      addPair(table, other, one);
    }
  }
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Every name of two letters is asked for; what CLDR does not know comes back as null. */
const namesOf = (type: 'region' | 'language'): readonly (readonly [string, string])[] => {
  const english = new Intl.DisplayNames(['en'], { type, fallback: 'none' });
  const hindi = new Intl.DisplayNames(['hi'], { type, fallback: 'none' });
  const codes = Array.from(letters).flatMap(a => Array.from(letters, b => a + b));
  return codes.flatMap(code => {
    const [one, other] = [english.of(code), hindi.of(code)];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
};

/** Names of one word on both sides; the words of longer ones are in the list by themselves. */
const addNames = (table: Map<string, Set<string>>): void => {
  for (const [english, hindi] of [...namesOf('region'), ...namesOf('language')]) {
    if (/\s/.test(english) || /\s/.test(hindi) || scriptOf(hindi) !== 'Deva') continue;
    addEntry(table, [normaliseWord(english)], [normaliseWord(hindi)]);
  }
};

const build = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const table = new Map<string, Set<string>>();
  for (const entry of glossaryWords.split(/[|\n]/)) {
    const words = entry.trim().split(/\s+/).map(normaliseWord);
    const hindi = words.filter(word => scriptOf(word) === 'Deva');
    addEntry(
      table,
      words.filter(word => scriptOf(word) === 'Latn'),
      hindi,
    );
  }
  addNames(table);
  return table;
};

let built: ReadonlyMap<string, ReadonlySet<string>> | null = null;
const none: ReadonlySet<string> = new Set();

/** Words of the other language that may stand for this one, all in normal form; looked up by stem. */
export const translationsOf = (normal: string): ReadonlySet<string> => {
  built ??= build();
  return built.get(stemOf(normal, 'und')) ?? none;
};
