/*
 * Glosses of articles: "किम जोंग उन (Kim Jong Un)", "Bharatiya Janata Party (BJP)", "भाजपा (BJP)". What stands in the
 * brackets is whole; where the name before them begins has to be told, as for abbreviations by Schwartz and Hearst (2003).
 */
import { glossLikeness, likenessOf, nameWords, reaches, scriptOfName } from './same-name.ts';

/** A name beside what an article gives in brackets after it. */
export interface Gloss {
  name: string;
  gloss: string;
  /** How sure one article makes it: names that sound alike are proof, others have to come again. */
  evidence: 'SOUND' | 'INITIALS' | 'KNOWN';
}

const maxInsideChars = 60;
const maxWordsBefore = 7;
const maxInsideWords = 6;
const maxGlosses = 40;

const bracketed = /\(([^()\n]{2,60})\)/gu;
/** The name before the bracket stands in one clause. */
const clauseEnd = /[.,;:!?।|"“”‘()\n]/u;

interface Words {
  text: string;
  words: string[];
}

/** The last words before a place in the text, the longest run first; each with its own spelling. */
const runsBefore = (text: string, at: number): Words[] => {
  const window = text.slice(Math.max(0, at - 120), at).trimEnd();
  const clause = window.split(clauseEnd).at(-1) ?? '';
  const spelled = clause.split(/\s+/u).filter(word => word !== '');
  const last = spelled.slice(-maxWordsBefore);
  const words = last.map(nameWords);
  return last.map((_, from) => ({ text: last.slice(from).join(' '), words: words.slice(from).flat() }));
};

const isCapitalised = (word: string): boolean => /^[\p{Lu}\p{Nd}]/u.test(word);

/** A name in Latin letters is written with capitals, but for its particles. */
const looksLikeName = ({ text }: Words): boolean => {
  const spelled = text.split(/\s+/u);
  return (
    isCapitalised(spelled[0] ?? '') &&
    isCapitalised(spelled.at(-1) ?? '') &&
    spelled.filter(isCapitalised).length * 2 > spelled.length
  );
};

/** The run that sounds like the gloss. */
const bySound = (runs: readonly Words[], inside: Words): string | null => {
  const run = runs.find(({ words }) => words.length === inside.words.length);
  // One word alone sounds like many others.
  if (run === undefined || run.words.length < 2) return null;
  return reaches(likenessOf(run.words, inside.words), glossLikeness) ? run.text : null;
};

const initialsPattern = /^\p{Lu}{2,8}$/u;

/** The run of which the gloss has the first letters: "Reserve Bank of India (RBI)"; particles may be left out. */
const byInitials = (runs: readonly Words[], inside: Words): string | null => {
  const initials = inside.text.replaceAll('.', '');
  if (!initialsPattern.test(initials)) return null;
  const fits = ({ text }: Words): boolean => {
    const heads = text
      .split(/[\s-]+/u)
      .filter(isCapitalised)
      .map(word => word.charAt(0));
    return heads.join('') === initials && heads.length === initials.length;
  };
  return runs.findLast(run => fits(run) && looksLikeName(run))?.text ?? null;
};

/** The longest run that is the name of a tag. */
const byTag = (runs: readonly Words[], isTag: (name: string) => boolean): string | null =>
  runs.find(({ text }) => isTag(text))?.text ?? null;

/** The glosses of a text. `isTag` says whether a name is a known tag's. */
export const glossesOf = (text: string, isTag: (name: string) => boolean): Gloss[] => {
  const found: Gloss[] = [];
  if (!text.includes('(')) return found;
  for (const match of text.matchAll(bracketed)) {
    if (found.length >= maxGlosses) break;
    const gloss = readGloss(text, match, isTag);
    if (gloss !== null) found.push(gloss);
  }
  return found;
};

const readGloss = (
  text: string,
  { 1: content = '', index }: RegExpExecArray,
  isTag: (name: string) => boolean,
): Gloss | null => {
  const inside: Words = { text: content.trim(), words: nameWords(content) };
  const script = scriptOfName(inside.words);
  if (script === null || inside.words.length > maxInsideWords || content.length > maxInsideChars) return null;
  if (script === 'Latn' && !looksLikeName(inside)) return null;
  const runs = runsBefore(text, index);
  const across = runs.filter(({ words }) => {
    const other = scriptOfName(words);
    return other !== null && other !== script;
  });
  const sounding = bySound(across, inside);
  if (sounding !== null) return { name: sounding, gloss: inside.text, evidence: 'SOUND' };
  const spelled = script === 'Latn' ? byInitials(runs, inside) : null;
  if (spelled !== null) return { name: spelled, gloss: inside.text, evidence: 'INITIALS' };
  const known = byTag(across, isTag);
  return known === null ? null : { name: known, gloss: inside.text, evidence: 'KNOWN' };
};

/** What has been counted of one gloss. */
export interface GlossCount {
  evidence: Gloss['evidence'];
  articles: number;
  sources: number;
}

/** How often a gloss has to come before it is believed, by what it has for it. */
const enough: Readonly<Record<Gloss['evidence'], { articles: number; sources: number }>> = {
  SOUND: { articles: 1, sources: 1 },
  INITIALS: { articles: 2, sources: 1 },
  KNOWN: { articles: 3, sources: 2 },
};

/** Whether the two names are one, as far as articles say. */
export const isBelieved = ({ evidence, articles, sources }: GlossCount): boolean =>
  articles >= enough[evidence].articles && sources >= enough[evidence].sources;
