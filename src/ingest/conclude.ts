import type { ParsedFeed } from '../articles/feed-item.ts';
import { nextFetchAt, rhythmOf } from '../sources/schedule.ts';
import type { FailureReason, PollRhythm, SourceFailure } from '../sources/source.ts';
import type { ClaimedSource, PollResult } from '../storage/source-claims.ts';
import type { IngestDeps } from './deps.ts';
import type { FetchOutcome } from './outcome.ts';
import type { IngestReport } from './report.ts';
import { afterPoll } from './websub/after-poll.ts';

/** One claimed source on its way through ingest. */
export interface Run {
  claim: ClaimedSource;
  deps: IngestDeps;
  signal: AbortSignal;
}

export type Failure = Omit<SourceFailure, 'at'>;

export const failureOf = (reason: FailureReason, detail: string, status: number | null = null): Failure => ({
  reason,
  detail,
  status,
});

/** What came of a poll: a failure, or what was learned. */
export interface PollOutcome {
  failure?: Failure;
  retryAfterSeconds?: number | null;
  feed?: ParsedFeed;
  fetched?: Extract<FetchOutcome, { kind: 'fetched' | 'notModified' }>;
}

/** Ends a run: what was learned, what went wrong and when to come again. */
export const conclude = async (
  report: IngestReport,
  { claim, deps }: Run,
  { failure, retryAfterSeconds = null, feed, fetched }: PollOutcome,
): Promise<void> => {
  const { source } = claim;
  const { lastSuccessAt, nextFetchAt: dueAt } = source.health;
  const now = deps.clock.now();
  if (failure !== undefined) {
    report.outcome = 'failed';
    report.failure = failure;
  }
  const rhythm = feed === undefined ? (source.health.rhythm ?? null) : rhythmIn(feed, now);
  const due = nextFetchAt({
    now,
    rhythm,
    retryAfterSeconds,
    consecutiveFailures: failure === undefined ? 0 : source.health.consecutiveFailures + 1,
    lastFailureReason: failure?.reason ?? null,
    lastIntervalMs: lastSuccessAt === null ? null : Math.max(0, dueAt.getTime() - lastSuccessAt.getTime()),
    random: deps.random,
  });
  await deps.stores.claims.finish(claim, {
    at: now,
    nextFetchAt: await afterPoll(
      { source, due, succeeded: failure === undefined, inserted: report.inserted, feed, fetched },
      deps,
    ),
    failure: failure ?? null,
    learned: {
      ...learn({ feed, fetched }, claim),
      ...(feed === undefined || rhythm === null ? {} : { rhythm }),
    },
  });
};

const rhythmIn = (feed: ParsedFeed, now: Date): PollRhythm =>
  rhythmOf(
    feed,
    feed.items.flatMap(item => item.publishedAt?.value ?? []),
    now,
  );

const learn = (
  { feed, fetched }: { feed: ParsedFeed | undefined; fetched: PollOutcome['fetched'] },
  { source }: ClaimedSource,
): PollResult['learned'] => ({
  ...(fetched?.kind === 'fetched' ? { etag: fetched.etag, lastModified: fetched.lastModified } : {}),
  ...(fetched?.movedTo == null ? {} : { url: fetched.movedTo }),
  ...(feed === undefined ? {} : { kind: feed.kind }),
  ...(feed?.homepage != null && source.homepage === null ? { homepage: feed.homepage } : {}),
  ...(feed?.language != null && source.language === null ? { language: feed.language } : {}),
});

/** Ends a run that was stopped: the source stays as due as it was. */
export const abandon = async (report: IngestReport, { claim, deps }: Run): Promise<void> => {
  report.outcome = 'stopped';
  await deps.stores.claims.release(claim);
};
