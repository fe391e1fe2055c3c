/**
 * How far a source that is pushed to us may be polled less. Trust is earned and lost: a hub counts once it has
 * delivered, and no more when a poll finds what no delivery brought, until it delivers again.
 */
import { isLeased, type HubSubscription } from './websub.ts';

export interface HubRecord {
  /** Last delivery that was taken. */
  lastDeliveryAt: Date | null;
  /** Last poll that found something that had not been delivered. */
  lastMissAt: Date | null;
}

const slowdown = 4;
/** Polling never rests longer than this because of a hub alone. */
const longestPushedPauseMs = 4 * 60 * 60 * 1000;

export const isTrusted = (
  subscription: HubSubscription,
  { lastDeliveryAt, lastMissAt }: HubRecord,
  now: Date,
): boolean =>
  isLeased(subscription, now) &&
  lastDeliveryAt !== null &&
  (lastMissAt === null || lastMissAt.getTime() < lastDeliveryAt.getTime());

/** When a source with a hub that can be trusted is polled, if `due` is when it would be without one. */
export const pushedDue = (due: Date, now: Date): Date => {
  const pause = due.getTime() - now.getTime();
  return new Date(now.getTime() + Math.max(pause, Math.min(pause * slowdown, longestPushedPauseMs)));
};
