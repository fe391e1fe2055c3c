import { textOfChild } from '../../core/xml/element.ts';
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
