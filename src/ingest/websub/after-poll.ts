/** What a poll means for the source's subscription, and the subscription for the next poll. */
import { randomBytes } from 'node:crypto';
import type { ParsedFeed } from '../../articles/feed-item.ts';
import type { Source } from '../../sources/source.ts';
import { isTrusted, pushedDue } from '../../sources/websub-pace.ts';
import { hubChangeMs, leaving } from '../../sources/websub-steps.ts';
import { newSubscription, type HubAdvert } from '../../sources/websub.ts';
import type { StoredSubscription } from '../../storage/websub-store.ts';
import type { IngestDeps } from '../deps.ts';
import type { FetchOutcome } from '../outcome.ts';
import { isPrivateLine } from './ask-hub.ts';
import { linksInHeader } from './link-header.ts';

export interface Polled {
  source: Source;
  /** When it would be polled next if there were no hub. */
  due: Date;
  succeeded: boolean;
  /** Articles that the poll found first. */
  inserted: number;
  /** Absent when nothing was parsed. */
  feed?: ParsedFeed | undefined;
  fetched?: FetchOutcome | undefined;
}

type AfterPollDeps = Pick<IngestDeps, 'stores' | 'clock' | 'publicUrl' | 'allowedOrigins'>;

/** Learns the hub that the feed names, and answers when the source is polled next. */
export const afterPoll = async (polled: Polled, deps: AfterPollDeps): Promise<Date> => {
  const { publicUrl, stores, clock } = deps;
  if (publicUrl == null || !polled.succeeded) return polled.due;
  const { source, due, feed, fetched } = polled;
  const now = clock.now();
  const [stored] = await stores.websub.bySources([source.id]);
  if (feed !== undefined && fetched?.kind === 'fetched')
    await learn(stored, hubOf(feed, fetched), { source, deps: { ...deps, publicUrl } });
  if (stored === undefined) return due;
  const { subscription, traffic } = stored;
  const isMiss = polled.inserted > 0 && traffic.lastDeliveryAt !== null;
  if (isMiss) await stores.websub.noteMiss(subscription.id, now);
  return !isMiss && isTrusted(subscription, traffic, now) ? pushedDue(due, now) : due;
};

/** Link headers first, the feed's own links in their absence (WebSub section 4). A feed without a self is its address. */
const hubOf = (feed: ParsedFeed, fetched: Extract<FetchOutcome, { kind: 'fetched' }>): HubAdvert | null => {
  const links = linksInHeader(fetched.link ?? null, fetched.finalUrl);
  const hub = links.get('hub') ?? feed.hubUrl;
  if (hub == null) return null;
  return { hub, topic: links.get('self') ?? feed.selfUrl ?? fetched.finalUrl };
};

interface Learning {
  source: Source;
  deps: AfterPollDeps & { publicUrl: string };
}

const learn = async (
  stored: StoredSubscription | undefined,
  advert: HubAdvert | null,
  { source, deps }: Learning,
): Promise<void> => {
  const { stores, clock } = deps;
  const now = clock.now();
  if (stored === undefined) {
    if (advert !== null) await stores.websub.insert(fresh(advert, { source, deps }));
    return;
  }
  const { subscription } = stored;
  const isNamed = advert !== null && isSame(advert, subscription);
  if (isNamed !== subscription.isNamed) {
    // One that the feed no longer names is not renewed; whether it is left at once depends on what the feed names now.
    await stores.websub.replace(stored, { ...subscription, isNamed });
    return;
  }
  const isOld = now.getTime() - subscription.createdAt.getTime() >= hubChangeMs;
  if (isNamed || advert === null || !isOld) return;
  if (await stores.websub.replace(stored, leaving(subscription, now)))
    await stores.websub.insert(fresh(advert, { source, deps }));
};

const isSame = (one: HubAdvert, other: HubAdvert): boolean =>
  one.hub === other.hub && one.topic === other.topic;

const fresh = (advert: HubAdvert, { source, deps }: Learning) =>
  newSubscription(
    {
      ...advert,
      id: randomBytes(32).toString('base64url'),
      sourceId: source.id,
      // Below the 200 bytes that a hub has to take. Sent in the clear it would vouch for nothing.
      secret: isPrivateLine(advert.hub, deps) ? randomBytes(32).toString('hex') : null,
      publicUrl: deps.publicUrl,
    },
    deps.clock.now(),
  );
