import { expect, test } from 'vitest';
import { dayMs, minuteMs, startWebSubTest, type TestWebSub } from '../../kit/websub.ts';

/**
 * What a hub pushes: the gateway checks the signature over the bytes as they came and puts them down, a worker reads
 * them by the way of a poll. A delivery is believed for its signature alone.
 */

const startActive = async (name: string): Promise<TestWebSub> => {
  const run = await startWebSubTest(name);
  await run.poll();
  await run.tend();
  return run;
};

const hubInGraphql =
  '{ sources(first: 1) { nodes { hub { state deliveryCount rejectedCount slowsPolling } } } }';

test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
  'a delivery signed with %s becomes articles',
  async method => {
    const { hub, tend, headlines, ask } = await startActive('deliver');
    expect(await hub.deliver(hub.feed(['A pushed report']), { method })).toBe(202);
    const [report] = await tend();
    expect(report).toMatchObject({ outcome: 'read', items: 1, inserted: 1 });
    expect(await headlines()).toEqual(['A pushed report', 'The first report']);
    expect(hub.reads).toBe(1);
    expect(await ask(hubInGraphql)).toMatchObject({
      data: { sources: { nodes: [{ hub: { state: 'ACTIVE', deliveryCount: 1, rejectedCount: 0 } }] } },
    });
  },
);

test.each([
  ['without a signature', { signature: null }],
  ['with a wrong signature', { signature: `sha256=${'0'.repeat(64)}` }],
  ['with a method that is not in the Recommendation', { signature: `md5=${'0'.repeat(32)}` }],
])('a delivery %s is answered like any other, and ignored', async (_name, options) => {
  const { hub, tend, headlines, ask, minutesToPoll } = await startActive('forged');
  const before = await minutesToPoll();
  expect(await hub.deliver(hub.feed(['A forged report']), options)).toBe(202);
  expect(await tend()).toEqual([]);
  expect(await headlines()).toEqual(['The first report']);
  expect(await minutesToPoll()).toBe(before);
  expect(await ask(hubInGraphql)).toMatchObject({
    data: { sources: { nodes: [{ hub: { deliveryCount: 0, rejectedCount: 1 } }] } },
  });
});

test('a delivery that is replayed is taken once, before and after it was read', async () => {
  const { hub, tend, ask } = await startActive('replay');
  const body = hub.feed(['A pushed report']);
  expect(await hub.deliver(body)).toBe(202);
  expect(await hub.deliver(body)).toBe(202);
  expect(await tend()).toHaveLength(1);
  expect(await hub.deliver(body)).toBe(202);
  expect(await tend()).toEqual([]);
  expect(await ask(hubInGraphql)).toMatchObject({
    data: { sources: { nodes: [{ hub: { deliveryCount: 1 } }] } },
  });
});

test('a delivery over the limit is refused, and the feed is polled instead', async () => {
  const { hub, tend, minutesToPoll, gateway } = await startActive('oversized');
  expect(await minutesToPoll()).toBeGreaterThan(0);
  expect(await hub.deliver(`${hub.feed()}${' '.repeat(2_100_000)}`)).toBe(413);
  expect(await tend()).toEqual([]);
  expect(await minutesToPoll()).toBe(0);
  // Whoever knows no callback is refused before a byte is read.
  const callback = `${gateway.origin}/websub/${'b'.repeat(43)}`;
  expect(await hub.deliver('x'.repeat(1_000), { callback })).toBe(404);
});

test('deliveries that nobody reads do not pile up: the feed is polled for the rest', async () => {
  const { hub, ingest, minutesToPoll } = await startActive('flood');
  for (let place = 0; place < 12; place++) expect(await hub.deliver(hub.feed([`Report ${place}`]))).toBe(202);
  expect(await ingest.stores.connection.collection('hubDeliveries').countDocuments()).toBe(8);
  expect(await minutesToPoll()).toBe(0);
});

