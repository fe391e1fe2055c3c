import type { IngestDeps } from './deps.ts';
import type { FetchOutcome, FetchRequest } from './outcome.ts';

type Visiting = Pick<IngestDeps, 'fetcher' | 'turns' | 'ownTurns' | 'allowedOrigins' | 'seat'>;

export interface Visit extends FetchRequest {
  signal: AbortSignal;
  /** The host's own wish for a pause, from robots.txt. */
  crawlDelaySeconds?: number | null;
}

export const isOwnOrigin = (url: string, { allowedOrigins }: Pick<IngestDeps, 'allowedOrigins'>): boolean => {
  const parsed = URL.parse(url);
  return parsed !== null && allowedOrigins.has(parsed.origin);
};

const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

/** Milliseconds until the host of a source may be asked, as far as can be told now; our own may be at any time. */
export const waitBefore = (url: string, deps: Pick<IngestDeps, 'turns' | 'allowedOrigins'>): number =>
  isOwnOrigin(url, deps) ? 0 : deps.turns.waitMs(hostOf(url));

const stopped: FetchOutcome = {
  kind: 'failed',
  reason: 'CONNECTION',
  detail: 'stopped',
  status: null,
  retryAfterSeconds: null,
};

const silent: FetchOutcome = { ...stopped, reason: 'TIMEOUT', detail: 'the host left others unanswered' };

interface Turn extends Visit {
  /** Whether it is given up without a request once its host left others unanswered. */
  isGivenUpInSilence: boolean;
}

/** A GET when its host's turn comes; what the host asks us to wait holds for everything that is read there. */
const takeTurn = async (
  url: string,
  { crawlDelaySeconds, isGivenUpInSilence, ...request }: Turn,
  deps: Visiting,
): Promise<FetchOutcome> => {
  const turns = isOwnOrigin(url, deps) ? deps.ownTurns : deps.turns;
  const host = hostOf(url);
  const ask = async (): Promise<FetchOutcome> => {
    // Asked when its turn comes: of fifty pages in line, the first ones tell.
    if (isGivenUpInSilence && turns.isSilent(host)) return silent;
    const outcome = await deps.fetcher.get(url, request);
    if (isGivenUpInSilence)
      turns.note(host, outcome.kind === 'failed' && outcome.reason === 'TIMEOUT' ? 'silent' : 'answered');
    return outcome;
  };
  const turn = await turns.run(host, ask, {
    signal: request.signal,
    ...(crawlDelaySeconds == null ? {} : { spacingMs: crawlDelaySeconds * 1000 }),
  });
  if (!turn.ok) return stopped;
  const outcome = turn.value;
  if (outcome.kind === 'failed' && outcome.retryAfterSeconds !== null)
    turns.hold(host, outcome.retryAfterSeconds * 1000);
  return outcome;
};

/**
 * Fetches with politeness. The first request of a seated source is the one that the seat was given for: it has the
 * seat's deadline, it comes back when there is a place to read its answer, and at our own origins the seat is all the
 * politeness that it needs. What it reads after that are pages, of which a silent host need not be asked each.
 */
export const visit = async (url: string, request: Visit, deps: Visiting): Promise<FetchOutcome> => {
  const { seat } = deps;
  const begun = seat?.begin() ?? null;
  if (seat === undefined || begun === null)
    return takeTurn(url, { ...request, isGivenUpInSilence: seat !== undefined }, deps);
  const deadlineMs = Math.min(request.deadlineMs ?? Infinity, begun.deadlineMs);
  const hurried = deadlineMs === Infinity ? request : { ...request, deadlineMs };
  let hasBody = false;
  try {
    const outcome = await (isOwnOrigin(url, deps)
      ? deps.fetcher.get(url, hurried)
      : takeTurn(url, { ...hurried, isGivenUpInSilence: false }, deps));
    hasBody = outcome.kind === 'fetched';
    return outcome;
  } finally {
    await seat.answered(hasBody);
  }
};
