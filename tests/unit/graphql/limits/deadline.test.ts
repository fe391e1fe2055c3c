import { expect, test } from 'vitest';
import { orLate, startDeadline, stopIfLate } from '../../../../src/graphql/limits/deadline.ts';

test('work that ends in time gives what it gives', async () => {
  const { signal, clear } = startDeadline(60_000);
  expect(await orLate(Promise.resolve('done'), signal, () => 'late')).toBe('done');
  await expect(orLate(Promise.reject(new Error('broken')), signal, () => 'late')).rejects.toThrow('broken');
  clear();
});

test('work that never ends is left when the time is over', async () => {
  const { signal } = startDeadline(1);
  expect(await orLate(new Promise<string>(() => undefined), signal, () => 'late')).toBe('late');
  expect(signal.aborted).toBe(true);
});

test('nothing more is begun after the time', () => {
  const controller = new AbortController();
  expect(() => stopIfLate(controller.signal)).not.toThrow();
  expect(() => stopIfLate(undefined)).not.toThrow();
  controller.abort();
  expect(() => stopIfLate(controller.signal)).toThrow('This took too long');
});
