import { child, childrenNamed, textOf, textOfChild } from '../../core/xml/element.ts';
import type { XmlElement } from '../../core/xml/tree.ts';

const periodMinutes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hourly: 60,
    daily: 1440,
    weekly: 10_080,
    monthly: 43_200,
    yearly: 525_600,
  }),
);

/** Minutes between polls as RSS's ttl or the syndication module of RSS 1.0 ask for; null when neither does. */
export const ttlMinutesOf = (channel: XmlElement): number | null => {
  const ttl = positive(textOfChild(channel, ['ttl']));
  if (ttl !== null) return ttl;
  const period = periodMinutes.get(textOfChild(channel, ['sy:updateperiod'])?.toLowerCase() ?? '');
  if (period === undefined) return null;
  const frequency = positive(textOfChild(channel, ['sy:updatefrequency'])) ?? 1;
  return Math.max(1, Math.round(period / frequency));
};

const positive = (raw: string | null): number | null => {
  const value = Number.parseInt(raw ?? '', 10);
  return value > 0 && value <= 525_600 ? value : null;
};

/** Hours of the day in GMT that RSS's skipHours names. 24 is midnight in the manner of RSS 0.91, which counted from 1. */
export const skipHoursOf = (channel: XmlElement): number[] =>
  distinct(
    wordsIn(channel, 'skiphours', 'hour').flatMap(word => {
      const hour = /^\d{1,2}$/.test(word) ? Number(word) : -1;
      return hour >= 0 && hour <= 24 ? [hour % 24] : [];
    }),
  );

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Days of the week, 0 is Sunday, that RSS's skipDays names. */
export const skipDaysOf = (channel: XmlElement): number[] =>
  distinct(
    wordsIn(channel, 'skipdays', 'day').flatMap(word => {
      const day = dayNames.indexOf(word.toLowerCase());
      return day === -1 ? [] : [day];
    }),
  );

const wordsIn = (channel: XmlElement, list: string, entry: string): string[] => {
  const parent = child(channel, list);
  return parent === null ? [] : childrenNamed(parent, entry).map(element => textOf(element).trim());
};

const distinct = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
