import { AppError } from '../../core/errors.ts';

/** The time that one request may take as a whole, beyond which it is answered with TIMEOUT. */
export interface Deadline {
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** Aborts before the time is over: nobody waits for the answer any more. */
  abort: () => void;
  /** Stops the clock. */
  clear: () => void;
}

export const startDeadline = (ms: number): Deadline => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  // A server that stops does not wait for the clock of a request.
  timer.unref();
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    clear: () => clearTimeout(timer),
  };
};

/** What `work` gives, or what `late` gives when the signal comes first; the work's end is then of no interest. */
export const orLate = async <T>(work: Promise<T>, signal: AbortSignal, late: () => T): Promise<T> => {
  const passed = Promise.withResolvers<T>();
  const onAbort = (): void => passed.resolve(late());
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, passed.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/** The gate before each database command of a request. */
export const stopIfLate = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw new AppError('TIMEOUT', 'This took too long');
};
