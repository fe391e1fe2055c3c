import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLanes, type Lane, type LaneLimits, type Lanes, type Seat } from '../../../src/ingest/lanes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lanesWith = (limits: Partial<LaneLimits> = {}): Lanes =>
  createLanes({
    reading: 2,
    waiting: 10,
    slow: 3,
    fresh: 4,
    freshMs: 20,
    crowdedDeadlineMs: 5_000,
    ...limits,
  });

/** Takes seats until there is none. */
const fill = (lanes: Lanes, lane: Lane = 'quick'): Seat[] => {
  const seats: Seat[] = [];
  for (let seat = lanes.seat(lane); seat !== null; seat = lanes.seat(lane)) seats.push(seat);
  return seats;
};

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('sources that wait for an answer', () => {
  test('give way to others when they have waited for a moment', async () => {
    const lanes = lanesWith();
    expect(fill(lanes)).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(20);
    expect(fill(lanes)).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(20);
    expect(fill(lanes)).toHaveLength(2);
    expect(lanes.load()).toMatchObject({ waiting: 10 });
  });

  test('take no place from those that answer: a healthy source goes round while all others hang', async () => {
    const lanes = lanesWith();
    fill(lanes);
    await vi.advanceTimersByTimeAsync(20);
    fill(lanes);
    await vi.advanceTimersByTimeAsync(20);
    for (let healthy = 0; healthy < 100; healthy += 1) {
      const seat = lanes.seat('quick');
      expect(seat).not.toBeNull();
      await seat?.answered(healthy % 2 === 0);
      seat?.leave();
    }
    expect(lanes.load()).toEqual({ fresh: 0, waiting: 8, slow: 0, reading: 0, backlog: 0 });
  });

  test('make room at once when they answer with nothing to read', async () => {
    const lanes = lanesWith();
    const [first] = fill(lanes);
    let hasRoom = false;
    void lanes.room().then(() => (hasRoom = true));
    await settle();
    expect(hasRoom).toBe(false);
    await first?.answered(false);
    await settle();
    expect(hasRoom).toBe(true);
  });
});

describe('sources that were slow the last time', () => {
  test('have a lane of their own with fewer places', () => {
    const lanes = lanesWith();
    expect(fill(lanes, 'slow')).toHaveLength(3);
    expect(lanes.seat('quick')).not.toBeNull();
  });

  test('have their full time, also when newcomers are hurried', async () => {
    const lanes = lanesWith();
    const quiet = lanes.seat('quick');
    expect(quiet?.begin()).toEqual({ deadlineMs: Infinity });
    fill(lanes);
    await vi.advanceTimersByTimeAsync(20);
    fill(lanes);
    await vi.advanceTimersByTimeAsync(20);
    expect(lanes.seat('quick')?.begin()).toEqual({ deadlineMs: 5_000 });
    expect(lanes.seat('slow')?.begin()).toEqual({ deadlineMs: Infinity });
  });
});

describe('answers are read', () => {
  test('so many at a time, in the order in which they came', async () => {
    const lanes = lanesWith();
    const seats = fill(lanes);
    const read: number[] = [];
    seats.forEach((seat, place) => void seat.answered(true).then(() => read.push(place)));
    await settle();
    expect(read).toEqual([0, 1]);
    seats[1]?.leave();
    await settle();
    expect(read).toEqual([0, 1, 2]);
  });

  test('before more is asked for', async () => {
    const lanes = lanesWith();
    const seats = fill(lanes);
    for (const seat of seats) void seat.answered(true);
    await settle();
    expect(lanes.load()).toMatchObject({ reading: 2, backlog: 2 });
    expect(lanes.seat('quick')).toBeNull();
    for (const seat of seats) seat.leave();
    await settle();
    expect(lanes.load()).toEqual({ fresh: 0, waiting: 0, slow: 0, reading: 0, backlog: 0 });
    expect(lanes.seat('quick')).not.toBeNull();
  });
});

test('a seat counts for the first request only, and may be left twice and in any state', async () => {
  const lanes = lanesWith();
  const seat = lanes.seat('slow');
  expect(seat?.begin()).not.toBeNull();
  expect(seat?.begin()).toBeNull();
  seat?.leave();
  seat?.leave();
  await seat?.answered(true);
  expect(lanes.load()).toEqual({ fresh: 0, waiting: 0, slow: 0, reading: 0, backlog: 0 });
});
