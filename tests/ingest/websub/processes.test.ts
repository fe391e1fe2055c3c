import { expect, test, onTestFinished } from 'vitest';
import { connectStores } from '../../../src/storage/mongo.ts';
import { startKhabar } from '../../kit/cli.ts';
import { startHub } from '../../kit/hub.ts';
import { addFeeds, startServer } from '../../kit/ingest.ts';
import { dropDatabase, testDatabaseUri } from '../../kit/mongo.ts';

/** A port that was free a moment ago: the address from outside has to be told before the gateway listens. */
const freePort = async (): Promise<string> => {
  const server = await startServer((_request, response) => void response.end());
  await server.stop();
  return new URL(server.origin).port;
};

test('a gateway and a worker in two processes subscribe, take a delivery and read it', async () => {
  const uri = testDatabaseUri('websub-processes');
  const stores = await connectStores({ uri, searchCacheBytes: 16_000_000 });
  const hub = await startHub();
  onTestFinished(async () => {
    await hub.stop();
    await stores.close();
    await dropDatabase(uri);
  });
  await addFeeds(stores, [hub.feedUrl]);
  const port = await freePort();
  const env = {
    MONGODB_URI: uri,
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}/`,
    KHABAR_ALLOWED_ORIGINS: hub.origin,
    KHABAR_SAMPLE: 'off',
  };
  const gateway = await startKhabar(env, 'gateway');
  const worker = await startKhabar(env, 'worker');
  onTestFinished(() => Promise.allSettled([worker.kill(), gateway.kill()]).then(() => undefined));

  await expect.poll(() => hub.forms.length, { timeout: 20_000 }).toBe(1);
  expect(hub.forms[0]?.['callback']).toMatch(new RegExp(`^http://127.0.0.1:${port}/websub/[\\w-]{43}$`, 'u'));
  const active = () => stores.connection.collection('hubSubscriptions').countDocuments({ state: 'ACTIVE' });
  await expect.poll(active, { timeout: 20_000 }).toBe(1);
  expect(await hub.deliver(hub.feed(['A pushed report']))).toBe(202);
  await expect.poll(() => stores.articles.count({}), { timeout: 20_000 }).toBe(2);
  expect(hub.reads).toBe(1);
  expect(await worker.stop()).toBe(0);
  expect(await gateway.stop()).toBe(0);
});
