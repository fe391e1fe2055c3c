const minuteMs = 60_000;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const hindiMonths = 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' ');

const two = (value: number): string => String(value).padStart(2, '0');

/** The date whose UTC fields read as the local time at the offset. */
const shifted = (date: Date, utcOffset: number): Date => new Date(date.getTime() + utcOffset * minuteMs);

const zone = (utcOffset: number, colon: string): string => {
  const minutes = Math.abs(utcOffset);
  return `${utcOffset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
};

/** RFC 822 date with a four-digit year, as RSS 2.0 asks; `utcOffset` in minutes. */
export const toRfc822 = (date: Date, utcOffset: number): string => {
  const at = shifted(date, utcOffset);
  const day = `${days[at.getUTCDay()] ?? ''}, ${two(at.getUTCDate())} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
  const suffix = utcOffset === 0 ? 'GMT' : zone(utcOffset, '');
  return `${day} ${at.toISOString().slice(11, 19)} ${suffix}`;
};

/** RFC 3339 date; `utcOffset` in minutes. */
export const toRfc3339 = (date: Date, utcOffset: number): string => {
  const suffix = utcOffset === 0 ? 'Z' : zone(utcOffset, ':');
  return `${shifted(date, utcOffset).toISOString().slice(0, 19)}${suffix}`;
};

/** The date as a page shows it to a reader of Hindi or English. */
export const toReaderDate = (date: Date, language: string, utcOffset: number): string => {
  const at = shifted(date, utcOffset);
  const name = (language === 'hi' ? hindiMonths : months)[at.getUTCMonth()] ?? '';
  const zoneName = utcOffset === 330 ? 'IST' : 'GMT';
  return `${at.getUTCDate()} ${name} ${at.getUTCFullYear()}, ${at.toISOString().slice(11, 16)} ${zoneName}`;
};
