import { asked, dueAction, leaving, refused, stoppedWaiting } from '../../sources/websub-steps.ts';
import type { HubSubscription } from '../../sources/websub.ts';
import type { StoredSubscription } from '../../storage/websub-store.ts';
import type { IngestDeps } from '../deps.ts';
import { askHub, type AskDeps } from './ask-hub.ts';

export type HubDeps = AskDeps & Pick<IngestDeps, 'stores' | 'clock' | 'random' | 'log'>;

/** Subscriptions that are worked on at the same time. */
const askedAtOnce = 16;

/** One round over the subscriptions that are due; says how many there were. */
export const tendSubscriptions = async (deps: HubDeps, signal: AbortSignal): Promise<number> => {
  const due = await deps.stores.websub.due(deps.clock.now(), askedAtOnce);
  await Promise.all(due.map(stored => tend(stored, deps, signal)));
  return due.length;
};

const tend = async (stored: StoredSubscription, deps: HubDeps, signal: AbortSignal): Promise<void> => {
  const { subscription } = stored;
  const { stores, clock } = deps;
  const now = clock.now();
  switch (await actionFor(stored, deps)) {
    case 'FORGET':
      return stores.websub.forget(subscription.id);
    case 'LEAVE':
      await stores.websub.replace(stored, leaving(subscription, now));
      return;
    case 'STOP_WAITING':
      return step(stored, stoppedWaiting(subscription, { now, random: deps.random }), deps);
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE':
      return ask(stored, deps, signal);
  }
};

/** A source can be gone without a goodbye: removed while no worker knew our public address, or by hand. */
const actionFor = async ({ subscription }: StoredSubscription, { stores }: HubDeps) => {
  const action = dueAction(subscription);
  if (action !== 'SUBSCRIBE') return action;
  const [source] = await stores.sources.byIds([subscription.sourceId]);
  return source === undefined ? 'LEAVE' : action;
};

/**
 * The step is stored before the request goes out, because the hub may verify before it answers; whoever loses the race
 * for the step sends nothing. What the hub answers counts only if nothing else has come of it meanwhile.
 */
const ask = async (stored: StoredSubscription, deps: HubDeps, signal: AbortSignal): Promise<void> => {
  const { stores, clock, random } = deps;
  const next = asked(stored.subscription, clock.now());
  if (!(await stores.websub.replace(stored, next))) return;
  const refusal = await askHub(next, next.state === 'LEAVING' ? 'unsubscribe' : 'subscribe', {
    deps,
    signal,
  });
  if (refusal === null || next.state === 'LEAVING') return;
  const after = { ...stored, subscription: next, version: stored.version + 1 };
  if (signal.aborted) {
    // Our own end is no refusal: the next worker asks at once.
    await stores.websub.replace(after, { ...stored.subscription, requestedAt: next.requestedAt });
    return;
  }
  await step(after, refused(next, refusal, { now: clock.now(), random }), deps);
};

/** Stores a step; a source that has lost its hub is polled at once, since it may have been polled less. */
const step = async (stored: StoredSubscription, next: HubSubscription, deps: HubDeps): Promise<void> => {
  const { stores, clock, log } = deps;
  const now = clock.now();
  if (!(await stores.websub.replace(stored, next))) return;
  const { hub, topic, state, lastRefusal } = next;
  log.info({ hub, topic, state, refusal: lastRefusal?.reason, detail: lastRefusal?.detail }, 'a hub refused');
  if (state === 'REFUSED' && stored.subscription.verifiedAt !== null)
    await stores.sources.refresh([next.sourceId], now);
};
