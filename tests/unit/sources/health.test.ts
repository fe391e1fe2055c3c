import { describe, expect, test } from 'vitest';
import { conditionOf } from '../../../src/sources/health.ts';
import { never } from '../../../src/sources/schedule.ts';
import type { FailureReason, SourceHealth } from '../../../src/sources/source.ts';

const now = new Date('2026-11-24T04:00:00Z');
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const healthOf = (fields: Partial<SourceHealth>): SourceHealth => ({
  lastAttemptAt: at(-10),
  lastSuccessAt: at(-10),
  nextFetchAt: at(5),
  consecutiveFailures: 0,
  lastFailure: null,
  ...fields,
});

const failing = (reason: FailureReason, status: number | null = null): Partial<SourceHealth> => ({
  consecutiveFailures: 1,
  lastFailure: { reason, detail: '', status, at: at(-10) },
});

describe('a source', () => {
  test.each<[string, Partial<SourceHealth>, string]>([
    ['that was never read', { lastAttemptAt: null, lastSuccessAt: null }, 'NEW'],
    ['that was read and waits for its time', {}, 'HEALTHY'],
    ['that is due since a moment', { nextFetchAt: at(-1) }, 'HEALTHY'],
    ['that nobody reads although it is due', { nextFetchAt: at(-11) }, 'LATE'],
    ['whose server asks to wait (429)', failing('RATE_LIMITED', 429), 'PAUSED'],
    ['whose server asks to wait (503)', failing('SERVER_ERROR', 503), 'PAUSED'],
    ['whose server is broken', failing('SERVER_ERROR', 500), 'FAILING'],
    ['that does not answer', failing('TIMEOUT'), 'FAILING'],
    ['that was taken away', { ...failing('GONE', 410), nextFetchAt: never }, 'GONE'],
    ['that failed once and is well again', { ...failing('TIMEOUT'), consecutiveFailures: 0 }, 'HEALTHY'],
  ])('%s', (_which, fields, state) => {
    expect(conditionOf(healthOf(fields), now).state).toBe(state);
  });

  test('names its failure only while it lasts', () => {
    expect(conditionOf(healthOf(failing('BOT_WALL', 403)), now).failureReason).toBe('BOT_WALL');
    expect(
      conditionOf(healthOf({ ...failing('BOT_WALL', 403), consecutiveFailures: 0 }), now).failureReason,
    ).toBeNull();
  });

  test('has no next poll once it is gone, until it is made due by hand', () => {
    const gone = healthOf({ ...failing('GONE', 410), nextFetchAt: never });
    expect(conditionOf(gone, now).nextPollAt).toBeNull();
    expect(conditionOf({ ...gone, nextFetchAt: now }, now).nextPollAt).toEqual(now);
  });

  test('tells how late its poll is, how long it has been silent and how often it publishes', () => {
    const rhythm = { gapMs: 90_500, newestItemAt: at(-3), ttlMinutes: null, skipHours: [], skipDays: [] };
    expect(conditionOf(healthOf({ nextFetchAt: at(-2), rhythm }), now)).toMatchObject({
      lagSeconds: 120,
      newestItemAt: at(-3),
      silenceSeconds: 180,
      observedIntervalSeconds: 91,
    });
    expect(conditionOf(healthOf({}), now)).toMatchObject({
      lagSeconds: 0,
      newestItemAt: null,
      silenceSeconds: null,
      observedIntervalSeconds: null,
    });
  });
});
