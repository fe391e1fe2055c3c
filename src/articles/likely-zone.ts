import type { NewsDate } from './article.ts';

/** What tells where a newsroom's clock hangs. */
export interface Newsroom {
  /** ISO 3166-1 alpha-2, where the operator has said so. */
  country: string | null;
  /** Host of the article's address. */
  host: string;
  /** Primary subtag of the article's language. */
  language: string;
}

/** Countries whose news keeps one clock, by ISO 3166-1 alpha-2. */
const countryZones: ReadonlyMap<string, string> = new Map([
  ['IN', 'Asia/Kolkata'],
  ['LK', 'Asia/Colombo'],
  ['NP', 'Asia/Kathmandu'],
  ['BD', 'Asia/Dhaka'],
  ['PK', 'Asia/Karachi'],
  ['BT', 'Asia/Thimphu'],
  ['AF', 'Asia/Kabul'],
  ['AE', 'Asia/Dubai'],
  ['SA', 'Asia/Riyadh'],
  ['SG', 'Asia/Singapore'],
  ['MY', 'Asia/Kuala_Lumpur'],
  ['TH', 'Asia/Bangkok'],
  ['VN', 'Asia/Ho_Chi_Minh'],
  ['PH', 'Asia/Manila'],
  ['CN', 'Asia/Shanghai'],
  ['HK', 'Asia/Hong_Kong'],
  ['TW', 'Asia/Taipei'],
  ['JP', 'Asia/Tokyo'],
  ['KR', 'Asia/Seoul'],
  ['IL', 'Asia/Jerusalem'],
  ['TR', 'Europe/Istanbul'],
  ['GB', 'Europe/London'],
  ['IE', 'Europe/Dublin'],
  ['DE', 'Europe/Berlin'],
  ['AT', 'Europe/Vienna'],
  ['CH', 'Europe/Zurich'],
  ['FR', 'Europe/Paris'],
  ['BE', 'Europe/Brussels'],
  ['NL', 'Europe/Amsterdam'],
  ['IT', 'Europe/Rome'],
  ['DK', 'Europe/Copenhagen'],
  ['SE', 'Europe/Stockholm'],
  ['NO', 'Europe/Oslo'],
  ['FI', 'Europe/Helsinki'],
  ['PL', 'Europe/Warsaw'],
  ['CZ', 'Europe/Prague'],
  ['HU', 'Europe/Budapest'],
  ['RO', 'Europe/Bucharest'],
  ['GR', 'Europe/Athens'],
  ['UA', 'Europe/Kyiv'],
  ['ZA', 'Africa/Johannesburg'],
  ['KE', 'Africa/Nairobi'],
  ['NG', 'Africa/Lagos'],
  ['EG', 'Africa/Cairo'],
  ['NZ', 'Pacific/Auckland'],
]);

/** Languages that are printed in one zone, nearly always. */
const languageZones: ReadonlyMap<string, string> = new Map([
  ...['hi', 'gu', 'mr', 'te', 'kn', 'ml', 'or', 'as'].map(language => [language, 'Asia/Kolkata'] as const),
  ['ne', 'Asia/Kathmandu'],
  ['si', 'Asia/Colombo'],
  ['ja', 'Asia/Tokyo'],
  ['ko', 'Asia/Seoul'],
  ['de', 'Europe/Berlin'],
  ['it', 'Europe/Rome'],
  ['pl', 'Europe/Warsaw'],
  ['sv', 'Europe/Stockholm'],
  ['da', 'Europe/Copenhagen'],
  ['fi', 'Europe/Helsinki'],
]);

/** The zone of the newsroom's clock by its country, its domain or its language, in this order; null: no telling. */
export const likelyZone = ({ country, host, language }: Newsroom): string | null => {
  const domain = host.slice(host.lastIndexOf('.') + 1).toUpperCase();
  return (
    countryZones.get(country ?? '') ??
    countryZones.get(domain === 'UK' ? 'GB' : domain) ??
    languageZones.get(language) ??
    null
  );
};

const offsetFormats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a zone's clock is ahead of UTC at an instant. */
const offsetMinutes = (zone: string, at: Date): number => {
  const format =
    offsetFormats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  offsetFormats.set(zone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/u.exec(name) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
};

const minuteMs = 60_000;

/**
 * A local time that was given without its zone, read by the clock of the newsroom; any other date as it is. Read as UTC,
 * an Indian evening would lie hours ahead.
 */
export const inZone = (date: NewsDate, zone: string | null): NewsDate => {
  if (zone === null || date.precision !== 'ZONE_UNKNOWN') return date;
  const local = date.value.getTime();
  const guess = new Date(local - offsetMinutes(zone, date.value) * minuteMs);
  // Around a change of clocks the offset at the guess is the one that counts.
  const value = new Date(local - offsetMinutes(zone, guess) * minuteMs);
  return { ...date, value, precision: 'ZONE_ASSUMED' };
};
