/*
 * Light stems. Hindi is Snowball's algorithm after Ramanathan and Rao, "A Lightweight Stemmer for Hindi" (2003);
 * the others are Snowball too, from one package of generated code.
 */
import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { foldLatin } from './normalise.ts';
import { scriptOf } from './script.ts';
import type { Script } from './script.ts';

type Stemmer = (word: string) => string;

const stemmers: ReadonlyMap<string, { script: Script; stem: Stemmer }> = new Map([
  ['ar', { script: 'Arab', stem: arabic }],
  ['da', { script: 'Latn', stem: danish }],
  ['de', { script: 'Latn', stem: german }],
  ['en', { script: 'Latn', stem: english }],
  ['es', { script: 'Latn', stem: spanish }],
  ['fi', { script: 'Latn', stem: finnish }],
  ['fr', { script: 'Latn', stem: french }],
  ['hi', { script: 'Deva', stem: hindi }],
  ['it', { script: 'Latn', stem: italian }],
  ['ne', { script: 'Deva', stem: nepali }],
  ['nl', { script: 'Latn', stem: dutch }],
  ['no', { script: 'Latn', stem: norwegian }],
  ['pt', { script: 'Latn', stem: portuguese }],
  ['ru', { script: 'Cyrl', stem: russian }],
  ['sv', { script: 'Latn', stem: swedish }],
  ['ta', { script: 'Zxxx', stem: tamil }],
  ['tr', { script: 'Latn', stem: turkish }],
]);

/** Who stems a word whose script is not that of its text's language: "Google" in a Hindi article is English. */
const scriptDefault: Partial<Record<Script, string>> = { Deva: 'hi', Latn: 'en', Cyrl: 'ru', Arab: 'ar' };

/** Languages in Devanagari that the Hindi stemmer would cut wrongly. */
const unstemmed: ReadonlySet<string> = new Set(['mr', 'sa', 'kok']);

const stemmerFor = (script: Script, language: string): Stemmer | null => {
  const own = stemmers.get(language);
  if (own?.script === script) return own.stem;
  if (script === 'Deva' && unstemmed.has(language)) return null;
  const fallback = scriptDefault[script];
  return fallback === undefined ? null : (stemmers.get(fallback)?.stem ?? null);
};

/**
 * Stem of a word in normal form, as a string of the same script. `language` is a primary subtag;
 * an unknown one stems by script.
 */
export const stemOf = (normal: string, language: string): string => {
  const script = scriptOf(normal);
  const stemmer = stemmerFor(script, language);
  if (stemmer === null) return normal;
  const stemmed = stemmer(normal);
  return script === 'Latn' ? foldLatin(stemmed) : stemmed;
};
