/** What can be said about a source at a moment, for whoever depends on it: is it alive, how far is it behind, and why. */
import { isStopped } from './schedule.ts';
import type { FailureReason, SourceHealth } from './source.ts';

export const sourceStates = ['NEW', 'HEALTHY', 'LATE', 'PAUSED', 'FAILING', 'GONE'] as const;
export type SourceState = (typeof sourceStates)[number];

export interface SourceCondition {
  state: SourceState;
  /** Why the last poll failed; null when it did not. */
  failureReason: FailureReason | null;
  /** Whole seconds by which the next poll is late; 0 while it is not due. */
  lagSeconds: number;
  /** Null for a source that is polled no more. */
  nextPollAt: Date | null;
  /** Claimed time of the newest item that the feed has shown. */
  newestItemAt: Date | null;
  /** Whole seconds since then; null when no item bears a time. */
  silenceSeconds: number | null;
  /** Seconds between two items, as observed when the feed last changed; null when its times tell nothing. */
  observedIntervalSeconds: number | null;
}

/** A worker that keeps up reads a due source within seconds; this long means that there is none, or too few. */
export const lateAfterSeconds = 600;
const serviceUnavailable = 503;

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));

const stateOf = (health: SourceHealth, lagSeconds: number): SourceState => {
  const { consecutiveFailures, lastFailure, lastSuccessAt } = health;
  if (consecutiveFailures > 0 && lastFailure !== null) {
    if (isStopped(lastFailure.reason)) return 'GONE';
    const wasAskedToWait = lastFailure.reason === 'RATE_LIMITED' || lastFailure.status === serviceUnavailable;
    return wasAskedToWait ? 'PAUSED' : 'FAILING';
  }
  if (lagSeconds > lateAfterSeconds) return 'LATE';
  return lastSuccessAt === null ? 'NEW' : 'HEALTHY';
};

export const conditionOf = (health: SourceHealth, now: Date): SourceCondition => {
  const { nextFetchAt, consecutiveFailures, lastFailure, rhythm } = health;
  const lagSeconds = secondsBetween(nextFetchAt, now);
  const state = stateOf(health, lagSeconds);
  const newestItemAt = rhythm?.newestItemAt ?? null;
  const gapMs = rhythm?.gapMs ?? null;
  // One that was made due by hand is looked at again, gone or not.
  const isOver = state === 'GONE' && nextFetchAt > now;
  return {
    state,
    failureReason: consecutiveFailures > 0 ? (lastFailure?.reason ?? null) : null,
    lagSeconds,
    nextPollAt: isOver ? null : nextFetchAt,
    newestItemAt,
    silenceSeconds: newestItemAt === null ? null : secondsBetween(newestItemAt, now),
    observedIntervalSeconds: gapMs === null ? null : Math.round(gapMs / 1000),
  };
};
