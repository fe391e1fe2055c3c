/** A word of a text. Offsets are UTF-16 code units into the text as it was given, end exclusive. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/*
 * Marks belong to the word: without \p{M} every Devanagari word would fall apart at its vowel signs.
 * Joiners, the soft hyphen and an apostrophe hold a word together when letters follow.
 */
const letter = /^\p{L}$/u;
const markOrNumber = /^[\p{M}\p{N}]$/u;
/** Scripts that are written without spaces become overlapping pairs of characters. */
const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u;
const joiners = '\u200c\u200d\u00ad\u2060';
const apostrophes = "'\u2019";

/** What a character is to a word; 0: not looked at yet. From `firstInWord` on it is a part of one. */
const kinds = {
  other: 1,
  joiner: 2,
  /** A joiner that may also stand at the end of a word. */
  finalJoiner: 3,
  apostrophe: 4,
  mark: 5,
  letter: 6,
  spacelessMark: 7,
  spacelessLetter: 8,
} as const;
const firstInWord = kinds.mark;

const classify = (character: string): number => {
  if (letter.test(character)) return spaceless.test(character) ? kinds.spacelessLetter : kinds.letter;
  if (markOrNumber.test(character)) return spaceless.test(character) ? kinds.spacelessMark : kinds.mark;
  if (apostrophes.includes(character)) return kinds.apostrophe;
  const joiner = joiners.indexOf(character);
  if (joiner < 0) return kinds.other;
  return joiner < 2 ? kinds.finalJoiner : kinds.joiner;
};

/** By UTF-16 code unit: every character of the news is asked for, and patterns are slow to ask. */
const known = new Uint8Array(0x1_0000);

const kindAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  const kind = known[unit];
  if (kind !== undefined && kind !== 0) return kind;
  if (unit >= 0xd800 && unit < 0xdc00) return classify(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return Number.isNaN(unit) ? kinds.other : (known[unit] = classify(String.fromCharCode(unit)));
};

/** Two code units for a character beyond the first plane. */
const widthAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
};

const isJoiner = (kind: number): boolean => kind === kinds.joiner || kind === kinds.finalJoiner;
const isLetter = (kind: number): boolean => kind === kinds.letter || kind === kinds.spacelessLetter;

/** Where a word goes on behind what holds it together at `at`; `at` itself where it does not. */
const behindLink = (text: string, at: number): number => {
  const kind = kindAt(text, at);
  if (kind === kinds.apostrophe) return isLetter(kindAt(text, at + 1)) ? at + 1 : at;
  if (!isJoiner(kind)) return at;
  let next = at + 1;
  while (isJoiner(kindAt(text, next))) next += 1;
  return kindAt(text, next) >= firstInWord ? next : at;
};

/** Calls `visit` for each run of word characters in order; `isSpaceless`: some of it is of a script without spaces. */
const forEachRun = (
  text: string,
  visit: (start: number, end: number, isSpaceless: boolean) => void,
): void => {
  const { length } = text;
  let at = 0;
  while (at < length) {
    let kind = kindAt(text, at);
    if (kind < firstInWord) {
      at += widthAt(text, at);
      continue;
    }
    const start = at;
    let isSpaceless = false;
    while (kind >= firstInWord) {
      if (kind > kinds.letter) isSpaceless = true;
      at += widthAt(text, at);
      kind = kindAt(text, at);
      // Nearly always a space or a sign.
      if (kind === kinds.other || kind >= firstInWord) continue;
      const behind = behindLink(text, at);
      if (behind === at) break;
      at = behind;
      kind = kindAt(text, at);
    }
    while (kindAt(text, at) === kinds.finalJoiner) at += 1;
    visit(start, at, isSpaceless);
  }
};

const visitPairs = (text: string, start: number, visit: (start: number, end: number) => void): void => {
  const points = Array.from(text);
  if (points.length <= 2) {
    visit(start, start + text.length);
    return;
  }
  let at = start;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const first = (points[i] ?? '').length;
    visit(at, at + first + (points[i + 1] ?? '').length);
    at += first;
  }
};

/** Calls `visit` with the place of each word of a text in order. Any string will do; linear in its length. */
export const forEachWord = (text: string, visit: (start: number, end: number) => void): void => {
  forEachRun(text, (start, end, isSpaceless) => {
    if (isSpaceless) visitPairs(text.slice(start, end), start, visit);
    else visit(start, end);
  });
};

/** The words of a text in order. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  forEachWord(text, (start, end) => {
    tokens.push({ text: text.slice(start, end), start, end });
  });
  return tokens;
};
