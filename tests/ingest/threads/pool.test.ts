import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../src/ingest/threads/pool.ts';
import type { StubbornTasks } from './stubborn-thread.ts';

const script = new URL('./stubborn-thread.ts', import.meta.url);
/** The tasks that never end are given a short time, the others any. */
const deadlinesMs = {
  echo: 20_000,
  length: 20_000,
  spin: 300,
  hoard: 20_000,
  throwAway: 20_000,
  leave: 20_000,
};

const openPool = (threads: number, maxWaiting = 100): Pool<StubbornTasks> =>
  createPool<StubbornTasks>({ script, threads, deadlinesMs, maxWaiting, maxHeapMb: 32 });

describe('a pool of one thread', () => {
  let pool: Pool<StubbornTasks>;
  beforeEach(() => {
    pool = openPool(1);
  });
  afterEach(() => pool.stop());

  test('a task that never ends is ended at its deadline and those behind it are unharmed', async () => {
    const stuck = pool.run('spin', null);
    const behind = ['one', 'two', 'three'].map(text => pool.run('echo', text));
    expect(await stuck).toEqual({
      ok: false,
      fault: { reason: 'DEADLINE', detail: 'not done within 300 ms' },
    });
    expect(await Promise.all(behind)).toEqual(['one', 'two', 'three'].map(value => ({ ok: true, value })));
  });

  test('a task that takes all memory costs its thread only', async () => {
    const hoard = pool.run('hoard', null);
    const behind = pool.run('echo', 'still here');
    expect(await hoard).toMatchObject({ ok: false, fault: { reason: 'MEMORY' } });
    expect(await behind).toEqual({ ok: true, value: 'still here' });
  });

  test('a task that throws answers with its message and the thread goes on', async () => {
    expect(await pool.run('throwAway', 'a bug')).toEqual({
      ok: false,
      fault: { reason: 'CRASH', detail: 'a bug' },
    });
    expect(await pool.run('echo', 'on')).toEqual({ ok: true, value: 'on' });
  });

  test('a thread that ends by itself is replaced', async () => {
    expect(await pool.run('leave', null)).toMatchObject({ ok: false, fault: { reason: 'CRASH' } });
    expect(await pool.run('echo', 'again')).toEqual({ ok: true, value: 'again' });
  });

  test('bytes are given away, not copied', async () => {
    const bytes = new Uint8Array(1_000);
    expect(await pool.run('length', bytes, { transfer: [bytes.buffer] })).toEqual({ ok: true, value: 1_000 });
    expect(bytes.byteLength).toBe(0);
  });

  test('what cannot be sent is a fault of its task', async () => {
    const given = new Uint8Array(8);
    structuredClone(given, { transfer: [given.buffer] });
    expect(await pool.run('length', given, { transfer: [given.buffer] })).toMatchObject({ ok: false });
    expect(await pool.run('echo', 'on')).toEqual({ ok: true, value: 'on' });
  });
});

test('two threads work side by side: one stuck document does not hold up the other thread', async () => {
  const pool = openPool(2);
  const order: string[] = [];
  const stuck = pool.run('spin', null).then(() => order.push('stuck'));
  const others = Array.from({ length: 5 }, async () => {
    await pool.run('echo', 'x');
    order.push('other');
  });
  await Promise.all([stuck, ...others]);
  expect(order).toHaveLength(6);
  await pool.stop();
});

test('a full queue refuses what comes on top', async () => {
  const pool = openPool(1, 2);
  const stuck = pool.run('spin', null);
  const waiting = [pool.run('echo', 'a'), pool.run('echo', 'b')];
  expect(await pool.run('echo', 'c')).toMatchObject({ ok: false, fault: { reason: 'QUEUE_FULL' } });
  await stuck;
  expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
  await pool.stop();
});

test('a task whose asker has given up while it waited is not begun', async () => {
  const pool = openPool(1);
  const leaving = new AbortController();
  const stuck = pool.run('spin', null);
  const behind = pool.run('echo', 'nobody waits for this', { signal: leaving.signal });
  leaving.abort();
  await stuck;
  expect(await behind).toMatchObject({ ok: false, fault: { reason: 'STOPPED' } });
  await pool.stop();
});

test('stopping comes back although a task never ends, and answers everybody', async () => {
  const pool = openPool(1);
  const under = pool.run('spin', null);
  const behind = pool.run('echo', 'never read');
  await pool.stop();
  expect(await Promise.all([under, behind, pool.run('echo', 'too late')])).toEqual(
    Array.from({ length: 3 }, () => ({
      ok: false,
      fault: { reason: 'STOPPED', detail: 'the threads were stopped' },
    })),
  );
});
