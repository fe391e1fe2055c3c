/**
 * WebSub from the subscriber's side, as a state machine without effects: a hub is asked, it verifies that it was we who
 * asked, it pushes what the publisher publishes until the lease ends, and it is asked again before that. Every step makes
 * a new value; whoever stores it decides which of two racing steps wins.
 */
import { fail, ok, type Result } from '../core/result.ts';
import { isLeased, type HubRefusal, type HubRefusalReason, type HubSubscription } from './websub.ts';

/** What a step needs from outside. */
export interface Moment {
  now: Date;
  /** 0 up to 1; spreads what would otherwise all come due together. */
  random: () => number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The Recommendation's own proposal (section 8.2): ten days. */
export const wantedLeaseSeconds = 10 * 24 * 60 * 60;
/** However long a hub would keep us, it is asked once a month whether it still knows us. */
const longestLeaseMs = 30 * dayMs;
/** Leases shorter than this are not chased: polling fills what lies between. */
const shortestRenewalMs = 5 * minuteMs;
/** A hub that took the wish is waited for this long before that counts as a refusal. */
export const verifyWaitMs = 10 * minuteMs;
/** A queue at the hub may take longer than we wait; what we asked for within a day is still what we want. */
export const verifyWindowMs = dayMs;
/** A feed that names another hub at each reading must not make us a nuisance to them all. */
export const hubChangeMs = dayMs;
/** The lease ends by itself: a hub that does not hear our goodbye is not told for ever. */
const maxGoodbyes = 3;

const backoffs: Readonly<Record<HubRefusalReason, { firstMs: number; longestMs: number }>> = {
  UNREACHABLE: { firstMs: 5 * minuteMs, longestMs: dayMs },
  NOT_VERIFIED: { firstMs: hourMs, longestMs: 2 * dayMs },
  REJECTED: { firstMs: hourMs, longestMs: 7 * dayMs },
  DENIED: { firstMs: dayMs, longestMs: 30 * dayMs },
  BLOCKED_ADDRESS: { firstMs: 7 * dayMs, longestMs: 7 * dayMs },
};

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

export type HubAction = 'SUBSCRIBE' | 'UNSUBSCRIBE' | 'STOP_WAITING' | 'LEAVE' | 'FORGET';

/** What is to be done with a subscription whose `nextActionAt` has come. */
export const dueAction = ({
  state,
  isAwaited,
  isNamed,
  verifiedAt,
  failures,
}: HubSubscription): HubAction => {
  // A hub that never verified has nothing to forget: our callback does not answer for the subscription any more.
  if (state === 'LEAVING') return verifiedAt === null || failures >= maxGoodbyes ? 'FORGET' : 'UNSUBSCRIBE';
  if (isAwaited) return 'STOP_WAITING';
  return isNamed ? 'SUBSCRIBE' : 'LEAVE';
};

/** The step before the request goes out: a hub may verify before it answers us. */
export const asked = (subscription: HubSubscription, now: Date): HubSubscription => {
  const { state, failures } = subscription;
  const common = { ...subscription, requestedAt: now, nextActionAt: after(now, verifyWaitMs) };
  // Each goodbye counts, heard or not: only the verification of it ends the counting, with the subscription itself.
  if (state === 'LEAVING') return { ...common, failures: failures + 1 };
  return { ...common, isAwaited: true, state: isLeased(subscription, now) ? 'ACTIVE' : 'REQUESTED' };
};

/** The hub said no, or nothing. An active subscription lasts until its lease ends, whatever became of the renewal. */
export const refused = (
  subscription: HubSubscription,
  refusal: Omit<HubRefusal, 'at'> & { retryAfterSeconds?: number | null },
  { now, random }: Moment,
): HubSubscription => {
  const { retryAfterSeconds = null, ...told } = refusal;
  const failures = subscription.failures + 1;
  const { firstMs, longestMs } = backoffs[told.reason];
  const pause = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  const wish = Math.min((retryAfterSeconds ?? 0) * 1000, 7 * dayMs);
  const retryAt = after(now, Math.max(pause, wish) * (1 + 0.25 * random()));
  const lastRefusal = { ...told, at: now };
  if (told.reason !== 'DENIED' && isLeased(subscription, now)) {
    const endsAt = subscription.leaseEndsAt ?? retryAt;
    return {
      ...subscription,
      isAwaited: false,
      failures,
      lastRefusal,
      nextActionAt: retryAt < endsAt ? retryAt : endsAt,
    };
  }
  return {
    ...subscription,
    state: 'REFUSED',
    isAwaited: false,
    verifiedAt: null,
    leaseEndsAt: null,
    failures,
    lastRefusal,
    nextActionAt: retryAt,
  };
};

export const stoppedWaiting = (subscription: HubSubscription, moment: Moment): HubSubscription =>
  refused(
    subscription,
    { reason: 'NOT_VERIFIED', detail: 'the hub took the request and did not verify it', status: null },
    moment,
  );

/** The query of the hub's GET to our callback. */
export interface IntentQuery {
  topic: string;
  leaseSeconds: number | null;
}

/** Hubs give the topic back as they keep it, which can be another spelling of the same address. */
const isSameAddress = (one: string, other: string): boolean =>
  one === other || (URL.canParse(one) && URL.parse(one)?.href === URL.parse(other)?.href);

const isExpected = ({ topic, requestedAt }: HubSubscription, query: IntentQuery, now: Date): boolean =>
  isSameAddress(query.topic, topic) &&
  requestedAt !== null &&
  now.getTime() - requestedAt.getTime() <= verifyWindowMs;

/** Asked for again when four fifths of the lease have passed, a little sooner by chance. */
const renewalMs = (leaseMs: number, random: () => number): number =>
  Math.max(shortestRenewalMs, leaseMs * (0.8 - 0.1 * random()));

/** Whether the hub may take it that we asked: only for the topic that we asked for, and not long after. */
export const verified = (
  subscription: HubSubscription,
  query: IntentQuery,
  { now, random }: Moment,
): Result<HubSubscription, 'NOT_ASKED_FOR'> => {
  if (subscription.state === 'LEAVING' || !isExpected(subscription, query, now)) return fail('NOT_ASKED_FOR');
  const seconds = query.leaseSeconds ?? wantedLeaseSeconds;
  const leaseMs = Math.min(seconds * 1000, longestLeaseMs);
  return ok({
    ...subscription,
    state: 'ACTIVE',
    isAwaited: false,
    verifiedAt: subscription.verifiedAt ?? now,
    leaseEndsAt: after(now, leaseMs),
    nextActionAt: after(now, renewalMs(leaseMs, random)),
    failures: 0,
  });
};

export const isGoodbyeExpected = (subscription: HubSubscription, query: IntentQuery, now: Date): boolean =>
  subscription.state === 'LEAVING' && isExpected(subscription, query, now);

/** A refusal that comes to the callback; it can come at any time, also for an active subscription. */
export const denied = (
  subscription: HubSubscription,
  { topic, reason }: { topic: string; reason: string | null },
  moment: Moment,
): Result<HubSubscription, 'NOT_ASKED_FOR'> => {
  const { state, requestedAt } = subscription;
  if (state === 'LEAVING' || requestedAt === null || !isSameAddress(topic, subscription.topic))
    return fail('NOT_ASKED_FOR');
  const detail = (reason ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return ok(
    refused(
      subscription,
      { reason: 'DENIED', detail: detail || 'the hub gave no reason', status: null },
      moment,
    ),
  );
};

/** A hub that did not get our answer asks again: the subscription is remembered a little longer. */
export const saidGoodbye = (subscription: HubSubscription, now: Date): HubSubscription => ({
  ...subscription,
  verifiedAt: null,
  nextActionAt: after(now, hourMs),
});

export const leaving = (subscription: HubSubscription, now: Date): HubSubscription => ({
  ...subscription,
  state: 'LEAVING',
  requestedAt: null,
  isAwaited: false,
  failures: 0,
  nextActionAt: now,
});
