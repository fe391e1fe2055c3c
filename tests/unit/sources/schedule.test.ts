import { describe, expect, test } from 'vitest';
import { fetchFailureReasons, type FailureReason } from '../../../src/sources/source.ts';
import {
  expectedGapMs,
  isStopped,
  never,
  nextFetchAt,
  publishingGapMs,
  rhythmOf,
  type ScheduleInput,
} from '../../../src/sources/schedule.ts';

const now = new Date('2026-11-24T04:00:00Z');
const minuteMs = 60_000;

const minutesAgo = (...minutes: number[]): Date[] =>
  minutes.map(ago => new Date(now.getTime() - ago * minuteMs));

interface Told extends Partial<Omit<ScheduleInput, 'rhythm'>> {
  publishedAt?: Date[];
  ttlMinutes?: number;
  skipHours?: number[];
  skipDays?: number[];
}

/** Minutes until the next poll; chance in the middle unless told. */
const minutesUntil = ({
  publishedAt = [],
  ttlMinutes,
  skipHours = [],
  skipDays = [],
  ...input
}: Told): number => {
  const due = nextFetchAt({
    now,
    rhythm: rhythmOf({ ttlMinutes: ttlMinutes ?? null, skipHours, skipDays }, publishedAt, now),
    retryAfterSeconds: null,
    consecutiveFailures: 0,
    lastFailureReason: null,
    random: () => 0.5,
    ...input,
  });
  return (due.getTime() - now.getTime()) / minuteMs;
};

describe('the rhythm of a source', () => {
  test('is the time between its items', () => {
    expect(publishingGapMs(minutesAgo(10, 40, 70, 100), now)).toBeCloseTo(30 * minuteMs);
  });

  test('does not depend on the order of the items', () => {
    expect(publishingGapMs(minutesAgo(100, 10, 70, 40), now)).toBe(
      publishingGapMs(minutesAgo(10, 40, 70, 100), now),
    );
  });

  test('follows the newer items more than the older', () => {
    const faster = publishingGapMs(minutesAgo(5, 15, 25, 35, 235, 435, 635), now) ?? 0;
    const slower = publishingGapMs(minutesAgo(5, 205, 405, 605, 615, 625, 635), now) ?? 0;
    expect(faster).toBeLessThan(slower);
  });

  test('slows down with a long silence, and the silence counts also while the feed is unchanged', () => {
    const expected = (times: Date[], at = now) =>
      expectedGapMs(rhythmOf({ ttlMinutes: null }, times, now), at) ?? 0;
    expect(expected(minutesAgo(600, 610, 620))).toBeGreaterThan(expected(minutesAgo(5, 15, 25)) * 5);
    const later = new Date(now.getTime() + 12 * 60 * minuteMs);
    expect(expected(minutesAgo(5, 15, 25), later)).toBeGreaterThan(expected(minutesAgo(5, 15, 25)) * 5);
  });

  test.each([
    ['no items', []],
    ['one item', minutesAgo(10)],
    ['items that all bear one time', minutesAgo(10, 10, 10)],
    ['items of the future', minutesAgo(-10, -20, -30)],
  ])('is not told by %s', (_what, times) => expect(publishingGapMs(times, now)).toBeNull());
});