test('a delivery that is no feed is forgotten, and the feed is polled instead', async () => {
  const { hub, ingest, tend, minutesToPoll } = await startActive('no-feed');
  expect(await hub.deliver('<html><body>Sorry</body></html>')).toBe(202);
  const [report] = await tend();
  expect(report).toMatchObject({ outcome: 'failed', failure: { reason: 'HTML_INSTEAD_OF_FEED' } });
  expect(await ingest.stores.connection.collection('hubDeliveries').countDocuments()).toBe(0);
  expect(await minutesToPoll()).toBe(0);
  const [source] = await ingest.stores.sources.all();
  expect(source?.health.consecutiveFailures).toBe(0);
});

test('a delivery waits while its source is being read', async () => {
  const { hub, ingest, clock, tend, headlines, sourceId } = await startActive('busy');
  const claim = await ingest.stores.websubDeliveries.claimSource(sourceId, clock.now());
  if (typeof claim === 'string') throw new Error(claim);
  await hub.deliver(hub.feed(['A pushed report']));
  expect(await tend()).toEqual([]);
  expect(await headlines()).toEqual(['The first report']);
  await ingest.stores.claims.release(claim);
  clock.advance(minuteMs);
  expect(await tend()).toHaveLength(1);
  expect(await headlines()).toEqual(['A pushed report', 'The first report']);
});

test('where no secret could be told in private, a delivery is only a hint to poll, once a minute', async () => {
  const { hub, ingest, tend, clock, minutesToPoll, headlines, subscription } = await startActive('hint');
  const stored = await subscription();
  if (stored === undefined) throw new Error('no subscription');
  await ingest.stores.websub.replace(stored, { ...stored.subscription, secret: null });
  expect(await hub.deliver(hub.feed(['An unsigned report']), { signature: null })).toBe(202);
  expect(await tend()).toEqual([]);
  expect(await minutesToPoll()).toBe(0);
  expect(await headlines()).toEqual(['The first report']);
  await ingest.pass();
  await hub.deliver(hub.feed(['Another']), { signature: null });
  expect(await minutesToPoll()).toBeGreaterThan(0);
  clock.advance(2 * minuteMs);
  await hub.deliver(hub.feed(['Another']), { signature: null });
  expect(await minutesToPoll()).toBe(0);
});

test('a hub that delivers slows polling down, one that misses something loses that trust', async () => {
  const { hub, poll, tend, clock, minutesToPoll, ask } = await startActive('trust');
  const plain = await minutesToPoll();
  hub.headlines = ['A pushed report', ...hub.headlines];
  await hub.deliver(hub.feed());
  await tend();
  expect(await ask(hubInGraphql)).toMatchObject({
    data: { sources: { nodes: [{ hub: { slowsPolling: true } }] } },
  });
  clock.advance((plain + 1) * minuteMs);
  const [unchanged] = await poll();
  expect(unchanged).toMatchObject({ inserted: 0 });
  const slowed = await minutesToPoll();
  expect(slowed).toBeGreaterThan(2 * plain);
  expect(slowed).toBeLessThanOrEqual(24 * 60);

  hub.headlines = ['A report that was not pushed', ...hub.headlines];
  clock.advance((slowed + 1) * minuteMs);
  expect(await poll()).toMatchObject([{ inserted: 1 }]);
  expect(await ask(hubInGraphql)).toMatchObject({
    data: { sources: { nodes: [{ hub: { state: 'ACTIVE', slowsPolling: false } }] } },
  });
  expect(await minutesToPoll()).toBeLessThan(slowed);
});

test('a lease that ends without a renewal brings the polling back', async () => {
  const { hub, tend, clock, minutesToPoll, ask } = await startActive('lapse');
  await hub.deliver(hub.feed(['A pushed report']));
  await tend();
  hub.mood = 503;
  clock.advance(11 * dayMs);
  await tend();
  expect(await minutesToPoll()).toBe(0);
  expect(await ask(hubInGraphql)).toMatchObject({
    data: { sources: { nodes: [{ hub: { state: 'REFUSED', slowsPolling: false } }] } },
  });
});
