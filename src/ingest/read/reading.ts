import type { ParsedFeed, ParseFault } from '../../articles/feed-item.ts';
import type { FailureReason } from '../../sources/source.ts';
import type { Run } from '../conclude.ts';
import type { FetchOutcome, FetchRequest } from '../outcome.ts';
import { visit } from '../visit.ts';

export type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;
type NotModified = Extract<FetchOutcome, { kind: 'notModified' }>;

export interface ReadingFailure {
  kind: 'failed';
  reason: FailureReason;
  /** One line for an operator. */
  detail: string;
  status: number | null;
  retryAfterSeconds: number | null;
}

/** What reading a source once came to, whatever kind of source it is. */
export type SourceReading =
  | NotModified
  | ReadingFailure
  | {
      kind: 'read';
      feed: ParsedFeed;
      /** The first answer, for its validators and where it has moved to; its body may have been given away. */
      fetched: Fetched;
      /** To be called when the articles are stored: what makes the next reading shorter. */
      remember?: () => Promise<void>;
    };

export const readingFailure = (reason: FailureReason, detail: string): ReadingFailure => ({
  kind: 'failed',
  reason,
  detail,
  status: null,
  retryAfterSeconds: null,
});

export const failureOfFault = ({
  reason,
  detail,
}: {
  reason: ParseFault['reason'] | 'INTERNAL';
  detail: string;
}) => readingFailure(reason, detail);

/**
 * One of several requests for a source. The claim is renewed first: at a slow host they take longer together than a
 * claim holds, and a source that another worker has taken since need not be read twice.
 */
export const visitAgain = async (
  url: string,
  request: FetchRequest,
  { claim, deps, signal }: Run,
): Promise<FetchOutcome> => {
  const isOurs = await deps.stores.claims.renew(claim, deps.clock.now());
  if (isOurs) return visit(url, { ...request, signal }, deps);
  const detail = 'another worker has taken the source';
  return { kind: 'failed', reason: 'CONNECTION', detail, status: null, retryAfterSeconds: null };
};
