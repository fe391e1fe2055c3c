/**
 * A subscription at a WebSub hub (W3C Recommendation, 2018; PubSubHubbub before), as the subscriber keeps it. The steps
 * from one state to the next are in websub-steps.ts.
 */
export const hubStates = ['WANTED', 'REQUESTED', 'ACTIVE', 'REFUSED', 'LEAVING'] as const;
/**
 * WANTED: to be asked for. REQUESTED: asked for, the hub has not verified it yet. ACTIVE: verified, until the lease ends.
 * REFUSED: the hub said no or nothing; asked for again later. LEAVING: to be given up at the hub, then forgotten.
 */
export type HubState = (typeof hubStates)[number];

export const hubRefusalReasons = [
  'DENIED',
  'REJECTED',
  'UNREACHABLE',
  'NOT_VERIFIED',
  'BLOCKED_ADDRESS',
] as const;
/** DENIED: told to our callback. REJECTED: the hub's answer was an error. NOT_VERIFIED: it took the wish and was silent. */
export type HubRefusalReason = (typeof hubRefusalReasons)[number];

export interface HubRefusal {
  reason: HubRefusalReason;
  /** One line for an operator. */
  detail: string;
  /** HTTP status, where there was one. */
  status: number | null;
  at: Date;
}

/** What a feed says about its hub. */
export interface HubAdvert {
  hub: string;
  /** The address by which the hub knows the feed: its rel=self. */
  topic: string;
}

export interface HubSubscription extends HubAdvert {
  /** Unguessable, since it is the whole of the callback's protection: the last part of its address. */
  id: string;
  sourceId: string;
  /** Key of the signatures; null where it could not be told to the hub in secret. */
  secret: string | null;
  /** Where the hub finds us: the gateway's public address, without a slash at the end. */
  publicUrl: string;
  state: HubState;
  /** Whether the feed, when last read, still named this hub. */
  isNamed: boolean;
  /** When the hub was last asked; a verification is answered for `verifyWindowMs` after it. */
  requestedAt: Date | null;
  /** The hub has been asked and its verification has not come. */
  isAwaited: boolean;
  /** Since when the hub has known us; null while it does not. */
  verifiedAt: Date | null;
  leaseEndsAt: Date | null;
  /** When there is something to do: ask, ask again, or stop waiting. */
  nextActionAt: Date;
  /** Refusals in a row. */
  failures: number;
  lastRefusal: HubRefusal | null;
  createdAt: Date;
}

export const newSubscription = (
  fields: HubAdvert & Pick<HubSubscription, 'id' | 'sourceId' | 'secret' | 'publicUrl'>,
  now: Date,
): HubSubscription => ({
  ...fields,
  state: 'WANTED',
  isNamed: true,
  requestedAt: null,
  isAwaited: false,
  verifiedAt: null,
  leaseEndsAt: null,
  nextActionAt: now,
  failures: 0,
  lastRefusal: null,
  createdAt: now,
});

/** The address that the hub is given. */
export const callbackOf = ({ publicUrl, id }: Pick<HubSubscription, 'publicUrl' | 'id'>): string =>
  `${publicUrl}/websub/${id}`;

export const isLeased = ({ state, leaseEndsAt }: HubSubscription, now: Date): boolean =>
  state === 'ACTIVE' && leaseEndsAt !== null && leaseEndsAt.getTime() > now.getTime();

/** Whether what is delivered to the callback is what we asked for; a hub may run late at the end of a lease. */
export const takesDeliveries = ({ state, verifiedAt }: HubSubscription): boolean =>
  state !== 'LEAVING' && verifiedAt !== null;
