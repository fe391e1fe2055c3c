/**
 * When a source is read next. A source that publishes is read twice in the time it takes between two items, within
 * 5 minutes and a day; one that fails is asked again after pauses that double up to a bound that depends on the
 * cause. No cause ends the asking for good: feeds that were gone for months have come back.
 */
import type { FailureReason } from './source.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface ScheduleInput {
  now: Date;
  /** Claimed publication times of the items last seen, in any order. */
  publishedAt: readonly Date[];
  /** Minutes that the feed itself asks to wait (ttl, sy:updatePeriod). */
  ttlMinutes: number | null;
  /** Seconds that the server asks to wait. */
  retryAfterSeconds: number | null;
  /** Failed attempts in a row, this one included; 0 after a success. */
  consecutiveFailures: number;
  /** Cause of the last attempt's failure; null after a success. */
  lastFailureReason: FailureReason | null;
  /** 0 up to 1; spreads sources that would otherwise all come due together. */
  random: () => number;
  /** The pause before this attempt, for an unchanged feed of which no items are at hand. */
  lastIntervalMs?: number | null;
  /** Hours of the day in UTC in which the feed asks not to be read (skipHours). */
  skipHours?: readonly number[];
}

export const shortestIntervalMs = 5 * minuteMs;
export const longestIntervalMs = dayMs;
/** For a source of which no rhythm is known. */
const unknownIntervalMs = hourMs;
/** What feeds and servers ask for is obeyed up to here: a month in a Retry-After is a mistake. */
const longestWishMs = 7 * dayMs;

interface Backoff {
  firstMs: number;
  longestMs: number;
}

/** Network weather and broken files: soon again, then less and less. */
const passing: Backoff = { firstMs: 5 * minuteMs, longestMs: dayMs };
/** A server that wants us less often, or not like this. */
const unwelcome: Backoff = { firstMs: hourMs, longestMs: dayMs };
/** Faults that lie in the address or in the kind of document: they end when somebody mends them. */
const lasting: Backoff = { firstMs: 6 * hourMs, longestMs: 7 * dayMs };
/** 410 is the publisher's word that it is over: the source counts as stopped and is looked at once a month. */
const gone: Backoff = { firstMs: 30 * dayMs, longestMs: 30 * dayMs };

const backoffs: Readonly<Record<FailureReason, Backoff>> = {
  TIMEOUT: passing,
  DNS: passing,
  TLS: passing,
  CONNECTION: passing,
  SERVER_ERROR: passing,
  BAD_ENCODING: passing,
  EMPTY_FEED: passing,
  MALFORMED_FEED: passing,
  PARSE_TIMEOUT: unwelcome,
  INTERNAL: passing,
  HTTP_STATUS: unwelcome,
  TOO_LARGE: unwelcome,
  FORBIDDEN: unwelcome,
  BOT_WALL: unwelcome,
  PAYWALL: unwelcome,
  RATE_LIMITED: unwelcome,
  ROBOTS: unwelcome,
  NOT_FOUND: unwelcome,
  REDIRECT_LOOP: unwelcome,
  HTML_INSTEAD_OF_FEED: unwelcome,
  UNKNOWN_FORMAT: lasting,
  BAD_URL: lasting,
  BLOCKED_ADDRESS: lasting,
  GONE: gone,
};

/** Whether the source counts as stopped: its publisher said that it is gone. */
export const isStopped = (reason: FailureReason | null): boolean => reason === 'GONE';

/** How many of the newest items tell the rhythm, and how much less each older gap weighs. */
const gapsCounted = 20;
const gapDecay = 0.85;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const weightedMean = (values: readonly number[]): number => {
  let sum = 0;
  let weights = 0;
  values.forEach((value, index) => {
    sum += value * gapDecay ** index;
    weights += gapDecay ** index;
  });
  return sum / weights;
};

/**
 * Milliseconds between two items, or null when the times tell nothing. Recent gaps weigh more. The silence since the
 * newest item counts as a gap once it is longer than the others: a source that falls asleep is read less, one that
 * has just published is not taken for a faster one.
 */
export const publishingGapMs = (publishedAt: readonly Date[], now: Date): number | null => {
  const past = publishedAt.map(date => date.getTime()).filter(time => time <= now.getTime());
  const newestFirst = [...new Set(past)].sort((a, b) => b - a).slice(0, gapsCounted + 1);
  const [newest] = newestFirst;
  // One time only is often the time of the file's making, given to all its items.
  if (newest === undefined || newestFirst.length < 2) return null;
  const gaps = newestFirst.slice(1).map((time, index) => (newestFirst[index] ?? time) - time);
  const silence = now.getTime() - newest;
  const usual = weightedMean(gaps);
  return silence > usual ? weightedMean([silence, ...gaps]) : usual;
};

const successIntervalMs = ({ publishedAt, now, lastIntervalMs }: ScheduleInput): number => {
  const gap = publishingGapMs(publishedAt, now);
  if (gap !== null) return gap / 2;
  return typeof lastIntervalMs === 'number' ? lastIntervalMs * 1.25 : unknownIntervalMs;
};

const failureIntervalMs = (reason: FailureReason, failures: number): number => {
  const { firstMs, longestMs } = backoffs[reason];
  // Beyond 2^20 of anything the bound has long been reached.
  return Math.min(longestMs, firstMs * 2 ** clamp(failures - 1, 0, 20));
};

/** The first moment from `due` on that is not in a skipped hour; `due` itself when all hours are skipped. */
const afterSkippedHours = (due: number, skipHours: readonly number[]): number => {
  const skipped = new Set(skipHours.map(hour => hour % 24));
  for (let hours = 0; hours < 24; hours++) {
    const at = hours === 0 ? due : Math.floor(due / hourMs + hours) * hourMs + (due % hourMs);
    if (!skipped.has(new Date(at).getUTCHours())) return at;
  }
  return due;
};

/**
 * A tenth more or less is left to chance after a success, a quarter after a failure. What the feed or the server asks
 * for is a floor that chance cannot undercut.
 */
export const nextFetchAt = (input: ScheduleInput): Date => {
  const { lastFailureReason, consecutiveFailures, ttlMinutes, retryAfterSeconds, random } = input;
  const succeeded = lastFailureReason === null;
  const planned = succeeded
    ? clamp(successIntervalMs(input), shortestIntervalMs, longestIntervalMs)
    : failureIntervalMs(lastFailureReason, consecutiveFailures);
  const spread = succeeded ? 0.1 : 0.25;
  const chance = random();
  const wishMs = Math.max((ttlMinutes ?? 0) * minuteMs, (retryAfterSeconds ?? 0) * 1000);
  // Chance above the wish as well: a hundred sources held by one Retry-After must not all come back at once.
  const wished = Math.min(wishMs, longestWishMs) * (1 + spread * chance);
  const pause = Math.max(planned * (1 - spread + 2 * spread * chance), wished, shortestIntervalMs);
  const due = input.now.getTime() + pause;
  return new Date(succeeded ? afterSkippedHours(due, input.skipHours ?? []) : due);
};
