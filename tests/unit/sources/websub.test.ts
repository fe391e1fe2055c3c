import { describe, expect, test } from 'vitest';
import { isTrusted, pushedDue } from '../../../src/sources/websub-pace.ts';
import { isSigned, signatureOf } from '../../../src/sources/websub-signature.ts';
import {
  asked,
  denied,
  dueAction,
  isGoodbyeExpected,
  leaving,
  refused,
  saidGoodbye,
  stoppedWaiting,
  verified,
} from '../../../src/sources/websub-steps.ts';
import {
  callbackOf,
  isLeased,
  newSubscription,
  takesDeliveries,
  type HubSubscription,
} from '../../../src/sources/websub.ts';

const now = new Date('2030-03-01T12:00:00Z');
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const after = (ms: number): Date => new Date(now.getTime() + ms);
const at = (date: Date) => ({ now: date, random: () => 0 });
const topic = 'https://news.example/feed';

const wanted = newSubscription(
  {
    id: 'x'.repeat(43),
    sourceId: 'source',
    hub: 'https://hub.example/',
    topic,
    secret: 'secret',
    publicUrl: 'https://khabar.example',
  },
  now,
);
const requested = asked(wanted, now);
const verifiedNow = (
  subscription: HubSubscription,
  leaseSeconds: number | null = 864_000,
): HubSubscription => {
  const step = verified(subscription, { topic, leaseSeconds }, at(now));
  if (!step.ok) throw new Error(step.fault);
  return step.value;
};
const active = verifiedNow(requested);
const rejection = { reason: 'REJECTED', detail: 'HTTP 403', status: 403 } as const;

describe('asking and verifying', () => {
  test('a new subscription is asked for at once, at a callback that names nothing but itself', () => {
    expect(dueAction(wanted)).toBe('SUBSCRIBE');
    expect(wanted.nextActionAt).toEqual(now);
    expect(callbackOf(wanted)).toBe(`https://khabar.example/websub/${'x'.repeat(43)}`);
  });

  test('an intent is confirmed for what was asked for', () => {
    expect(requested).toMatchObject({ state: 'REQUESTED', isAwaited: true });
    expect(active).toMatchObject({ state: 'ACTIVE', isAwaited: false, failures: 0 });
    expect(active.leaseEndsAt).toEqual(after(10 * dayMs));
    expect(takesDeliveries(active)).toBe(true);
  });

  test.each([
    ['that was never asked for', wanted, topic, now],
    ['for another topic', requested, 'https://news.example/other', now],
    ['that was asked for days ago', requested, topic, after(2 * dayMs)],
    ['of a subscription that is given up', leaving(active, now), topic, now],
  ])('an intent %s is not confirmed', (_name, subscription, asTopic, date) => {
    expect(verified(subscription, { topic: asTopic, leaseSeconds: 60 }, at(date))).toEqual({
      ok: false,
      fault: 'NOT_ASKED_FOR',
    });
  });

  test('a hub may give the topic back in another spelling of the same address', () => {
    const odd = { ...requested, topic: 'https://news.example' };
    expect(verified(odd, { topic: 'https://NEWS.example/', leaseSeconds: 60 }, at(now)).ok).toBe(true);
  });

  test('a hub that repeats its verification is answered again', () => {
    expect(verified(active, { topic, leaseSeconds: 864_000 }, at(after(minuteMs))).ok).toBe(true);
  });

  test.each([
    ['ten days', 864_000, 10 * dayMs, 8 * dayMs],
    ['no length', null, 10 * dayMs, 8 * dayMs],
    ['ten years', 315_360_000, 30 * dayMs, 24 * dayMs],
    ['ten seconds', 10, 10_000, 5 * minuteMs],
  ])('a lease of %s ends and is renewed in time', (_name, seconds, endsMs, renewMs) => {
    const leased = verifiedNow(requested, seconds);
    expect(leased.leaseEndsAt).toEqual(after(endsMs));
    expect(leased.nextActionAt).toEqual(after(renewMs));
  });
});

