import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { DatabaseProgress } from '../../src/database/fault.ts';
import { showProgress } from '../../src/database/progress-bar.ts';

const bytes = (percent: number): DatabaseProgress => ({
  kind: 'bytes',
  what: 'MongoDB 8',
  bytes: percent * 1024 * 1024,
  totalBytes: 100 * 1024 * 1024,
});

const play = (events: readonly DatabaseProgress[], isTTY: boolean): string => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const display = showProgress(stream);
  for (const event of events) display.report(event);
  display.done();
  return String(stream.read() ?? '');
};

test('without a terminal, a download gives four lines and no more', () => {
  const events = Array.from({ length: 101 }, (_, percent) => bytes(percent));
  expect(play(events, false).trim().split('\n')).toEqual([
    'MongoDB 8: 25% of 100.0 MB',
    'MongoDB 8: 50% of 100.0 MB',
    'MongoDB 8: 75% of 100.0 MB',
    'MongoDB 8: 100% of 100.0 MB',
  ]);
});

test('steps and failed downloads are told; that nothing is installed or cached is not', () => {
  const text = play(
    [
      { kind: 'miss', how: 'path', reason: 'no mongod on PATH' },
      { kind: 'miss', how: 'cache', reason: 'nothing in the cache' },
      { kind: 'step', text: 'Downloading MongoDB' },
      { kind: 'miss', how: 'download', reason: 'not reachable' },
    ],
    false,
  );
  expect(text).toBe('Downloading MongoDB\nnot reachable\n');
});

test('on a terminal there is a bar, and a size that is not known is no error', () => {
  expect(play([bytes(10), bytes(50), { kind: 'step', text: 'Unpacking' }], true)).toContain('MongoDB 8 [');
  expect(play([{ kind: 'bytes', what: 'MongoDB 8', bytes: 10, totalBytes: null }], true)).toContain(
    'MongoDB 8',
  );
});
