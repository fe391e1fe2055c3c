import { dayHalves, extraMonthNames, monthLocales, regionalZones, zoneOffsets } from './news-date-names.ts';

/** Minutes east of UTC or the name of a region, from an offset or a zone's usual name; null for others. */
export const readZone = (text: string): number | string | null => {
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (match) {
    const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
    return minutes > 18 * 60 ? null : minutes * (match[1] === '-' ? -1 : 1);
  }
  const name = text.toLowerCase();
  return zoneOffsets.get(name) ?? regionalZones.get(name) ?? null;
};

/** The first zone's name in the rest of a line. */
export const namedZone = (rest: string, line: string): number | string | null => {
  for (const word of rest.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const zone = readZone(word);
    if (zone !== null) return zone;
  }
  // Korean blog engines print no zone; the whole country has one.
  return /[년오]/u.test(line) ? (zoneOffsets.get('kst') ?? null) : null;
};

/** 0 before noon, 12 after, null when a line does not say. */
export const dayHalf = (text: string): 0 | 12 | null => {
  const words = text.toLowerCase().replace(/([ap])\.\s?m\.?/g, '$1m');
  for (const word of words.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const half = dayHalves.get(word);
    if (half !== undefined) return half;
  }
  return null;
};

/** Minutes east of UTC in an IANA zone about a time. */
export const regionOffset = (zone: string, localMs: number): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name =
    format.formatToParts(new Date(localMs)).find(part => part.type === 'timeZoneName')?.value ?? '';
  const offset = readZone(name.replace('GMT', ''));
  return typeof offset === 'number' ? offset : 0;
};

const digitZeros = [0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0660, 0x06f0, 0xff10];

/** Devanagari, Bengali, Gurmukhi, Gujarati, Arabic and full-width digits to ASCII. */
export const asciiDigits = (text: string): string =>
  /[^\x20-\x7e]/.test(text)
    ? text.replace(/\p{Nd}/gu, digit => {
        const code = digit.codePointAt(0) ?? 0;
        const zero = digitZeros.find(start => code >= start && code <= start + 9);
        return zero === undefined ? digit : String(code - zero);
      })
    : text;

/** Case, accents (not vowel signs of Indic scripts) and the nukta do not tell months apart. */
const foldName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u093c]/g, '')
    .replace(/\.$/, '');

let monthNames: Map<string, number> | null = null;

/** 1 to 12, or 0 for what is no month's name. */
export const monthNumber = (name: string): number => {
  monthNames ??= collectMonthNames();
  return monthNames.get(foldName(name)) ?? 0;
};

const collectMonthNames = (): Map<string, number> => {
  const names = new Map<string, number>();
  const add = (name: string, month: number): void => {
    const key = foldName(name);
    if (!/\d/.test(key) && !names.has(key)) names.set(key, month);
  };
  extraMonthNames.forEach((list, index) => list.forEach(name => add(name, index + 1)));
  for (const locale of monthLocales) {
    for (const month of ['long', 'short'] as const) addLocaleMonths(locale, month, add);
  }
  return names;
};

const addLocaleMonths = (
  locale: string,
  style: 'long' | 'short',
  add: (name: string, month: number) => void,
): void => {
  // With a day beside it a month stands in the genitive, as in a date line.
  for (const options of [{ month: style }, { month: style, day: 'numeric' }] as const) {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const parts = format.formatToParts(new Date(Date.UTC(2024, month - 1, 15)));
      add(parts.find(part => part.type === 'month')?.value ?? '', month);
    }
  }
};
