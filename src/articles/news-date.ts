import type { DatePrecision, NewsDate } from './article.ts';
import { asciiDigits, dayHalf, monthNumber, namedZone, readZone, regionOffset } from './news-date-words.ts';

// Dates as feeds and pages write them: RFC 822/2822 and ISO 8601 (W3CDTF) first, by one expression each, then
// any line that has a month's name or an unmistakable numeric date, in whatever order.

const maxDateChars = 120;
// Nothing on the web is older; what claims to be is an empty value of somebody's software (0001, 1900, 1970).
const earliestYear = 1990;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Civil {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

interface TimeOfDay {
  ms: number;
  /** Minutes east of UTC, `null` when not said, or the name of a region. */
  zone: number | string | null;
}

const weekdayFirst = /^(?:[a-z]{2,9}\.?,?\s*)?/i.source;
const rfc822 = new RegExp(
  `${weekdayFirst}(\\d{1,2})[\\s-]+([a-z]{3,9})\\.?,?[\\s-]+(\\d{2,4}),?\\s+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?\\s*([+-]\\d{2}:?\\d{2}|[a-z]{1,5})?$`,
  'i',
);
const iso8601 =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:(?:\s*T\s*|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?|(?!am|pm)[a-z]{2,5})?)?$/i;
const isoOrdinal = /^(\d{4})-?(\d{3})$/;
const isoMonth = /^(\d{4})(?:-(\d{1,2}))?$/;
const epoch = /^\d{10}(?:\d{3})?(?:\.\d+)?$/;
const clockTime = /(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2})(?:[.,](\d+))?)?/;
const offsetAfterTime = /^\s*\(?\s*(?:GMT|UTC|UT)?\s*([+-]\d{1,2}(?::?\d{2})?)(?![\d-])/i;

/**
 * Reads a date line; null when there is none to be sure of. A time without a zone is read as UTC and marked
 * ZONE_UNKNOWN; a line without a time is DAY. `clamped` is always false here.
 */
export const parseNewsDate = (raw: string): NewsDate | null => {
  if (raw.length > maxDateChars * 4) return null;
  const line = asciiDigits(raw.replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '' || line.length > maxDateChars) return null;
  return readRfc822(line, raw) ?? readIso(line, raw) ?? readCoarse(line, raw) ?? readLoose(line, raw);
};

/** A date that lies more than `toleranceMs` after `now` is set to `now` and marked. */
export const clampFuture = (date: NewsDate, now: Date, toleranceMs: number): NewsDate =>
  date.value.getTime() > now.getTime() + toleranceMs
    ? { ...date, value: new Date(now), clamped: true }
    : date;

const readRfc822 = (line: string, raw: string): NewsDate | null => {
  const match = rfc822.exec(line);
  const month = match && monthNumber(match[2] ?? '');
  if (!match || !month) return null;
  const civil = { year: fullYear(match[3] ?? ''), month, day: Number(match[1]) };
  const ms = timeMs(match.slice(4, 7), null);
  return ms === null ? null : build(civil, { ms, zone: readZone(match[7] ?? '') }, raw);
};

const readIso = (line: string, raw: string): NewsDate | null => {
  const match = iso8601.exec(line);
  if (!match) return null;
  const civil = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (match[4] === undefined) return build(civil, null, raw);
  const ms = timeMs(match.slice(4, 8), null);
  return ms === null ? null : build(civil, { ms, zone: readZone(match[8] ?? '') }, raw);
};

/** Year, month or day of the year (ISO 8601), or seconds or milliseconds since 1970. */
const readCoarse = (line: string, raw: string): NewsDate | null => {
  const ordinal = isoOrdinal.exec(line);
  if (ordinal && Number(ordinal[2]) >= 1 && Number(ordinal[2]) <= 366) {
    const start = Date.UTC(Number(ordinal[1]), 0, 1);
    return newsDate(start + (Number(ordinal[2]) - 1) * dayMs, 'DAY', raw);
  }
  const month = isoMonth.exec(line);
  if (month) return build({ year: Number(month[1]), month: Number(month[2] ?? 1), day: 1 }, null, raw);
  if (!epoch.test(line)) return null;
  const value = Number(line);
  return newsDate(value < 1e11 ? value * 1000 : value, 'INSTANT', raw);
};

const readLoose = (line: string, raw: string): NewsDate | null => {
  const match = clockTime.exec(line);
  const before = match ? line.slice(0, match.index) : line;
  const after = match ? line.slice(match.index + match[0].length) : '';
  const offset = offsetAfterTime.exec(after);
  const rest = offset ? after.slice(offset[0].length) : after;
  const civil = readCivil(`${before} ${rest}`);
  if (!civil) return null;
  if (!match) return build(civil, null, raw);
  const ms = timeMs(match.slice(1), dayHalf(`${before} ${after}`));
  if (ms === null) return null;
  return build(civil, { ms, zone: offset?.[1] ? readZone(offset[1]) : namedZone(rest, line) }, raw);
};

/** Finds year, month and day in words and numbers; an order that could mean two days gives null. */
const readCivil = (text: string): Civil | null => {
  const tokens = text.match(/\d+|[\p{L}\p{M}]+|[/.년月年]/gu) ?? [];
  return readNamedMonth(tokens) ?? readNumeric(text);
};

const readNamedMonth = (tokens: readonly string[]): Civil | null => {
  const parts = tokens.filter(token => /[\d\p{L}]/u.test(token));
  const months = parts.map(part => (/\d/.test(part) ? 0 : monthNumber(part)));
  const isNumber = (index: number): boolean => /^\d+$/.test(parts[index] ?? '');
  // "mar., 5 janv. 2024": the word behind a number is the month, the one in front may be a weekday.
  let at = months.findIndex((month, index) => month > 0 && isNumber(index - 1));
  if (at < 0) at = months.findIndex((month, index) => month > 0 && isNumber(index + 1));
  const month = months[at];
  if (!month) return null;
  const numbers = parts.filter((_, index) => isNumber(index));
  const yearAt = numbers.findIndex(number => number.length === 4);
  const year =
    yearAt >= 0 ? numbers[yearAt] : numbers.find((number, index) => index > 0 && number.length === 2);
  const day = numbers.find((number, index) => index !== yearAt && number.length <= 2);
  if (year === undefined || day === undefined) return null;
  return { year: fullYear(year), month, day: Number(day) };
};

const yearFirst = /(?<!\d)(\d{4})\s?[-/.년年]\s?(\d{1,2})\s?[-/.월月]\s?(\d{1,2})(?!\d)/u;
const yearLast = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
/** "25.04.24", two digits each, so that a version number is none. */
const shortYearLast = /(?<![\d./])(\d{2})([./])(\d{2})\2(\d{2})(?![\d./])/;
const shortYearFirst = /^(\d{2})-(\d{2})-(\d{2})(?!\d)/;

const readNumeric = (text: string): Civil | null => {
  const leading = yearFirst.exec(text);
  if (leading) return { year: Number(leading[1]), month: Number(leading[2]), day: Number(leading[3]) };
  const short = shortYearFirst.exec(text);
  if (short) return { year: fullYear(short[1] ?? ''), month: Number(short[2]), day: Number(short[3]) };
  const match = yearLast.exec(text) ?? shortYearLast.exec(text);
  if (!match) return null;
  const [first, second, year] = [Number(match[1]), Number(match[3]), fullYear(match[4] ?? '')];
  // Dots and hyphens are day first everywhere; slashes are month first in America, so only a clear one counts.
  if (match[2] !== '/' || first > 12 || first === second) return { year, month: second, day: first };
  return second > 12 ? { year, month: first, day: second } : null;
};

const build = (civil: Civil, time: TimeOfDay | null, raw: string): NewsDate | null => {
  if (civil.year < earliestYear) return null;
  const midnight = Date.UTC(civil.year, civil.month - 1, civil.day);
  const back = new Date(midnight);
  if (back.getUTCMonth() !== civil.month - 1 || back.getUTCDate() !== civil.day) return null;
  if (!time) return newsDate(midnight, 'DAY', raw);
  const local = midnight + time.ms;
  if (time.zone === null) return newsDate(local, 'ZONE_UNKNOWN', raw);
  const offset = typeof time.zone === 'number' ? time.zone : regionOffset(time.zone, local);
  return newsDate(local - offset * minuteMs, 'INSTANT', raw);
};

const newsDate = (ms: number, precision: DatePrecision, raw: string): NewsDate | null => {
  const value = new Date(ms);
  const year = value.getUTCFullYear();
  return year >= earliestYear && year <= 9999 ? { value, precision, raw, clamped: false } : null;
};

/** Hours, minutes, seconds and fraction to milliseconds; 24:00 is the end of the day, a leap second is 59. */
const timeMs = (parts: readonly (string | undefined)[], half: 0 | 12 | null): number | null => {
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(0, 3).map(part => Number(part ?? 0));
  if (hours > 24 || minutes > 59 || seconds > 60) return null;
  const hour = half === null || hours > 12 ? hours : (hours % 12) + half;
  const fraction = Number(`0.${parts[3] ?? '0'}`);
  return ((hour * 60 + minutes) * 60 + Math.min(seconds, 59)) * 1000 + Math.floor(fraction * 1000);
};

/** RFC 2822 section 4.3: two digits are 1950 to 2049, three count from 1900. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
};
