import { createCatchUp, type CatchUp } from './catch-up.ts';
import type { IngestDeps } from './deps.ts';
import { Poller, type PollerOptions } from './poller.ts';
import { repeat } from './repeat.ts';
import { keepTags, keepTagsOnce } from './tag-upkeep.ts';

/** How long indexing waits: what one process has stored is to be found from all of them within a second. */
const indexingIdleMs = 250;

export type WorkerOptions = PollerOptions;

export interface Worker {
  /** Takes no new source, lets those under way stop, and comes back when all have. */
  stop(): Promise<void>;
}

/** Reads whatever is due, as long as it runs. Any number of workers may share one database. */
export const startWorker = (deps: IngestDeps, options: WorkerOptions): Worker => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const catchUp = deps.catchUp ?? createCatchUp(deps);
  const done = Promise.all([
    new Poller(deps, options, signal).forever(),
    keepUp(catchUp, deps, signal).finally(() => endWork(catchUp, deps)),
    keepTags(deps, signal),
  ]);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** One pass over everything that is due now; comes back when all of it has been read and indexed. */
export const ingestDue = async (
  deps: IngestDeps,
  options: WorkerOptions,
  signal: AbortSignal,
): Promise<void> => {
  const reading = new AbortController();
  const stopped = AbortSignal.any([signal, reading.signal]);
  const polled = new Poller(deps, options, signal).once().finally(() => reading.abort());
  const catchUp = deps.catchUp ?? createCatchUp(deps);
  try {
    // What has been stored is indexed while the rest is still being read.
    await Promise.all([polled, keepUp(catchUp, deps, stopped)]);
    await catchUp.all(signal);
    // What was learned of tags moves articles to others, and those are indexed anew.
    if (await keepTagsOnce(deps, signal)) await catchUp.all(signal);
  } finally {
    await endWork(catchUp, deps);
  }
};

const keepUp = (catchUp: CatchUp, { log }: IngestDeps, signal: AbortSignal): Promise<void> =>
  repeat(async () => (await catchUp.step(signal)).kind === 'done', {
    log,
    signal,
    idleMs: indexingIdleMs,
    what: 'indexing',
  });

/** What was given stays open for who comes next. */
const endWork = async (catchUp: CatchUp, deps: IngestDeps): Promise<void> => {
  if (catchUp === deps.catchUp) return;
  await catchUp.close().catch((thrown: unknown) => {
    deps.log.error({ err: thrown }, 'what is related could not be written at the end');
  });
};
