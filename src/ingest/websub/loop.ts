import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestDeps } from '../deps.ts';
import type { IngestReport } from '../report.ts';
import { tendSubscriptions } from './actions.ts';
import { readNextDelivery } from './deliveries.ts';

const idleMs = 1_000;
/** Deliveries read at the same time. */
const readers = 4;

export interface WebSubOptions {
  onReport: (report: IngestReport) => void;
}

export interface WebSub {
  stop(): Promise<void>;
}

/** Asks hubs and reads what they delivered, as long as it runs: the worker's second task, where there is a public address. */
export const startWebSub = (
  deps: IngestDeps & { publicUrl: string },
  { onReport }: WebSubOptions,
): WebSub => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tend = async () => (await tendSubscriptions(deps, signal)) > 0;
  const read = async () => (await readNextDelivery(deps, { signal, onReport })) === 'READ';
  const adopted = repeatUntilDone(deps, signal, () =>
    deps.stores.websub.adopt(deps.publicUrl, deps.clock.now()),
  );
  const done = adopted.then(() =>
    Promise.all([
      repeat(deps, signal, tend),
      ...Array.from({ length: readers }, () => repeat(deps, signal, read)),
    ]),
  );
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** One pass: what is due at hubs now, and every delivery that can be read. */
export const webSubPass = async (deps: IngestDeps, { onReport }: WebSubOptions): Promise<void> => {
  const { signal } = new AbortController();
  while ((await tendSubscriptions(deps, signal)) > 0);
  while ((await readNextDelivery(deps, { signal, onReport })) === 'READ');
};

const rest = (signal: AbortSignal): Promise<void> =>
  sleep(idleMs, undefined, { signal }).catch(() => undefined);

/** A step that throws (the database is away) is tried again later. */
const attempt = async <T>({ log }: IngestDeps, step: () => Promise<T>): Promise<T | 'FAILED'> => {
  try {
    return await step();
  } catch (thrown) {
    log.error({ err: thrown }, 'WebSub could not go on; it tries again');
    return 'FAILED';
  }
};

/** @param step whether there was something to do, and there may be more */
const repeat = async (deps: IngestDeps, signal: AbortSignal, step: () => Promise<boolean>): Promise<void> => {
  while (!signal.aborted) if ((await attempt(deps, step)) !== true) await rest(signal);
};

const repeatUntilDone = async (
  deps: IngestDeps,
  signal: AbortSignal,
  step: () => Promise<void>,
): Promise<void> => {
  while (!signal.aborted && (await attempt(deps, step)) === 'FAILED') await rest(signal);
};
