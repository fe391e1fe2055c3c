/*
 * Devanagari to the Latin spelling that Hindi speakers type: no diacritics, and no schwa where none is spoken.
 * Schwa deletion after Ohala, "Aspects of Hindi Phonology" (1983): at the end of a word, and between
 * two consonants that have vowels on their outer sides, read from the right.
 */

const consonants: Readonly<Record<string, string>> = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'ch', छ: 'chh', ज: 'j', झ: 'jh', ञ: 'n',
  ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n',
  प: 'p', फ: 'ph', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', ळ: 'l', व: 'v',
  श: 'sh', ष: 'sh', स: 's', ह: 'h',
}; // prettier-ignore

/** Consonants with a nukta, where the text still has it. */
const dotted: Readonly<Record<string, string>> = {
  क: 'q', ख: 'kh', ग: 'g', ज: 'z', ड: 'd', ढ: 'dh', फ: 'f',
}; // prettier-ignore

const vowelLetters: Readonly<Record<string, string>> = {
  अ: 'a', आ: 'aa', इ: 'i', ई: 'ee', उ: 'u', ऊ: 'oo', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au', ऑ: 'o', ऍ: 'e',
}; // prettier-ignore

const vowelSigns: Readonly<Record<string, string>> = {
  'ा': 'aa', 'ि': 'i', 'ी': 'ee', 'ु': 'u', 'ू': 'oo', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au',
  'ॉ': 'o', 'ॅ': 'e',
}; // prettier-ignore

const virama = '\u094d';
const nukta = '\u093c';

/** A written syllable: what stands before the vowel, the vowel ('' none, 'a' inherent), a nasal after it. */
interface Syllable {
  onset: string;
  vowel: string;
  inherent: boolean;
  nasal: boolean;
}

const syllablesOf = (word: string): Syllable[] => {
  const syllables: Syllable[] = [];
  for (const char of word.normalize('NFD')) {
    const last = syllables.at(-1);
    const onset = consonants[char];
    if (onset !== undefined) syllables.push({ onset, vowel: 'a', inherent: true, nasal: false });
    else if (vowelLetters[char] !== undefined) {
      syllables.push({ onset: '', vowel: vowelLetters[char], inherent: false, nasal: false });
    } else if (last === undefined) syllables.push({ onset: char, vowel: '', inherent: false, nasal: false });
    else if (char === virama) Object.assign(last, { vowel: '', inherent: false });
    else if (vowelSigns[char] !== undefined)
      Object.assign(last, { vowel: vowelSigns[char], inherent: false });
    else if (char === '\u0901' || char === '\u0902') last.nasal = true;
    else if (char === nukta) last.onset = dottedOnset(last.onset);
    else if (/[\p{L}\p{N}]/u.test(char))
      syllables.push({ onset: char, vowel: '', inherent: false, nasal: false });
  }
  return syllables;
};

const dottedOnset = (onset: string): string => {
  const base = Object.entries(consonants).find(([, latin]) => latin === onset)?.[0];
  return (base === undefined ? undefined : dotted[base]) ?? onset;
};

/** Drops the inherent vowels that are not spoken. */
const dropSchwas = (syllables: Syllable[]): void => {
  const final = syllables.at(-1);
  if (final?.inherent === true && !final.nasal && syllables.length > 1) final.vowel = '';
  for (let i = syllables.length - 2; i > 0; i -= 1) {
    const here = syllables[i];
    const before = syllables[i - 1];
    const after = syllables[i + 1];
    if (here?.inherent !== true || here.nasal || here.onset === '') continue;
    const open = before !== undefined && before.vowel !== '' && !before.nasal;
    if (open && after !== undefined && after.onset !== '' && after.vowel !== '') here.vowel = '';
  }
};

const nasalBefore = (onset: string | undefined): string => (/^[pb]/.test(onset ?? '') ? 'm' : 'n');

export interface RomanStyle {
  /** Long vowels doubled, as the phonetic comparison wants it: "raam", not "ram". */
  long: boolean;
}

/** A Devanagari word in Latin letters: "किम" gives "kim", "करना" "karna". Other scripts pass through. */
export const romanise = (word: string, style: RomanStyle = { long: false }): string => {
  if (!/[\u0900-\u097f]/.test(word)) return word;
  const syllables = syllablesOf(word);
  dropSchwas(syllables);
  const text = syllables
    .map(({ onset, vowel, nasal }, i) => onset + vowel + (nasal ? nasalBefore(syllables[i + 1]?.onset) : ''))
    .join('');
  return style.long ? text : text.replaceAll('aa', 'a').replaceAll('ee', 'i').replaceAll('oo', 'u');
};
