import { createLog } from '../../src/core/log.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type Gateway } from '../../src/server/http.ts';
import type { Stores } from '../../src/storage/mongo.ts';
import { adminKey, startApi, type TestApi } from '../kit/api.ts';
import { seedArticles } from '../kit/seed.ts';

/** A gateway whose database answers when the test lets it, and with limits of its own. */

let api: TestApi;
let gateway: Gateway;
/** Ends the wait of the reads of articles. */
let release: () => void;
let began: Promise<unknown>;
let sourcesAsked = 0;

const slow = (stores: Stores): Stores => {
  const gate = Promise.withResolvers<null>();
  const start = Promise.withResolvers<null>();
  release = () => gate.resolve(null);
  began = start.promise;
  return {
    ...stores,
    articles: {
      ...stores.articles,
      window: async request => {
        start.resolve(null);
        await gate.promise;
        return stores.articles.window(request);
      },
    },
    sources: {
      ...stores.sources,
      byIds: ids => {
        sourcesAsked += 1;
        return stores.sources.byIds(ids);
      },
    },
  };
};

const start = (operationMs: number): Promise<Gateway> =>
  startGateway({
    host: '127.0.0.1',
    port: 0,
    adminKey,
    corsOrigins: ['*'],
    stores: slow(api.stores),
    clock: api.clock,
    log: createLog('silent'),
    operations: [],
    limits: { operationMs, depth: 4 },
  });

beforeAll(async () => {
  api = await startApi('deadline');
  await seedArticles(api.stores, [{ source: 'daily', headline: 'One' }]);
});

afterAll(() => api.stop());

const ask = (query: string, signal?: AbortSignal) =>
  fetch(`${gateway.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(signal === undefined ? {} : { signal }),
  });

/** Lets what waits go on and the loaders take their turn. */
const settle = () => new Promise(resolve => setTimeout(resolve, 50));

const question = '{ latest { nodes { source { title } } } }';

test('a limit of the configuration holds', async () => {
  gateway = await start(60_000);
  const { errors } = (await (
    await ask('{ latest { nodes { source { title articles { totalCount } } } } }')
  ).json()) as {
    errors: unknown[];
  };
  expect(errors).toMatchObject([{ extensions: { limit: 'depth', requested: 5, maximum: 4 } }]);
  await gateway.stop();
});

test('an operation beyond its time is answered, and asks the database for nothing more', async () => {
  sourcesAsked = 0;
  gateway = await start(50);
  const response = await ask(question);
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'TIMEOUT', requestId: response.headers.get('x-request-id') } }],
  });
  release();
  await settle();
  expect(sourcesAsked).toBe(0);
  await gateway.stop();
});

test('in time, the same operation asks for the sources too', async () => {
  sourcesAsked = 0;
  gateway = await start(60_000);
  release();
  expect((await ask(question)).status).toBe(200);
  expect(sourcesAsked).toBe(1);
  await gateway.stop();
});

test('a caller who goes away ends the work for it', async () => {
  sourcesAsked = 0;
  gateway = await start(60_000);
  const caller = new AbortController();
  const answer = ask(question, caller.signal).catch(() => 'gone');
  await began;
  caller.abort();
  expect(await answer).toBe('gone');
  await settle();
  release();
  await settle();
  expect(sourcesAsked).toBe(0);
  await gateway.stop();
});
