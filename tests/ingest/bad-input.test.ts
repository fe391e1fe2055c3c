import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

/** What publishers send instead of a feed: each is a typed failure on the source's health, and never a crash. */

const item = '<item><title>One</title><link>https://news.example/one</link></item>';
const rss = (items: string) => `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;

const send =
  (status: number, type: string, body: string | Buffer) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

const bad: Record<string, [string, (request: IncomingMessage, response: ServerResponse) => void]> = {
  '/unknown-format': ['UNKNOWN_FORMAT', send(200, 'application/xml', '<catalogue><book/></catalogue>')],
  '/html': [
    'HTML_INSTEAD_OF_FEED',
    send(200, 'text/html', '<!doctype html><html><body><p>Hello</p></body></html>'),
  ],
  '/missing': ['NOT_FOUND', send(404, 'text/plain', 'no')],
  '/gone': ['GONE', send(410, 'text/plain', 'no')],
  '/broken-server': ['SERVER_ERROR', send(500, 'text/plain', 'oops')],
  '/too-often': ['RATE_LIMITED', send(429, 'text/plain', 'slow down')],
  '/empty': ['EMPTY_FEED', send(200, 'application/rss+xml', '')],
  '/binary': [
    'UNKNOWN_FORMAT',
    send(200, 'application/rss+xml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])),
  ],
  '/large': [
    'TOO_LARGE',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      const chunk = Buffer.alloc(1_000_000, 'x');
      let left = 50;
      const more = () => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    },
  ],
  '/reset': ['CONNECTION', request => request.socket.destroy()],
};

let server: TestServer;
let ingest: TestIngest;
const ids = new Map<string, string>();

beforeAll(async () => {
  server = await startServer((request, response) => {
    const answer = bad[request.url ?? ''];
    if (answer !== undefined) answer[1](request, response);
    else if (request.url === '/latin1')
      send(
        200,
        'application/rss+xml; charset=utf-8',
        Buffer.from(rss(item.replace('One', 'Café')), 'latin1'),
      )(request, response);
    else if (request.url === '/no-items') send(200, 'application/rss+xml', rss(''))(request, response);
    else send(200, 'application/rss+xml', rss(item))(request, response);
  });
  ingest = await startIngest('bad-input', { ownOrigins: [server.origin] });
  const paths = [...Object.keys(bad), '/latin1', '/no-items', '/good'];
  const added = await addFeeds(
    ingest.stores,
    paths.map(path => server.origin + path),
  );
  paths.forEach((path, place) => ids.set(path, added[place] ?? ''));
  await ingest.pass();
});

afterAll(async () => {
  await ingest.stop();
  await server.stop();
});

const healthOf = async (path: string) => {
  const [source] = await ingest.stores.sources.byIds([ids.get(path) ?? '']);
  return source?.health;
};

test.each(Object.entries(bad).map(([path, [reason]]) => [path, reason] as const))(
  '%s gives %s',
  async (path, reason) => {
    const health = await healthOf(path);
    expect(health?.lastFailure?.reason).toBe(reason);
    expect(health?.consecutiveFailures).toBe(1);
    expect(health?.lastSuccessAt).toBeNull();
    expect(health?.nextFetchAt.getTime()).toBeGreaterThan(Date.now());
  },
);

test('a feed without entries is no failure', async () => {
  expect(await healthOf('/no-items')).toMatchObject({ lastFailure: null, consecutiveFailures: 0 });
});

test('a wrongly declared charset is read all the same', async () => {
  expect(await healthOf('/latin1')).toMatchObject({ lastFailure: null });
});

test('a good feed among the bad ones is read', async () => {
  expect(await healthOf('/good')).toMatchObject({ lastFailure: null });
  expect(await ingest.stores.articles.count({})).toBe(1);
});

test('a source that recovers keeps its last failure for the record, with no failures counted', async () => {
  bad['/missing'] = ['NOT_FOUND', send(200, 'application/rss+xml', rss(item.replaceAll('one', 'two')))];
  await ingest.stores.sources.refresh([ids.get('/missing') ?? ''], new Date());
  await ingest.pass();
  expect(await healthOf('/missing')).toMatchObject({
    consecutiveFailures: 0,
    lastFailure: { reason: 'NOT_FOUND' },
  });
});
