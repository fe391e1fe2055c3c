/**
 * The callback of WebSub subscriptions: hubs verify and deny here (GET) and deliver here (POST). The gateway keeps what
 * is delivered for a worker to read; it parses nothing itself.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../core/clock.ts';
import { stableId } from '../core/identity.ts';
import type { Log } from '../core/log.ts';
import { isSigned } from '../sources/websub-signature.ts';
import { denied, isGoodbyeExpected, saidGoodbye, verified } from '../sources/websub-steps.ts';
import { takesDeliveries, type HubSubscription } from '../sources/websub.ts';
import type { Stores } from '../storage/mongo.ts';
import type { StoredSubscription } from '../storage/websub-store.ts';

export interface WebSubRoutesOptions {
  stores: Stores;
  clock: Clock;
  log: Log;
}

/** Hubs cut a feed down to what is new, so what is pushed is small; a larger body is read by a poll instead. */
const maxDeliveryBytes = 2_000_000;
/** How often a step is tried again that another process has outrun. */
const maxAttempts = 4;
/** WebSub 8.2: what is echoed is short text, of a type that no browser renders. */
const challengePattern = /^[\x21-\x7e]{1,1024}$/;
const idPattern = /^[\w-]{43}$/;

interface CallbackParams {
  Params: { id: string };
}

/** The routes below /websub, in a scope of their own: only here a body may be of any type. */
export const webSubRoutes = async (app: FastifyInstance, options: WebSubRoutesOptions): Promise<void> => {
  await app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    callbackRoutes(scope, options);
    done();
  });
};

const callbackRoutes = (scope: FastifyInstance, options: WebSubRoutesOptions): void => {
  const found = new WeakMap<FastifyRequest, StoredSubscription>();
  // Before the body is read: whoever knows no callback does not get to send us anything.
  const findSubscription = async (request: FastifyRequest<CallbackParams>, reply: FastifyReply) => {
    const { id } = request.params;
    const stored = idPattern.test(id) ? await options.stores.websub.byCallback(id) : null;
    if (stored === null) return refuse(reply);
    found.set(request, stored);
    return undefined;
  };
  const get = (request: FastifyRequest): StoredSubscription => {
    const stored = found.get(request);
    if (stored === undefined) throw new Error('a callback without its subscription');
    return stored;
  };
  scope.setErrorHandler(async (error: FastifyError, request, reply) => {
    const stored = found.get(request);
    const status = error.statusCode ?? 500;
    if (status === 413 && stored !== undefined) await pollSoon(stored, options);
    if (status >= 500) options.log.error({ err: error }, 'a callback failed');
    return reply.code(status).send({ status: 'not taken' });
  });
  scope.get<CallbackParams>(
    '/websub/:id',
    { exposeHeadRoute: false, onRequest: findSubscription },
    (request, reply) => answerHub(get(request), reply, { request, options }),
  );
  scope.post<CallbackParams>(
    '/websub/:id',
    {
      bodyLimit: maxDeliveryBytes,
      onRequest: [findSubscription, (request, reply) => refuseDelivery(get(request), reply)],
    },
    async (request, reply) => {
      await takeDelivery(get(request), request, options);
      // What is ignored is answered alike: an answer that tells a wrong signature invites guessing (WebSub 7.1.2).
      return reply.code(202).send();
    },
  );
};

const refuse = (reply: FastifyReply): FastifyReply =>
  reply.code(404).header('connection', 'close').send({ status: 'no such subscription' });

/** WebSub 7: 410 tells a hub that it may forget us. */
const refuseDelivery = async (stored: StoredSubscription, reply: FastifyReply) => {
  if (stored.subscription.state === 'LEAVING') return reply.code(410).header('connection', 'close').send();
  if (!takesDeliveries(stored.subscription)) return refuse(reply);
  return undefined;
};

interface Asking {
  request: FastifyRequest;
  options: WebSubRoutesOptions;
}

