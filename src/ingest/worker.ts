import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedSource } from '../storage/source-claims.ts';
import { catchUp, type CatchUpDeps } from './catch-up.ts';
import type { IngestDeps } from './deps.ts';
import type { IngestReport } from './report.ts';
import { runSource } from './run.ts';

/** How long the worker waits when nothing is due. */
const idleMs = 1_000;

export interface WorkerOptions {
  /** Sources read at the same time. */
  concurrency: number;
  onReport: (report: IngestReport) => void;
}

export interface Worker {
  /** Takes no new source, lets those under way stop, and comes back when all have. */
  stop(): Promise<void>;
}

/** Reads whatever is due, as long as it runs. Any number of workers may share one database. */
export const startWorker = (
  deps: IngestDeps & CatchUpDeps,
  { concurrency, onReport }: WorkerOptions,
): Worker => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const readers = Array.from({ length: concurrency }, () => readDueSources(deps, signal, onReport));
  const done = Promise.all([...readers, keepUp(deps, signal)]);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** One pass over everything that is due now; comes back when all of it has been read and indexed. */
export const ingestDue = async (
  deps: IngestDeps & CatchUpDeps,
  { concurrency, onReport }: WorkerOptions,
  signal: AbortSignal,
): Promise<void> => {
  const readUntilNoneIsDue = async () => {
    for (let claim = await nextClaim(deps, signal); claim !== null; claim = await nextClaim(deps, signal))
      onReport(await runSource(claim, deps, signal));
  };
  await Promise.all(Array.from({ length: concurrency }, readUntilNoneIsDue));
  while (!signal.aborted && (await catchUp(deps, signal)) > 0);
};

const nextClaim = async (
  { stores, clock }: IngestDeps,
  signal: AbortSignal,
): Promise<ClaimedSource | null> => (signal.aborted ? null : stores.claims.claimDue(clock.now()));

const readDueSources = (
  deps: IngestDeps & CatchUpDeps,
  signal: AbortSignal,
  onReport: (report: IngestReport) => void,
): Promise<void> =>
  repeat(deps, signal, async () => {
    const claim = await nextClaim(deps, signal);
    if (claim === null) return 'idle';
    onReport(await runSource(claim, deps, signal));
    return 'busy';
  });

const keepUp = (deps: IngestDeps & CatchUpDeps, signal: AbortSignal): Promise<void> =>
  repeat(deps, signal, async () => ((await catchUp(deps, signal)) > 0 ? 'busy' : 'idle'));

/** Runs a step again and again until stopped; a step that throws (the database is away) is tried again later. */
const repeat = async (
  { log }: IngestDeps,
  signal: AbortSignal,
  step: () => Promise<'busy' | 'idle'>,
): Promise<void> => {
  while (!signal.aborted) {
    const outcome = await step().catch((thrown: unknown) => {
      log.error({ err: thrown }, 'the worker could not go on; it tries again');
      return 'idle' as const;
    });
    if (outcome === 'idle') await sleep(idleMs, undefined, { signal }).catch(() => undefined);
  }
};
