import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/log.ts';

export interface Repeating {
  log: Log;
  signal: AbortSignal;
  /** How long to wait after a step with nothing to do, or one that threw. */
  idleMs: number;
  /** What cannot go on, for the operator. */
  what: string;
}

/**
 * Runs a step again and again until the signal fires; one that throws (the database is away) is tried again later.
 * @param step whether there was something to do, and there may be more at once
 */
export const repeat = async (
  step: () => Promise<boolean>,
  { log, signal, idleMs, what }: Repeating,
): Promise<void> => {
  while (!signal.aborted) {
    const more = await step().catch((thrown: unknown) => {
      log.error({ err: thrown }, `${what} could not go on; it tries again`);
      return false;
    });
    if (!more) await sleep(idleMs, undefined, { signal }).catch(() => undefined);
  }
};
