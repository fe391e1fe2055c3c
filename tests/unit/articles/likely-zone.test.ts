import { expect, test } from 'vitest';
import { inZone, likelyZone } from '../../../src/articles/likely-zone.ts';
import { parseNewsDate } from '../../../src/articles/news-date.ts';

const read = (raw: string, zone: string | null) => {
  const date = parseNewsDate(raw);
  if (date === null) throw new Error(`${raw} is a date`);
  return inZone(date, zone);
};

test.each([
  [{ country: 'IN', host: 'news.example', language: 'en' }, 'Asia/Kolkata'],
  [{ country: null, host: 'news.example.in', language: 'en' }, 'Asia/Kolkata'],
  [{ country: null, host: 'news.example', language: 'hi' }, 'Asia/Kolkata'],
  [{ country: null, host: 'paper.co.uk', language: 'en' }, 'Europe/London'],
  [{ country: 'NP', host: 'paper.in', language: 'hi' }, 'Asia/Kathmandu'],
  [{ country: null, host: 'news.com', language: 'en' }, null],
  [{ country: 'US', host: 'news.com', language: 'en' }, null],
])('%o keeps the time of %s', (newsroom, zone) => {
  expect(likelyZone(newsroom)).toBe(zone);
});

test('a time without a zone is read by the newsroom’s clock, and says so', () => {
  expect(read('2023-03-09 19:44', 'Asia/Kolkata')).toMatchObject({
    value: new Date('2023-03-09T14:14:00Z'),
    precision: 'ZONE_ASSUMED',
    raw: '2023-03-09 19:44',
  });
});

test.each([
  ['2026-03-29 01:30', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29 03:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25 04:00', '2026-10-25T03:00:00.000Z'],
  ['2026-07-01 12:00', '2026-07-01T10:00:00.000Z'],
])('summer time is minded: %s in Berlin is %s', (raw, instant) => {
  expect(read(raw, 'Europe/Berlin').value.toISOString()).toBe(instant);
});

test('what has a zone, or no time, or no newsroom is left as it is', () => {
  expect(read('2023-03-09T19:44:00+02:00', 'Asia/Kolkata').precision).toBe('INSTANT');
  expect(read('2023-03-09', 'Asia/Kolkata').precision).toBe('DAY');
  expect(read('2023-03-09 19:44', null).precision).toBe('ZONE_UNKNOWN');
});
