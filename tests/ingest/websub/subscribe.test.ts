import { expect, test } from 'vitest';
import { dayMs, minuteMs, startWebSubTest } from '../../kit/websub.ts';
import { startServer } from '../../kit/ingest.ts';

/**
 * The life of a subscription, from the poll that finds the hub to the goodbye. The feed names a hub, a worker asks it,
 * the hub calls back at an address that nobody can guess, and from then on it pushes.
 */

test('a feed that names a hub is subscribed to: asked, verified, active', async () => {
  const { hub, gateway, poll, tend, subscription, clock } = await startWebSubTest('subscribe');
  hub.mood = 'WAITS';
  await poll();
  expect((await subscription())?.subscription.state).toBe('WANTED');
  await tend();
  expect(hub.forms).toHaveLength(1);
  const form = hub.forms[0] ?? {};
  expect(form).toMatchObject({ mode: 'subscribe', topic: hub.feedUrl, lease_seconds: '864000' });
  expect(form['callback']).toMatch(new RegExp(`^${gateway.origin}/websub/[\\w-]{43}$`, 'u'));
  expect(Buffer.byteLength(form['secret'] ?? '')).toBe(64);
  expect((await subscription())?.subscription.state).toBe('REQUESTED');

  const answer = await hub.verify();
  expect(answer).toMatchObject({ status: 200, body: answer.challenge });
  // A challenge that is a page must not become one (WebSub 5.3.1).
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const active = (await subscription())?.subscription;
  expect(active?.state).toBe('ACTIVE');
  expect(active?.leaseEndsAt).toEqual(new Date(clock.now().getTime() + 10 * dayMs));
});

test('a hub that verifies before it answers is verified as well', async () => {
  const { poll, tend, subscription } = await startWebSubTest('sync');
  await poll();
  await tend();
  expect((await subscription())?.subscription).toMatchObject({ state: 'ACTIVE', isAwaited: false });
});

test('Link headers come before what the feed says', async () => {
  const { hub, poll, subscription } = await startWebSubTest('link-header');
  hub.links.feed = 'https://elsewhere.example/hub';
  hub.links.header = `<${hub.hubUrl}>; rel="hub", </topic>; rel="self"`;
  await poll();
  expect((await subscription())?.subscription).toMatchObject({
    hub: hub.hubUrl,
    topic: `${hub.origin}/topic`,
  });
});

test('a hub may send us on to another one', async () => {
  const { hub, poll, tend } = await startWebSubTest('redirect');
  hub.mood = 'REDIRECTS';
  await poll();
  await tend();
  expect(hub.forms).toHaveLength(2);
  expect(hub.forms[1]).toEqual(hub.forms[0]);
});

test('an intent that is not ours is not confirmed', async () => {
  const { hub, gateway, poll, tend, subscription } = await startWebSubTest('intents');
  hub.mood = 'WAITS';
  await poll();
  await tend();
  expect((await hub.verify({ topic: `${hub.origin}/other` })).status).toBe(404);
  expect((await hub.verify({ mode: 'unsubscribe' })).status).toBe(404);
  expect((await hub.verify({ mode: 'publish' })).status).toBe(404);
  expect((await hub.verify({ challenge: null })).status).toBe(404);
  expect((await hub.verify({ challenge: 'x'.repeat(5_000) })).status).toBe(404);
  const unknown = await fetch(
    `${gateway.origin}/websub/${'a'.repeat(43)}?hub.mode=subscribe&hub.challenge=1`,
  );
  expect(unknown.status).toBe(404);
  expect((await subscription())?.subscription.state).toBe('REQUESTED');
});

test('a denial is taken down, and the source goes on by polling', async () => {
  const { hub, poll, tend, subscription, minutesToPoll, ask, clock } = await startWebSubTest('denied');
  await poll();
  await tend();
  const answer = await hub.verify({ mode: 'denied', reason: 'topic not served', challenge: null });
  expect(answer.status).toBe(200);
  expect((await subscription())?.subscription).toMatchObject({ state: 'REFUSED', leaseEndsAt: null });
  expect(await minutesToPoll()).toBe(0);
  expect(await hub.deliver(hub.feed(['Too late']))).toBe(404);
  await tend();
  expect(hub.forms).toHaveLength(1);
  expect(
    await ask('{ sources(first: 1) { nodes { hub { url state lastRefusal { reason detail } } } } }'),
  ).toMatchObject({
    data: {
      sources: {
        nodes: [
          {
            hub: {
              url: hub.hubUrl,
              state: 'REFUSED',
              lastRefusal: { reason: 'DENIED', detail: 'topic not served' },
            },
          },
        ],
      },
    },
  });
  clock.advance(2 * dayMs);
  await tend();
  expect(hub.forms).toHaveLength(2);
});

test('a hub that refuses is asked again after pauses that grow', async () => {
  const { hub, poll, tend, subscription, clock } = await startWebSubTest('refuses');
  hub.mood = 403;
  await poll();
  const asked: number[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const before = hub.forms.length;
    await tend();
    if (hub.forms.length > before) asked.push(hour);
    clock.advance(60 * minuteMs);
  }
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThan(6);
  expect((await subscription())?.subscription.lastRefusal).toMatchObject({ reason: 'REJECTED', status: 403 });
});

