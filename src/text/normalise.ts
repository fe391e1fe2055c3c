/*
 * Normal form of one word: two spellings that a reader takes for the same word become one string.
 *
 * Devanagari (Unicode Standard, chapter 12; the choices follow what Hindi newspapers vary in):
 * nukta dropped, candrabindu = anusvara, nasal + virama before a stop of its own class = anusvara,
 * candra o = aa, visarga and joiners dropped, glide -ye/-yi after a vowel = -e/-i, digits to ASCII.
 * Vowel signs and virama stay: they tell words apart (sena "army", sona "gold").
 */

/** Zero-width joiners, soft hyphen, word joiner, byte order mark: they steer shaping, not meaning. */
const invisible = /[\u200b-\u200f\u00ad\u2060\ufeff]/g;

/** A nasal consonant and virama before a stop of its own class. */
const homorganicNasal =
  /\u0919\u094d(?=[\u0915-\u0918])|\u091e\u094d(?=[\u091a-\u091d])|\u0923\u094d(?=[\u091f-\u0922])|\u0928\u094d(?=[\u0924-\u0927])|\u092e\u094d(?=[\u092a-\u092d])/g;

/** गये = गए, नयी = नई, आयें = आएं: the glide between two vowels is written or not. */
const glide = /(?<=[\u0905-\u0914\u0915-\u0939\u093e-\u094c])\u092f([\u0947\u0940])/g;

const normaliseDevanagari = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll('\u093c', '')
    .replaceAll('\u0901', '\u0902')
    .replace(homorganicNasal, '\u0902')
    .replaceAll('\u0949', '\u093e')
    .replaceAll('\u0911', '\u0906')
    .replaceAll('\u0945', '\u0947')
    .replaceAll('\u090d', '\u090f')
    .replace(/[\u0903\u093d]/g, '')
    .replace(glide, (_, sign: string) => (sign === '\u0947' ? '\u090f' : '\u0908'))
    .normalize('NFC');

/** Latin letters that do not decompose. */
const latinLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
};

/** Lower-case Latin without diacritics: "Shōwa" gives "showa". Other scripts pass through. */
export const foldLatin = (word: string): string => {
  if (/^[\x20-\x7e]*$/.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})[\u0300-\u036f]+/gu, '')
    .replace(/[ßæœøłđðþıħ]/g, letter => latinLetters[letter] ?? letter)
    .normalize('NFC');
};

/** Arabic script: tatweel and vowel marks dropped, Persian and Urdu letters on their Arabic base. */
const normaliseArabic = (word: string): string =>
  word
    .replace(/[\u0640\u064b-\u065f\u0670]/g, '')
    .replace(/[\u0622\u0623\u0625]/g, '\u0627')
    .replace(/[\u06cc\u0649]/g, '\u064a')
    .replaceAll('\u06a9', '\u0643')
    .replace(/[\u06c1\u06be]/g, '\u0647');

/** Decimal digits of any script as ASCII. */
const asciiDigits = (word: string): string =>
  word.replace(/(?![0-9])\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    // Unicode keeps ten digits together, from a code point that ends in 0 or, as in the Indic blocks, in 6.
    const row = code - (code & 0xf);
    const zero = /\p{Nd}/u.test(String.fromCodePoint(row)) ? row : row + 6;
    return code >= zero && code <= zero + 9 ? String(code - zero) : digit;
  });

/** Case, compatibility forms, joiners and digits. */
const lowerWord = (word: string): string => {
  const plain = word.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFC');
  return asciiDigits(plain).replace(/[\u2019\u02bc\uff07]/g, "'");
};

/** The normal form of a word. Idempotent. */
export const normaliseWord = (word: string): string => {
  if (/^[a-z0-9]+$/.test(word)) return word;
  if (/^[a-zA-Z0-9]+$/.test(word)) return word.toLowerCase();
  const lower = lowerWord(word).replace(/'s$|'/g, '');
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  if (/[\u0900-\u097f]/.test(lower)) return normaliseDevanagari(lower);
  if (/[\u0600-\u06ff]/.test(lower)) return normaliseArabic(lower);
  return foldLatin(lower);
};
