import type { IngestDeps } from './deps.ts';
import type { FetchOutcome, FetchRequest } from './outcome.ts';

type Visiting = Pick<IngestDeps, 'fetcher' | 'turns' | 'ownTurns' | 'allowedOrigins'>;

export interface Visit extends FetchRequest {
  signal: AbortSignal;
  /** The host's own wish for a pause, from robots.txt. */
  crawlDelaySeconds?: number | null;
}

export const isOwnOrigin = (url: string, { allowedOrigins }: Pick<IngestDeps, 'allowedOrigins'>): boolean =>
  URL.canParse(url) && allowedOrigins.has(new URL(url).origin);

/** A GET when its host's turn comes; what the host asks us to wait holds for everything that is read there. */
export const visit = async (
  url: string,
  { crawlDelaySeconds, ...request }: Visit,
  deps: Visiting,
): Promise<FetchOutcome> => {
  const turns = isOwnOrigin(url, deps) ? deps.ownTurns : deps.turns;
  const host = URL.canParse(url) ? new URL(url).host : '';
  const turn = await turns.run(host, () => deps.fetcher.get(url, request), {
    signal: request.signal,
    ...(crawlDelaySeconds == null ? {} : { spacingMs: crawlDelaySeconds * 1000 }),
  });
  if (!turn.ok)
    return { kind: 'failed', reason: 'CONNECTION', detail: 'stopped', status: null, retryAfterSeconds: null };
  const outcome = turn.value;
  if (outcome.kind === 'failed' && outcome.retryAfterSeconds !== null)
    turns.hold(host, outcome.retryAfterSeconds * 1000);
  return outcome;
};
