/*
 * Places that are known beforehand by their names in both languages: a written list, and the countries of Unicode CLDR
 * as the platform has them. A place is one tag however it is spelled, without having to be learned.
 */
import { placeNames } from './place-names.ts';
import { nameWords } from './same-name.ts';

export interface Place {
  /** The name that its tag goes by. */
  english: string;
  hindi: string;
  others: readonly string[];
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes that ISO 3166-1 leaves to users, and CLDR's own beyond it, name no country. */
const noCountry = /^(?:Q[M-Z]|X.|Z.|A[A]|EU|EZ|UN)$/;

const countries = (): Place[] => {
  const names = (language: string) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const [english, hindi] = [names('en'), names('hi')];
  return letters
    .flatMap(first => letters.map(second => first + second))
    .filter(code => !noCountry.test(code))
    .flatMap(code => {
      const [one, other] = [english.of(code), hindi.of(code)];
      return one === undefined || other === undefined ? [] : [{ english: one, hindi: other, others: [] }];
    });
};

const listed = (): Place[] =>
  placeNames
    .trim()
    .split('\n')
    .flatMap(line => {
      const sides = line.split('|').map(side => side.split('/').map(name => name.trim()));
      const [[english, ...moreEnglish] = [], [hindi, ...moreHindi] = []] = sides;
      return english === undefined || hindi === undefined
        ? []
        : [{ english, hindi, others: [...moreEnglish, ...moreHindi] }];
    });

const keyOf = (name: string): string => nameWords(name).join(' ');

const build = (): ReadonlyMap<string, Place> => {
  const byName = new Map<string, Place>();
  // The written list comes first: a country that it has keeps one tag with the names that CLDR adds.
  for (const place of [...listed(), ...countries()]) {
    const names = [place.english, place.hindi, ...place.others].map(keyOf).filter(key => key !== '');
    const known = names.map(key => byName.get(key)).find(found => found !== undefined) ?? place;
    for (const key of names) if (!byName.has(key)) byName.set(key, known);
  }
  return byName;
};

let built: ReadonlyMap<string, Place> | null = null;

/** The place of this name, in either language; null where the name is no known place's. */
export const placeOf = (name: string): Place | null => {
  built ??= build();
  return built.get(keyOf(name)) ?? null;
};
