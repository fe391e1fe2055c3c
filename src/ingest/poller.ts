/**
 * Claims what is due in batches and starts each source as soon as there is a seat for it. A claim is never kept
 * waiting for long: a source whose host wants a pause, or whose lane is full, is given back to be read later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../sources/source.ts';
import { leaseMs, type ClaimedSource } from '../storage/source-claims.ts';
import type { IngestDeps } from './deps.ts';
import { createLanes, laneLimits, type Lane, type Lanes, type Seat } from './lanes.ts';
import type { IngestReport } from './report.ts';
import { runSource } from './run.ts';
import { waitBefore } from './visit.ts';

export interface PollerOptions {
  /** Sources that are parsed and stored at the same time; many more may wait for an answer. */
  concurrency: number;
  onReport: (report: IngestReport) => void;
}

/** How long the poller waits when nothing is due. */
const idleMs = 1_000;
/** A claim waits this long for its host, and no longer. */
const longestHostWaitMs = 3_000;
/** When a source comes again that found the slow lane full. */
const slowLaneRetryMs = 30_000;
/** What is put off no further than this still belongs to a single pass. */
const longestPassWaitMs = 120_000;
const renewEveryMs = leaseMs / 3;

/** Claims of one batch: as many as keep the poller busy for about this long, so that other workers get theirs. */
const batch = { least: 16, most: 512, shortMs: 100, longMs: 500 } as const;

/** A source that did not answer in time at its last poll is taken for slow until it has answered. */
const laneOf = ({ health }: Source): Lane =>
  health.consecutiveFailures > 0 && health.lastFailure?.reason === 'TIMEOUT' ? 'slow' : 'quick';

export class Poller {
  readonly #deps: IngestDeps;
  readonly #onReport: PollerOptions['onReport'];
  readonly #signal: AbortSignal;
  readonly #lanes: Lanes;
  /** Every claim that this poller has, whether it waits for a seat or is under way. */
  readonly #held = new Set<ClaimedSource>();
  readonly #running = new Set<Promise<void>>();
  #batchSize: number = batch.least;
  /** Until when a pass waits for what was put off, on the monotonic clock. */
  #passUntil = 0;
  #failed: { thrown: unknown } | null = null;

  constructor(deps: IngestDeps, { concurrency, onReport }: PollerOptions, signal: AbortSignal) {
    this.#deps = deps;
    this.#onReport = onReport;
    this.#signal = signal;
    this.#lanes = createLanes(laneLimits(concurrency));
  }

  /** Reads whatever comes due until the signal fires; what fails (the database is away) is tried again later. */
  forever(): Promise<void> {
    return this.#whileRenewing(async () => {
      while (!this.#signal.aborted) {
        const found = await this.#readDue().catch((thrown: unknown) => {
          this.#deps.log.error({ err: thrown }, 'the worker could not go on; it tries again');
          return 0;
        });
        if (found === 0) await this.#pause(idleMs);
      }
    });
  }

  /** Reads all that is due now; throws what a source could not be ended for (the database is away). */
  async once(): Promise<void> {
    await this.#whileRenewing(async () => {
      while (!this.#signal.aborted && this.#failed === null) {
        const found = await this.#readDue();
        await Promise.all(this.#running);
        if (found > 0) continue;
        const waitMs = this.#passUntil - performance.now();
        if (waitMs <= 0) break;
        await this.#pause(Math.min(waitMs, idleMs));
      }
    });
    if (this.#failed !== null) throw this.#failed.thrown;
  }

  /** Claims and starts sources until none is due, and says how many; the next batch is claimed beside the last. */
  async #readDue(): Promise<number> {
    let found = 0;
    let claims = await this.#claim();
    while (claims.length > 0) {
      found += claims.length;
      const [next] = await Promise.all([this.#claim(), this.#startAll(claims)]);
      claims = next;
    }
    return found;
  }

  async #claim(): Promise<ClaimedSource[]> {
    if (this.#signal.aborted) return [];
    const claims = await this.#deps.stores.claims.claimDue(this.#deps.clock.now(), this.#batchSize);
    for (const claim of claims) this.#held.add(claim);
    return claims;
  }

  async #startAll(claims: readonly ClaimedSource[]): Promise<void> {
    const started = performance.now();
    for (const claim of claims) await this.#start(claim);
    const tookMs = performance.now() - started;
    if (tookMs > batch.longMs) this.#batchSize = Math.max(batch.least, Math.floor(this.#batchSize / 2));
    else if (tookMs < batch.shortMs && claims.length >= this.#batchSize)
      this.#batchSize = Math.min(batch.most, this.#batchSize * 2);
  }

  /** Resolves when the source has its seat, or was given back for want of one. */
  async #start(claim: ClaimedSource): Promise<void> {
    const hostWaitMs = waitBefore(claim.source.url, this.#deps);
    if (hostWaitMs > longestHostWaitMs) {
      this.#putOff(claim, hostWaitMs);
      return;
    }
    const lane = laneOf(claim.source);
    await this.#lanes.room();
    let seat = this.#lanes.seat(lane);
    // Others may have been quicker than the promise of room.
    while (seat === null && lane === 'quick' && !this.#signal.aborted) {
      await this.#lanes.room();
      seat = this.#lanes.seat(lane);
    }
    if (this.#signal.aborted) {
      seat?.leave();
      this.#track(claim, this.#deps.stores.claims.release(claim));
    } else if (seat === null) this.#putOff(claim, slowLaneRetryMs);
    else this.#track(claim, this.#run(claim, seat));
  }

  async #run(claim: ClaimedSource, seat: Seat): Promise<void> {
    try {
      this.#onReport(await runSource(claim, { ...this.#deps, seat }, this.#signal));
    } finally {
      seat.leave();
    }
  }

  #putOff(claim: ClaimedSource, waitMs: number): void {
    if (waitMs <= longestPassWaitMs) this.#passUntil = Math.max(this.#passUntil, performance.now() + waitMs);
    const until = new Date(this.#deps.clock.now().getTime() + waitMs);
    this.#track(claim, this.#deps.stores.claims.postpone(claim, until));
  }

  /** What cannot be ended stays claimed until its lease has run out, and is read again then. */
  #track(claim: ClaimedSource, work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((thrown: unknown) => {
        this.#failed = { thrown };
        this.#deps.log.error({ err: thrown, source: claim.source.url }, 'a source could not be ended');
      })
      .finally(() => {
        this.#held.delete(claim);
        this.#running.delete(tracked);
      });
    this.#running.add(tracked);
  }

  async #whileRenewing(work: () => Promise<void>): Promise<void> {
    const renewing = setInterval(() => {
      this.#deps.stores.claims.renewAll([...this.#held]).catch((thrown: unknown) => {
        this.#deps.log.warn({ err: thrown }, 'claims could not be renewed');
      });
    }, renewEveryMs);
    try {
      await work();
    } finally {
      await Promise.all(this.#running);
      clearInterval(renewing);
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}