describe('refusals', () => {
  test('a hub that is silent after it took the wish is not waited for any longer', () => {
    expect(requested.nextActionAt).toEqual(after(10 * minuteMs));
    expect(dueAction(requested)).toBe('STOP_WAITING');
    const given = stoppedWaiting(requested, at(now));
    expect(given).toMatchObject({ state: 'REFUSED', failures: 1, lastRefusal: { reason: 'NOT_VERIFIED' } });
    expect(dueAction(given)).toBe('SUBSCRIBE');
  });

  test('the pauses double up to a week and never end the asking', () => {
    let subscription: HubSubscription = requested;
    const hours = Array.from({ length: 12 }, () => {
      subscription = refused(asked(subscription, now), rejection, at(now));
      return (subscription.nextActionAt.getTime() - now.getTime()) / (60 * minuteMs);
    });
    expect(hours.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(hours.slice(-2)).toEqual([168, 168]);
  });

  test('Retry-After is a floor, within a week', () => {
    const wait = (retryAfterSeconds: number) =>
      refused(requested, { ...rejection, retryAfterSeconds }, at(now)).nextActionAt;
    expect(wait(7_200)).toEqual(after(120 * minuteMs));
    expect(wait(1e9)).toEqual(after(7 * dayMs));
  });

  test('a renewal that fails leaves the subscription active until the lease ends', () => {
    const renewing = asked(active, after(8 * dayMs));
    expect(renewing).toMatchObject({ state: 'ACTIVE', isAwaited: true });
    const kept = refused(renewing, rejection, at(after(8 * dayMs)));
    expect(kept).toMatchObject({ state: 'ACTIVE', isAwaited: false, failures: 1 });
    const late = after(10 * dayMs - minuteMs);
    expect(refused(asked(kept, late), rejection, at(late)).nextActionAt).toEqual(active.leaseEndsAt);
    const over = asked(kept, after(10 * dayMs));
    expect(over.state).toBe('REQUESTED');
    expect(refused(over, rejection, at(after(10 * dayMs)))).toMatchObject({
      state: 'REFUSED',
      leaseEndsAt: null,
    });
  });

  test('a denial ends an active subscription at once, and its reason is one line', () => {
    const step = denied(active, { topic, reason: 'not\nwanted\u0007 here' }, at(now));
    expect(step).toMatchObject({
      ok: true,
      value: { state: 'REFUSED', lastRefusal: { reason: 'DENIED', detail: 'not wanted here' } },
    });
    expect(step.ok && takesDeliveries(step.value)).toBe(false);
    expect(denied(wanted, { topic, reason: null }, at(now)).ok).toBe(false);
    expect(denied(active, { topic: 'https://other.example/', reason: null }, at(now)).ok).toBe(false);
  });
});

describe('leaving', () => {
  const left = leaving(active, now);

  test('a hub that knows us is told, and its verification is answered', () => {
    expect(dueAction(left)).toBe('UNSUBSCRIBE');
    expect(isGoodbyeExpected(left, { topic, leaseSeconds: null }, now)).toBe(false);
    const told = asked(left, now);
    expect(isGoodbyeExpected(told, { topic, leaseSeconds: null }, now)).toBe(true);
    expect(dueAction(saidGoodbye(told, now))).toBe('FORGET');
    expect(takesDeliveries(told)).toBe(false);
  });

  test('a hub that does not answer is told three times and then forgotten', () => {
    const told = [1, 2, 3].reduce(subscription => asked(subscription, now), left);
    expect(dueAction(told)).toBe('FORGET');
  });

  test('a hub that never verified has nothing to be told', () => {
    expect(dueAction(leaving(requested, now))).toBe('FORGET');
  });

  test('a hub that the feed names no more is left instead of renewed', () => {
    expect(dueAction({ ...active, isNamed: false })).toBe('LEAVE');
  });
});

describe('polling beside a hub', () => {
  const record = { lastDeliveryAt: now, lastMissAt: null };

  test('a hub is trusted once it has delivered, until a poll finds more than it delivered', () => {
    expect(isTrusted(active, { lastDeliveryAt: null, lastMissAt: null }, now)).toBe(false);
    expect(isTrusted(active, record, now)).toBe(true);
    expect(isTrusted(active, { ...record, lastMissAt: after(minuteMs) }, now)).toBe(false);
    expect(isTrusted(active, { lastDeliveryAt: after(2 * minuteMs), lastMissAt: after(minuteMs) }, now)).toBe(
      true,
    );
  });

  test('with the end of the lease the trust ends', () => {
    expect(isLeased(active, after(11 * dayMs))).toBe(false);
    expect(isTrusted(active, record, after(11 * dayMs))).toBe(false);
  });

  test.each([
    [5, 20],
    [60, 240],
    [100, 240],
    [600, 600],
  ])('a pause of %i minutes becomes one of %i', (planned, pushed) => {
    expect(pushedDue(after(planned * minuteMs), now)).toEqual(after(pushed * minuteMs));
  });
});

describe('signatures', () => {
  const body = Buffer.from('<rss/> किम');

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('%s is verified', method => {
    const signature = signatureOf(method, 'key', body);
    expect(isSigned(signature, 'key', body)).toBe(true);
    expect(isSigned(signature.toUpperCase(), 'key', body)).toBe(true);
    expect(isSigned(signature, 'other key', body)).toBe(false);
    expect(isSigned(signature, 'key', Buffer.from('<rss/>'))).toBe(false);
  });

  test('RFC 4231 test case 2', () => {
    const signature = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(isSigned(signature, 'Jefe', Buffer.from('what do ya want for nothing?'))).toBe(true);
  });

  test.each([
    ['none', null],
    ['an empty one', ''],
    ['an unknown method', `md5=${'0'.repeat(32)}`],
    ['a shortened one', signatureOf('sha256', 'key', body).slice(0, -2)],
    ['the digits of another method', signatureOf('sha512', 'key', body).replace('sha512', 'sha256')],
    ['two at once', `${signatureOf('sha1', 'key', body)},${signatureOf('sha256', 'key', body)}`],
  ])('%s is not accepted', (_name, header) => {
    expect(isSigned(header, 'key', body)).toBe(false);
  });
});