test('a hub that hangs is given up, and the feed is polled as if there were none', async () => {
  const { hub, ingest, poll, tend, subscription } = await startWebSubTest('hangs');
  hub.mood = 'HANGS';
  await poll();
  const { fetcher } = ingest.deps;
  ingest.deps.fetcher = {
    get: (url, request) => fetcher.get(url, request),
    post: (url, request) => fetcher.post(url, { ...request, deadlineMs: 300 }),
    close: () => fetcher.close(),
  };
  await tend();
  expect((await subscription())?.subscription).toMatchObject({
    state: 'REFUSED',
    lastRefusal: { reason: 'UNREACHABLE' },
  });
});

test('a hub that takes the wish and never verifies is asked again later', async () => {
  const { hub, poll, tend, subscription, clock } = await startWebSubTest('silent');
  hub.mood = 'WAITS';
  await poll();
  await tend();
  clock.advance(11 * minuteMs);
  await tend();
  expect((await subscription())?.subscription.lastRefusal?.reason).toBe('NOT_VERIFIED');
  // Its queue was only slow: what we asked for within a day is still what we want.
  expect((await hub.verify()).status).toBe(200);
  expect((await subscription())?.subscription.state).toBe('ACTIVE');
});

test('the lease is renewed before it ends, with the same callback and secret', async () => {
  const { hub, poll, tend, subscription, clock } = await startWebSubTest('renewal');
  hub.leaseSeconds = 3_600;
  await poll();
  await tend();
  clock.advance(30 * minuteMs);
  await tend();
  expect(hub.forms).toHaveLength(1);
  clock.advance(20 * minuteMs);
  await tend();
  expect(hub.forms).toHaveLength(2);
  expect(hub.forms[1]).toEqual(hub.forms[0]);
  const { leaseEndsAt } = (await subscription())?.subscription ?? {};
  expect(leaseEndsAt).toEqual(new Date(clock.now().getTime() + 60 * minuteMs));
});

test('a removed source is unsubscribed, and its deliveries are answered with Gone', async () => {
  const { hub, ingest, sourceId, poll, tend, clock } = await startWebSubTest('unsubscribe');
  await poll();
  await tend();
  const { callback = '' } = hub.forms[0] ?? {};
  await ingest.stores.removeSource(sourceId);
  expect(await hub.deliver(hub.feed(['After the end']))).toBe(410);
  hub.mood = 'WAITS';
  expect((await hub.verify()).status).toBe(404);
  await tend();
  expect(hub.forms[1]).toMatchObject({ mode: 'unsubscribe', callback, topic: hub.feedUrl });
  expect(hub.forms[1]?.['secret']).toBeUndefined();
  const goodbye = await hub.verify();
  expect(goodbye).toMatchObject({ status: 200, body: goodbye.challenge });
  clock.advance(2 * 60 * minuteMs);
  await tend();
  expect(await ingest.stores.connection.collection('hubSubscriptions').countDocuments()).toBe(0);
  expect(hub.forms).toHaveLength(2);
  expect(await hub.deliver(hub.feed(['Long after']))).toBe(404);
});

test('a hub on a private address is never contacted unless its origin is allowed', async () => {
  let touched = 0;
  const canary = await startServer((_request, response) => {
    touched++;
    response.writeHead(202).end();
  });
  try {
    const { hub, poll, tend, subscription } = await startWebSubTest('canary');
    for (const address of [`${canary.origin}/hub`, canary.origin.replace('127.0.0.1', 'localhost')]) {
      hub.links.feed = address;
      await poll();
      await tend();
    }
    expect(touched).toBe(0);
    expect((await subscription())?.subscription).toMatchObject({
      state: 'REFUSED',
      secret: null,
      lastRefusal: { reason: 'BLOCKED_ADDRESS' },
    });
  } finally {
    await canary.stop();
  }
  const allowed = await startServer((_request, response) => {
    touched++;
    response.writeHead(202).end();
  });
  try {
    const { hub, poll, tend } = await startWebSubTest('canary-allowed', { origins: [allowed.origin] });
    hub.links.feed = `${allowed.origin}/hub`;
    await poll();
    await tend();
    expect(touched).toBe(1);
  } finally {
    await allowed.stop();
  }
});

test('a hub that sends us on to a private address does not get us there', async () => {
  let touched = 0;
  const canary = await startServer((_request, response) => {
    touched++;
    response.end();
  });
  const lure = await startServer((_request, response) => {
    response.writeHead(307, { location: `${canary.origin}/` }).end();
  });
  try {
    const { hub, poll, tend, subscription } = await startWebSubTest('lure', { origins: [lure.origin] });
    hub.links.feed = `${lure.origin}/hub`;
    await poll();
    await tend();
    expect(touched).toBe(0);
    expect((await subscription())?.subscription.state).toBe('REFUSED');
  } finally {
    await canary.stop();
    await lure.stop();
  }
});

test('a gateway without a public address subscribes to nothing and has no callback', async () => {
  const { hub, gateway, poll, tend, subscription } = await startWebSubTest('private', { isPublic: false });
  await poll();
  await tend();
  expect(hub.forms).toEqual([]);
  expect(await subscription()).toBeUndefined();
  const address = `${gateway.origin}/websub/${'a'.repeat(43)}`;
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(404);
});
