import type { IngestDeps } from '../deps.ts';
import { repeat, type Repeating } from '../repeat.ts';
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
  const repeating = { log: deps.log, signal, idleMs, what: 'WebSub' };
  const adopted = adopt(deps, repeating);
  const done = adopted.then(() =>
    Promise.all([repeat(tend, repeating), ...Array.from({ length: readers }, () => repeat(read, repeating))]),
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

/** Subscriptions of another public address are taken over before anything else; comes back when that is done. */
const adopt = async (
  { stores, clock, publicUrl }: IngestDeps & { publicUrl: string },
  repeating: Repeating,
): Promise<void> => {
  const adopted = new AbortController();
  const step = async () => {
    await stores.websub.adopt(publicUrl, clock.now());
    adopted.abort();
    return true;
  };
  await repeat(step, { ...repeating, signal: AbortSignal.any([repeating.signal, adopted.signal]) });
};