describe('after a success the next poll comes', () => {
  test.each([
    ['after half of the usual gap', minutesAgo(10, 70, 130, 190), 30],
    ['after 5 minutes at the least', minutesAgo(1, 2, 3, 4), 5],
    ['after a day at the most', minutesAgo(60 * 24 * 30, 60 * 24 * 90), 1_440],
    ['after an hour when nothing is known', [], 60],
  ])('%s', (_when, publishedAt, minutes) => expect(minutesUntil({ publishedAt })).toBeCloseTo(minutes));

  test('somewhat later than the last time when the feed is unchanged', () => {
    expect(minutesUntil({ lastIntervalMs: 40 * minuteMs })).toBeCloseTo(50);
    expect(minutesUntil({ lastIntervalMs: 2_000 * minuteMs })).toBeCloseTo(1_440);
  });

  test.each([
    ['a ttl that is longer', { ttlMinutes: 90 }, 90],
    ['a ttl that is shorter does not hurry it', { ttlMinutes: 10 }, 60],
    ['a Retry-After', { retryAfterSeconds: 7_200 }, 120],
    ['a week of what they ask for at the most', { ttlMinutes: 525_600 }, 10_080],
    ['5 minutes however they ask', { ttlMinutes: 0, publishedAt: minutesAgo(1, 2, 3) }, 5],
  ])('no sooner than they ask: %s', (_wish, input, minutes) => {
    expect(minutesUntil(input)).toBeGreaterThanOrEqual(minutes - 0.01);
    expect(minutesUntil(input)).toBeLessThanOrEqual(minutes * 1.06);
  });

  test('by what was learned before when the feed is unchanged: its rhythm and its wishes', () => {
    const learned = rhythmOf({ ttlMinutes: 90, skipHours: [], skipDays: [] }, minutesAgo(10, 20, 30), now);
    const due = (rhythm: typeof learned) =>
      nextFetchAt({
        now,
        rhythm,
        retryAfterSeconds: null,
        consecutiveFailures: 0,
        lastFailureReason: null,
        random: () => 0,
        lastIntervalMs: minuteMs,
      }).getTime() - now.getTime();
    expect(due(learned)).toBe(90 * minuteMs);
    expect(due({ ...learned, ttlMinutes: null })).toBe(5 * minuteMs);
  });

  test('outside of the days that the feed asks to skip', () => {
    // The 24th of November 2026 is a Tuesday; in this test it is 04:00 there.
    expect(minutesUntil({ skipDays: [2, 3] })).toBe(44 * 60);
    expect(minutesUntil({ skipDays: [2], skipHours: [0, 1, 2, 3, 4, 5, 6] })).toBe(27 * 60);
    expect(minutesUntil({ skipDays: [0, 1, 2, 3, 4, 5, 6] })).toBe(60);
  });

  test('outside of the hours that the feed asks to skip', () => {
    const skipHours = [5, 6, 7];
    expect(minutesUntil({ skipHours })).toBe(4 * 60);
    expect(minutesUntil({ skipHours: [5, 6, 0] })).toBe(3 * 60);
    expect(minutesUntil({ skipHours: [...Array(24).keys()] })).toBe(60);
  });
});

describe('after a failure the next poll comes', () => {
  test.each([
    ['TIMEOUT', [5, 10, 20, 40, 80]],
    ['SERVER_ERROR', [5, 10, 20, 40, 80]],
    ['MALFORMED_FEED', [5, 10, 20, 40, 80]],
    ['RATE_LIMITED', [60, 120, 240, 480, 960]],
    ['BOT_WALL', [60, 120, 240, 480, 960]],
    ['FORBIDDEN', [60, 120, 240, 480, 960]],
    ['BLOCKED_ADDRESS', [360, 720, 1_440, 2_880, 5_760]],
  ] as const)('after pauses that grow for %s', (lastFailureReason, minutes) => {
    const pauses = [1, 2, 3, 4, 5].map(consecutiveFailures =>
      minutesUntil({ lastFailureReason, consecutiveFailures }),
    );
    expect(pauses).toEqual(minutes);
  });

  test('never when its publisher has taken it away, whatever else is asked', () => {
    const input = { now, rhythm: null, retryAfterSeconds: 60, consecutiveFailures: 1, random: () => 0.5 };
    expect(nextFetchAt({ ...input, lastFailureReason: 'GONE' })).toEqual(never);
  });

  const passing: FailureReason[] = [...fetchFailureReasons, 'INTERNAL', 'UNKNOWN_FORMAT'];
  test.each(passing.filter(reason => !isStopped(reason)))(
    'some time for sure, even after a million of %s',
    lastFailureReason => {
      const minutes = minutesUntil({
        lastFailureReason,
        consecutiveFailures: 1_000_000,
        random: () => 0.999,
      });
      expect(minutes).toBeGreaterThanOrEqual(1_440);
      expect(minutes).toBeLessThanOrEqual(31 * 1.25 * 1_440);
    },
  );

  test('not before Retry-After, whatever chance says', () => {
    const wish = {
      lastFailureReason: 'RATE_LIMITED',
      consecutiveFailures: 1,
      retryAfterSeconds: 6 * 3_600,
    } as const;
    expect(minutesUntil({ ...wish, random: () => 0 })).toBe(360);
    expect(minutesUntil({ ...wish, random: () => 0.999 })).toBeGreaterThan(360);
  });

  test('no sooner when Retry-After is shorter than the pause', () => {
    const wish = {
      lastFailureReason: 'RATE_LIMITED',
      consecutiveFailures: 3,
      retryAfterSeconds: 10,
    } as const;
    expect(minutesUntil(wish)).toBe(240);
  });

  test('never within 5 minutes', () => {
    const failure = { lastFailureReason: 'TIMEOUT', consecutiveFailures: 1, random: () => 0 } as const;
    expect(minutesUntil(failure)).toBe(5);
  });
});

test('chance spreads the polls around the plan', () => {
  expect(minutesUntil({ random: () => 0 })).toBeCloseTo(54);
  expect(minutesUntil({ random: () => 0.999 })).toBeCloseTo(66, 0);
});

test('only a source whose publisher said that it is gone counts as stopped', () => {
  expect(isStopped('GONE')).toBe(true);
  expect(isStopped('NOT_FOUND')).toBe(false);
  expect(isStopped(null)).toBe(false);
});
