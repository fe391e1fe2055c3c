/**
 * When a source is read next. A source that publishes is read twice in the time it takes between two items, within
 * 5 minutes and a day; one that fails is asked again after pauses that double up to a bound that depends on the
 * cause. No failure ends the asking for good, since feeds that were away for months have come back; only the
 * publisher's own word that the feed is gone does.
 */
import type { ParsedFeed } from '../articles/feed-item.ts';
import type { FailureReason, PollRhythm } from './source.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface ScheduleInput {
  now: Date;
  /** What the feed told when it was last read as a whole, now or before; null where it never was. */
  rhythm: PollRhythm | null;
  /** Seconds that the server asks to wait. */
  retryAfterSeconds: number | null;
  /** Failed attempts in a row, this one included; 0 after a success. */
  consecutiveFailures: number;
  /** Cause of the last attempt's failure; null after a success. */
  lastFailureReason: FailureReason | null;
  /** 0 up to 1; spreads sources that would otherwise all come due together. */
  random: () => number;
  /** The pause before this attempt, for an unchanged feed whose items tell no rhythm. */
  lastIntervalMs?: number | null;
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
/**
 * When a source is due that its publisher took away (410): no poll comes of itself. Making it due by hand starts it
 * again, and the date is one that every part of the system can hold.
 */
export const never = new Date('9999-12-31T00:00:00.000Z');

const backoffs: Readonly<Record<Exclude<FailureReason, 'GONE'>, Backoff>> = {
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
};

/** Whether the source is polled no more: its publisher said that it is gone. */
export const isStopped = (reason: FailureReason | null): reason is 'GONE' => reason === 'GONE';

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

/** Milliseconds between two items, or null when the times tell nothing. Recent gaps weigh more. */
export const publishingGapMs = (publishedAt: readonly Date[], now: Date): number | null => {
  const past = publishedAt.map(date => date.getTime()).filter(time => time <= now.getTime());
  const newestFirst = [...new Set(past)].sort((a, b) => b - a).slice(0, gapsCounted + 1);
  // One time only is often the time of the file's making, given to all its items.
  if (newestFirst.length < 2) return null;
  return weightedMean(newestFirst.slice(1).map((time, index) => (newestFirst[index] ?? time) - time));
};

/** What a feed that was read as a whole tells about when to read it again. */
export const rhythmOf = (
  feed: Pick<ParsedFeed, 'ttlMinutes' | 'skipHours' | 'skipDays'>,
  publishedAt: readonly Date[],
  now: Date,
): PollRhythm => {
  const gapMs = publishingGapMs(publishedAt, now);
  const newest = Math.max(...publishedAt.map(date => date.getTime()).filter(time => time <= now.getTime()));
  return {
    gapMs: gapMs === null ? null : Math.round(gapMs),
    newestItemAt: Number.isFinite(newest) ? new Date(newest) : null,
    ttlMinutes: feed.ttlMinutes,
    skipHours: feed.skipHours ?? [],
    skipDays: feed.skipDays ?? [],
  };
};

/** What the gaps of before weigh together, beside the one that is going on. */
const gapsWeight = Array.from({ length: gapsCounted }, (_, index) => gapDecay ** (index + 1)).reduce(
  (sum, weight) => sum + weight,
);

/**
 * The gap to expect: the silence since the newest item counts as one more gap once it is longer than the others. A
 * source that falls asleep is read less, one that has just published is not taken for a faster one.
 */
export const expectedGapMs = ({ gapMs, newestItemAt }: PollRhythm, now: Date): number | null => {
  if (gapMs === null) return null;
  const silenceMs = newestItemAt === null ? 0 : now.getTime() - newestItemAt.getTime();
  return silenceMs > gapMs ? (silenceMs + gapMs * gapsWeight) / (1 + gapsWeight) : gapMs;
};

const successIntervalMs = ({ rhythm, now, lastIntervalMs }: ScheduleInput): number => {
  const gap = rhythm === null ? null : expectedGapMs(rhythm, now);
  if (gap !== null) return gap / 2;
  return typeof lastIntervalMs === 'number' ? lastIntervalMs * 1.25 : unknownIntervalMs;
};

const failureIntervalMs = (reason: keyof typeof backoffs, failures: number): number => {
  const { firstMs, longestMs } = backoffs[reason];
  // Beyond 2^20 of anything the bound has long been reached.
  return Math.min(longestMs, firstMs * 2 ** clamp(failures - 1, 0, 20));
};

const hoursInWeek = 7 * 24;

/** The first moment from `due` on in an hour and on a day that the feed does not skip; `due` where it skips all. */
const afterSkipped = (due: number, { skipHours, skipDays }: PollRhythm): number => {
  if (skipHours.length === 0 && skipDays.length === 0) return due;
  for (let hours = 0; hours <= hoursInWeek; hours += 1) {
    const at = new Date(due + hours * hourMs);
    if (!skipHours.includes(at.getUTCHours()) && !skipDays.includes(at.getUTCDay())) return at.getTime();
  }
  return due;
};

/**
 * A tenth more or less is left to chance after a success, a quarter after a failure. What the feed or the server asks
 * for is a floor that chance cannot undercut.
 */
export const nextFetchAt = (input: ScheduleInput): Date => {
  const { lastFailureReason, consecutiveFailures, retryAfterSeconds, rhythm, random } = input;
  if (isStopped(lastFailureReason)) return never;
  const succeeded = lastFailureReason === null;
  const planned = succeeded
    ? clamp(successIntervalMs(input), shortestIntervalMs, longestIntervalMs)
    : failureIntervalMs(lastFailureReason, consecutiveFailures);
  const spread = succeeded ? 0.1 : 0.25;
  const chance = random();
  const wishMs = Math.max((rhythm?.ttlMinutes ?? 0) * minuteMs, (retryAfterSeconds ?? 0) * 1000);
  // Chance above the wish as well: a hundred sources held by one Retry-After must not all come back at once.
  const wished = Math.min(wishMs, longestWishMs) * (1 + spread * chance);
  const pause = Math.max(planned * (1 - spread + 2 * spread * chance), wished, shortestIntervalMs);
  const due = input.now.getTime() + pause;
  return new Date(rhythm === null ? due : afterSkipped(due, rhythm));
};