const answerHub = async (
  stored: StoredSubscription,
  reply: FastifyReply,
  { request, options }: Asking,
): Promise<FastifyReply> => {
  const query = new URL(request.url, 'http://callback').searchParams;
  if (query.get('hub.mode') === 'denied') return noteDenial(stored, reply, { query, options });
  const challenge = query.get('hub.challenge') ?? '';
  if (!challengePattern.test(challenge)) return refuse(reply);
  const next = await advance(stored, options, subscription =>
    verifiedStep(subscription, query, options.clock.now()),
  );
  if (next === null) return refuse(reply);
  return reply
    .code(200)
    .type('application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(challenge));
};

const noteDenial = async (
  stored: StoredSubscription,
  reply: FastifyReply,
  { query, options }: { query: URLSearchParams; options: WebSubRoutesOptions },
): Promise<FastifyReply> => {
  const { stores, clock } = options;
  const denial = { topic: query.get('hub.topic') ?? '', reason: query.get('hub.reason') };
  const next = await advance(stored, options, subscription => {
    const step = denied(subscription, denial, { now: clock.now(), random: Math.random });
    return step.ok ? step.value : null;
  });
  if (next === null) return refuse(reply);
  // It may have been polled less while it was pushed.
  await stores.sources.refresh([next.sourceId], clock.now());
  return reply.code(200).send();
};

/** What a verified intent makes of the subscription; null for an intent that is not ours. */
const verifiedStep = (
  subscription: HubSubscription,
  query: URLSearchParams,
  now: Date,
): HubSubscription | null => {
  const intent = {
    topic: query.get('hub.topic') ?? '',
    leaseSeconds: secondsOf(query.get('hub.lease_seconds')),
  };
  if (query.get('hub.mode') === 'unsubscribe')
    return isGoodbyeExpected(subscription, intent, now) ? saidGoodbye(subscription, now) : null;
  if (query.get('hub.mode') !== 'subscribe') return null;
  const step = verified(subscription, intent, { now, random: Math.random });
  return step.ok ? step.value : null;
};

const secondsOf = (text: string | null): number | null =>
  text !== null && /^\d{1,12}$/.test(text) && Number(text) > 0 ? Number(text) : null;

/** Takes a step and stores it; from the newest state again when a worker was quicker. */
const advance = async (
  first: StoredSubscription,
  { stores }: WebSubRoutesOptions,
  step: (subscription: HubSubscription) => HubSubscription | null,
): Promise<HubSubscription | null> => {
  let stored: StoredSubscription | null = first;
  for (let attempt = 0; attempt < maxAttempts && stored !== null; attempt++) {
    const next = step(stored.subscription);
    if (next === null || (await stores.websub.replace(stored, next))) return next;
    stored = await stores.websub.byCallback(first.subscription.id);
  }
  return null;
};

const takeDelivery = async (
  stored: StoredSubscription,
  request: FastifyRequest,
  options: WebSubRoutesOptions,
): Promise<void> => {
  const { stores, clock, log } = options;
  const { id, sourceId, secret, hub } = stored.subscription;
  // Without a secret anybody on the line could have written it: a hint to look at the feed itself, and no more.
  if (secret === null) return pollSoon(stored, options);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signature = request.headers['x-hub-signature'];
  if (!isSigned(typeof signature === 'string' ? signature : null, secret, body)) {
    log.warn({ hub, bytes: body.length }, 'a delivery without the right signature was ignored');
    return stores.websub.noteRejected(id);
  }
  const at = clock.now();
  const digest = stableId(id, body.toString('base64'));
  if (stored.traffic.recentDigests.includes(digest)) return;
  const contentType = request.headers['content-type'] ?? null;
  const delivery = { id: digest, subscriptionId: id, sourceId, contentType, body, receivedAt: at };
  const added = await stores.websubDeliveries.add(delivery);
  if (added === 'ADDED') await stores.websub.noteDelivery(id, { at, digest });
  if (added === 'FULL') await pollSoon(stored, options);
};

const pollSoon = async (
  { subscription: { id, sourceId } }: StoredSubscription,
  { stores, clock }: WebSubRoutesOptions,
): Promise<void> => {
  const now = clock.now();
  if (await stores.websub.takePing(id, now)) await stores.sources.refresh([sourceId], now);
};
