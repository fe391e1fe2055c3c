import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHostTurns } from '../../../src/ingest/host-turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Tasks that note when they start, and end when they are told to. */
const recorder = () => {
  const started: string[] = [];
  const endings = new Map<string, () => void>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<string>(resolve => endings.set(name, () => resolve(name)));
  };
  const end = async (name: string) => {
    endings.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { started, task, end };
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('turns', () => {
  test('are given to so many tasks of one host at a time', async () => {
    const turns = createHostTurns({ total: 10, perHost: 2, spacingMs: 0 });
    const { started, task, end } = recorder();
    for (const name of ['a1', 'a2', 'a3']) void turns.run('a', task(name));
    await pass(0);
    expect(started).toEqual(['a1', 'a2']);
    expect(turns.load()).toEqual({ running: 2, waiting: 1 });
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  test('are given to so many tasks over all hosts', async () => {
    const turns = createHostTurns({ total: 2, perHost: 2, spacingMs: 0 });
    const { started, task, end } = recorder();
    for (const host of ['a', 'b', 'c']) void turns.run(host, task(host));
    await pass(0);
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  test('go round the hosts, however long the line of one of them is', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    const { started, task, end } = recorder();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) void turns.run(name.charAt(0), task(name));
    await pass(0);
    for (const name of ['a1', 'b1', 'c1', 'a2']) await end(name);
    expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  test('on one host keep their distance, and other hosts do not wait for it', async () => {
    const turns = createHostTurns({ total: 10, perHost: 5, spacingMs: 1_000 });
    const { started, task } = recorder();
    for (const name of ['a1', 'a2', 'b1']) void turns.run(name.charAt(0), task(name));
    await pass(999);
    expect(started).toEqual(['a1', 'b1']);
    await pass(1);
    expect(started).toEqual(['a1', 'b1', 'a2']);
  });

  test('keep the longer distance that a host asks for', async () => {
    const turns = createHostTurns({ total: 10, perHost: 5, spacingMs: 1_000 });
    const { started, task } = recorder();
    for (const name of ['a1', 'a2']) void turns.run('a', task(name), { spacingMs: 5_000 });
    await pass(4_999);
    expect(started).toEqual(['a1']);
    await pass(1);
    expect(started).toEqual(['a1', 'a2']);
  });

  test('wait while a host is held', async () => {
    const turns = createHostTurns({ total: 10, perHost: 5, spacingMs: 0 });
    const { started, task } = recorder();
    turns.hold('a', 60_000);
    void turns.run('a', task('a1'));
    void turns.run('b', task('b1'));
    await pass(59_999);
    expect(started).toEqual(['b1']);
    await pass(1);
    expect(started).toEqual(['b1', 'a1']);
  });

  test('wait for a held host no longer than ten minutes', async () => {
    const turns = createHostTurns({ total: 10, perHost: 5, spacingMs: 0 });
    const { started, task } = recorder();
    turns.hold('a', 30 * 24 * 60 * 60_000);
    void turns.run('a', task('a1'));
    await pass(599_999);
    expect(started).toEqual([]);
    await pass(1);
    expect(started).toEqual(['a1']);
  });

  test('give back what the task gives, and pass on what it throws', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    const good = turns.run('a', () => Promise.resolve(7));
    const bad = turns.run('a', () => Promise.reject(new Error('a bug')));
    const after = turns.run('a', () => Promise.resolve(8));
    expect(await good).toEqual({ ok: true, value: 7 });
    await expect(bad).rejects.toThrow('a bug');
    expect(await after).toEqual({ ok: true, value: 8 });
    expect(turns.load()).toEqual({ running: 0, waiting: 0 });
  });
});

describe('an end', () => {
  test('by its signal takes a task out of the line and leaves the others', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    const { started, task, end } = recorder();
    const controller = new AbortController();
    void turns.run('a', task('a1'));
    const waiting = turns.run('a', task('a2'), { signal: controller.signal });
    void turns.run('a', task('a3'));
    controller.abort();
    expect(await waiting).toEqual({ ok: false, fault: 'STOPPED' });
    await end('a1');
    expect(started).toEqual(['a1', 'a3']);
  });

  test('that came before the call starts nothing', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    const { started, task } = recorder();
    expect(await turns.run('a', task('a1'), { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      fault: 'STOPPED',
    });
    expect(started).toEqual([]);
  });

  test('of all turns those away who wait, waits for those who run, and takes nobody after', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 1_000 });
    const { started, task, end } = recorder();
    const running = turns.run('a', task('a1'));
    await pass(0);
    const waiting = [turns.run('a', task('a2')), turns.run('b', task('b1'))];
    let ended = false;
    const stop = turns.stop().then(() => (ended = true));
    expect(await Promise.all(waiting)).toEqual([
      { ok: false, fault: 'STOPPED' },
      { ok: false, fault: 'STOPPED' },
    ]);
    expect(ended).toBe(false);
    await end('a1');
    expect(await running).toEqual({ ok: true, value: 'a1' });
    await stop;
    expect(await turns.run('c', task('c1'))).toEqual({ ok: false, fault: 'STOPPED' });
    expect(started).toEqual(['a1']);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the wait for a host', () => {
  test('is nothing for one that nobody asks', () => {
    expect(createHostTurns({ total: 10, perHost: 2, spacingMs: 500 }).waitMs('a')).toBe(0);
  });

  test('grows with the line before it', () => {
    const turns = createHostTurns({ total: 10, perHost: 2, spacingMs: 500 });
    const { task } = recorder();
    const waits: number[] = [];
    for (const name of ['a1', 'a2', 'a3', 'a4']) {
      waits.push(turns.waitMs('a'));
      void turns.run('a', task(name));
    }
    expect(waits).toEqual([0, 500, 1_000, 1_500]);
  });

  test('is that of the hold', () => {
    const turns = createHostTurns({ total: 10, perHost: 2, spacingMs: 500 });
    turns.hold('a', 60_000);
    expect(turns.waitMs('a')).toBe(60_000);
    expect(turns.waitMs('b')).toBe(0);
  });

  test('grows while all places of a host are taken by tasks that do not end', async () => {
    const turns = createHostTurns({ total: 10, perHost: 2, spacingMs: 0 });
    const { task } = recorder();
    for (const name of ['a1', 'a2']) void turns.run('a', task(name));
    await pass(10_000);
    expect(turns.waitMs('a')).toBe(5_000);
    void turns.run('a', task('a3'));
    expect(turns.waitMs('a')).toBe(10_000);
  });
});

describe('a host is silent', () => {
  test('after two requests without an answer in a row, for five minutes', async () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    turns.note('a', 'silent');
    expect(turns.isSilent('a')).toBe(false);
    turns.note('a', 'silent');
    expect(turns.isSilent('a')).toBe(true);
    expect(turns.isSilent('b')).toBe(false);
    await pass(300_000);
    expect(turns.isSilent('a')).toBe(false);
  });

  test('until it answers', () => {
    const turns = createHostTurns({ total: 1, perHost: 1, spacingMs: 0 });
    for (const ending of ['silent', 'silent', 'answered', 'silent'] as const) turns.note('a', ending);
    expect(turns.isSilent('a')).toBe(false);
  });
});
