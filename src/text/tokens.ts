/** A word of a text. Offsets are UTF-16 code units into the text as it was given, end exclusive. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/**
 * Marks belong to the word: without \p{M} every Devanagari word would fall apart at its vowel signs.
 * Joiners, the soft hyphen and an apostrophe hold a word together when letters follow.
 */
const word =
  /[\p{L}\p{M}\p{N}]+(?:(?:[\u200c\u200d\u00ad\u2060]+|['\u2019](?=\p{L}))[\p{L}\p{M}\p{N}]+)*[\u200c\u200d]*/gu;

/** Scripts that are written without spaces become overlapping pairs of characters. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const pairsOf = (token: Token): Token[] => {
  const points = Array.from(token.text);
  if (points.length <= 2) return [token];
  const pairs: Token[] = [];
  let start = token.start;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const text = `${points[i] ?? ''}${points[i + 1] ?? ''}`;
    pairs.push({ text, start, end: start + text.length });
    start += (points[i] ?? '').length;
  }
  return pairs;
};

/** The words of a text in order. Any string gives a list; linear in its length. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    const token = { text: match[0], start: match.index, end: match.index + match[0].length };
    if (spaceless.test(token.text)) tokens.push(...pairsOf(token));
    else tokens.push(token);
  }
  return tokens;
};
