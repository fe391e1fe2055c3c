import type { UiLanguage } from './strings.ts';

/** How much of a date is certain, in the words of the schema. */
export type ShownPrecision = 'INSTANT' | 'ZONE_ASSUMED' | 'ZONE_UNKNOWN' | 'DAY';

export interface ShownDate {
  /** RFC 3339. */
  value: string;
  precision: string;
}

const dayParts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const timeParts = { hour: 'numeric', minute: '2-digit' } as const;

// The two halves are made apart: what Hindi formats put between and after them suits a sentence, not a label.
// A day, and a time of an unknown zone, are kept as if they were UTC: shown in another zone they would shift.
const instantParts = [dayParts, { ...timeParts, timeZoneName: 'short' }] as const;

const partsOf: Readonly<Record<ShownPrecision, readonly Intl.DateTimeFormatOptions[]>> = {
  INSTANT: instantParts,
  ZONE_ASSUMED: instantParts,
  ZONE_UNKNOWN: [
    { ...dayParts, timeZone: 'UTC' },
    { ...timeParts, timeZone: 'UTC' },
  ],
  DAY: [{ ...dayParts, timeZone: 'UTC' }],
};

const isPrecision = (text: string): text is ShownPrecision => Object.hasOwn(partsOf, text);

const formats = new Map<string, readonly Intl.DateTimeFormat[]>();

/** Making a format costs a hundred times more than using it. */
const formatsFor = (
  { language, timeZone }: DateStyle,
  precision: ShownPrecision,
): readonly Intl.DateTimeFormat[] => {
  const key = `${language} ${timeZone} ${precision}`;
  const kept = formats.get(key);
  if (kept !== undefined) return kept;
  const made = partsOf[precision].map(
    parts => new Intl.DateTimeFormat(`${language}-IN`, { timeZone, ...parts }),
  );
  formats.set(key, made);
  return made;
};

export interface DateStyle {
  language: UiLanguage;
  /** IANA name. */
  timeZone: string;
}

/** Text of a date in the reader's language, or null where it is no date. */
export const dateText = ({ value, precision }: ShownDate, style: DateStyle): string | null => {
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return null;
  return formatsFor(style, isPrecision(precision) ? precision : 'INSTANT')
    .map(format => format.format(instant))
    .join(', ');
};

/** The same for machines: https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element */
export const machineDate = ({ value, precision }: ShownDate): string => {
  if (precision === 'DAY') return value.slice(0, 10);
  return precision === 'ZONE_UNKNOWN' ? value.slice(0, 16) : value;
};
