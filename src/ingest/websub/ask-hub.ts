/** The request to a hub (WebSub 5.1), by the guarded client like all that goes out: feeds name hubs, and may name any. */
import { wantedLeaseSeconds } from '../../sources/websub-steps.ts';
import {
  callbackOf,
  type HubRefusal,
  type HubRefusalReason,
  type HubSubscription,
} from '../../sources/websub.ts';
import type { IngestDeps } from '../deps.ts';
import type { FetchOutcome } from '../outcome.ts';
import { isOwnOrigin } from '../visit.ts';

export type AskDeps = Pick<IngestDeps, 'fetcher' | 'turns' | 'ownTurns' | 'allowedOrigins'>;

type Refusal = Omit<HubRefusal, 'at'> & { retryAfterSeconds: number | null };
type Failed = Extract<FetchOutcome, { kind: 'failed' }>;

const hubRequest = {
  contentType: 'application/x-www-form-urlencoded',
  // An answer of two words is usual, and nothing of it is read.
  maxBytes: 64 * 1024,
  deadlineMs: 15_000,
} as const;
/** A hub may send us on to another one (WebSub 5.1.2). */
const maxRedirects = 3;

/** Whether a secret reaches this hub unseen: by TLS, or at an origin that the operator vouches for. */
export const isPrivateLine = (hub: string, deps: Pick<IngestDeps, 'allowedOrigins'>): boolean =>
  hub.startsWith('https:') || isOwnOrigin(hub, deps);

const formOf = (subscription: HubSubscription, mode: 'subscribe' | 'unsubscribe'): string => {
  const form = new URLSearchParams({
    'hub.callback': callbackOf(subscription),
    'hub.mode': mode,
    'hub.topic': subscription.topic,
    // PubSubHubbub 0.3 wants to be told; hubs of today must pass over what they do not know.
    'hub.verify': 'async',
  });
  if (mode === 'subscribe') {
    form.set('hub.lease_seconds', String(wantedLeaseSeconds));
    if (subscription.secret !== null) form.set('hub.secret', subscription.secret);
  }
  return form.toString();
};

interface Asking {
  deps: AskDeps;
  signal: AbortSignal;
}

const post = async (hub: string, body: string, { deps, signal }: Asking): Promise<FetchOutcome> => {
  const turns = isOwnOrigin(hub, deps) ? deps.ownTurns : deps.turns;
  const host = URL.parse(hub)?.host ?? '';
  const request = { ...hubRequest, body, signal };
  const turn = await turns.run(host, () => deps.fetcher.post(hub, request), { signal });
  if (turn.ok) return turn.value;
  return { kind: 'failed', reason: 'CONNECTION', detail: 'stopped', status: null, retryAfterSeconds: null };
};

const reasonOf = ({ reason, status }: Failed): HubRefusalReason => {
  if (reason === 'BLOCKED_ADDRESS' || reason === 'BAD_URL') return 'BLOCKED_ADDRESS';
  return status === null || status >= 500 ? 'UNREACHABLE' : 'REJECTED';
};

const toRefusal = (failed: Failed): Refusal => {
  const { detail, status, retryAfterSeconds } = failed;
  return { reason: reasonOf(failed), detail, status, retryAfterSeconds };
};

/** Sends the wish to the hub, and to where the hub sends us on. Null: the hub took it and will verify. */
export const askHub = async (
  subscription: HubSubscription,
  mode: 'subscribe' | 'unsubscribe',
  asking: Asking,
): Promise<Refusal | null> => {
  const body = formOf(subscription, mode);
  let { hub } = subscription;
  for (let hops = 0; ; hops++) {
    const outcome = await post(hub, body, asking);
    if (outcome.kind !== 'failed') return null;
    const next = outcome.location === undefined ? null : URL.parse(outcome.location, hub);
    if (next === null || hops === maxRedirects) return toRefusal(outcome);
    if (isPrivateLine(hub, asking.deps) && !isPrivateLine(next.href, asking.deps))
      return { ...toRefusal(outcome), reason: 'REJECTED', detail: 'sent on from https to http' };
    hub = next.href;
  }
};
