import { describe, expect, test } from 'vitest';
import { clampFuture, parseNewsDate } from '../../../src/articles/news-date.ts';

const read = (raw: string): string | null => {
  const date = parseNewsDate(raw);
  return date && `${date.value.toISOString().replace('.000Z', 'Z')} ${date.precision}`;
};

describe('a date line gives its instant and how sure it is', () => {
  test.each([
    ['RFC 822', 'Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21Z INSTANT'],
    ['two digits each, dots', '25.04.24', '2024-04-25T00:00:00Z DAY'],
    ['two digits each, with a time', '25.04.24 12:30', '2024-04-25T12:30:00Z ZONE_UNKNOWN'],
    ['two digits each, a clear month', '04/25/24', '2024-04-25T00:00:00Z DAY'],
    ['noon is not midnight', 'Thu, 01 Jan 2004 12:30:00 GMT', '2004-01-01T12:30:00Z INSTANT'],
    ['no weekday, two-digit year', '1 Jan 04 19:48 EST', '2004-01-02T00:48:00Z INSTANT'],
    ['two-digit year of the last century', '1 Jan 99 00:00 GMT', '1999-01-01T00:00:00Z INSTANT'],
    ['numeric zone', 'Thu, 5 Apr 2012 23:47:37 +0530', '2012-04-05T18:17:37Z INSTANT'],
    [
      'long month, zone twice',
      'Thursday, 01 January 2004 19:48:21 +0000 (UTC)',
      '2004-01-01T19:48:21Z INSTANT',
    ],
    ['GMT with an offset', 'Thu, 01 Jan 2004 19:48:21 GMT+0100', '2004-01-01T18:48:21Z INSTANT'],
    ['IST is India', 'Fri, 05 Jan 2024 10:30:00 IST', '2024-01-05T05:00:00Z INSTANT'],
    ['a zone that nobody knows', 'Fri, 05 Jan 2024 10:30:00 XYZ', '2024-01-05T10:30:00Z ZONE_UNKNOWN'],
    ['no zone', 'Fri, 05 Jan 2024 10:30:00', '2024-01-05T10:30:00Z ZONE_UNKNOWN'],
    ['Eastern time in summer', 'Mon, 5 Aug 2024 10:00 ET', '2024-08-05T14:00:00Z INSTANT'],
    ['end of the day', 'Wed, 02 Oct 2002 24:00:00 GMT', '2002-10-03T00:00:00Z INSTANT'],
    ['leap second', 'Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z INSTANT'],
    ['an afternoon after an ISO date', '2023-03-09 7:44 pm', '2023-03-09T19:44:00Z ZONE_UNKNOWN'],
    ['asctime', 'Sun Jan  4 16:29:06 PST 2004', '2004-01-05T00:29:06Z INSTANT'],
    ['W3CDTF', '2004-01-01T19:48:21+05:30', '2004-01-01T14:18:21Z INSTANT'],
    ['noon in W3CDTF', '2024-01-01T12:00:00Z', '2024-01-01T12:00:00Z INSTANT'],
    ['fraction', '2004-01-01T19:48:21.5Z', '2004-01-01T19:48:21.500Z INSTANT'],
    ['basic form', '20040101T194821Z', '2004-01-01T19:48:21Z INSTANT'],
    ['space for T', '2004-07-08 23:56:58.0', '2004-07-08T23:56:58Z ZONE_UNKNOWN'],
    ['a day', '2004-01-31', '2004-01-31T00:00:00Z DAY'],
    ['a month', '2004-02', '2004-02-01T00:00:00Z DAY'],
    ['day of the year', '2003-335', '2003-12-01T00:00:00Z DAY'],
    ['slashes, year first', 'Fri, 2006/09/15 08:19:53 EDT', '2006-09-15T12:19:53Z INSTANT'],
    ['dots are day first', '05.06.2024', '2024-06-05T00:00:00Z DAY'],
    ['slashes with a clear day', '25/12/2024', '2024-12-25T00:00:00Z DAY'],
    ['seconds since 1970', '1700000000', '2023-11-14T22:13:20Z INSTANT'],
    ['twelve-hour clock', 'January 5, 2024 12:15 a.m. EST', '2024-01-05T05:15:00Z INSTANT'],
    ['Hindi month and digits', '५ जनवरी २०२४, १०:३० बजे', '2024-01-05T10:30:00Z ZONE_UNKNOWN'],
    ['Hindi month, other spelling', '6 सितम्बर 2024 | 12:30 IST', '2024-09-06T07:00:00Z INSTANT'],
    ['Hindi month with nukta', 'अपडेटेड 3 फ़रवरी 2024, 05:40 PM (IST)', '2024-02-03T12:10:00Z INSTANT'],
    ['French, weekday like a month', 'mar., 5 janv. 2024 10:00', '2024-01-05T10:00:00Z ZONE_UNKNOWN'],
    ['Greek', 'Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00Z INSTANT'],
    ['Hungarian', '2004-július-13T9:15-05:00', '2004-07-13T14:15:00Z INSTANT'],
    ['Korean words', '2004년 05월 28일  01:31:15', '2004-05-27T16:31:15Z INSTANT'],
    ['Korean afternoon', '2004-05-25 오후 11:23:17', '2004-05-25T14:23:17Z INSTANT'],
  ])('%s', (_, raw, expected) => {
    expect(read(raw)).toBe(expected);
  });
});

describe('what is no date is null', () => {
  test.each([
    ['empty', ''],
    ['words', 'not a date'],
    ['a number in words', 'hello 5 world'],
    ['a day that does not exist', 'Thu, 31 Feb 2026 10:00:00 GMT'],
    ['an hour that does not exist', 'Mon, 02 Nov 2026 25:61:00 +9900'],
    ['slashes that could be two days', '05/06/2024'],
    ['zero', '0'],
    ['an empty value of some software', '0001-01-01T00:00:00Z'],
    ['far too long', `1 Jan 2024 ${'x'.repeat(10_000)}`],
  ])('%s', (_, raw) => {
    expect(parseNewsDate(raw)).toBeNull();
  });

  test('names of object members are no zones', () => {
    expect(parseNewsDate('1 Jan 2024 10:00 constructor')?.precision).toBe('ZONE_UNKNOWN');
  });
});

test('the text that was read is kept, and nothing is clamped yet', () => {
  expect(parseNewsDate(' Jan 5, 2024 ')).toMatchObject({ raw: ' Jan 5, 2024 ', clamped: false });
});

test('a future date is set to now beyond the tolerance only', () => {
  const now = new Date('2026-06-08T10:00:00Z');
  const date = parseNewsDate('2026-06-08T10:05:00Z');
  if (!date) throw new Error('a date that must be read');
  expect(clampFuture(date, now, 600_000)).toBe(date);
  expect(clampFuture(date, now, 60_000)).toEqual({ ...date, value: now, clamped: true });
});
