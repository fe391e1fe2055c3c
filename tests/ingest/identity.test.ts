import { afterAll, beforeAll, expect, test } from 'vitest';
import { stableId } from '../../src/core/identity.ts';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

/** One article under several addresses, and one that was removed: what the next polls make of them. */

let server: TestServer;
let ingest: TestIngest;
let pages = 0;

const item = (link: string, title: string): string =>
  `<item><guid>${link}</guid><link>${link}</link><title>${title}</title></item>`;

const page = (canonical: string): string => {
  const text = 'The lighthouse on the northern pier was lit again on Sunday after two years of repairs. ';
  return `<html><head><title>Lighthouse</title><link rel="canonical" href="${canonical}"></head>
    <body><article><h1>Lighthouse lit again</h1><p>${text.repeat(5)}</p></article></body></html>`;
};

beforeAll(async () => {
  server = await startServer((request, response) => {
    const url = request.url ?? '';
    const { origin } = server;
    if (url.startsWith('/feed')) {
      const link = url === '/feed-a' ? `${origin}/story/lighthouse` : `${origin}/m/4711`;
      response.setHeader('content-type', 'application/rss+xml');
      response.end(
        `<rss version="2.0"><channel><title>${url}</title>${item(link, 'Lighthouse lit again')}</channel></rss>`,
      );
      return;
    }
    pages += url === '/robots.txt' ? 0 : 1;
    response.setHeader('content-type', 'text/html');
    response.end(page(`${origin}/story/lighthouse`));
  });
  ingest = await startIngest('identity', { ownOrigins: [server.origin] });
});

afterAll(async () => {
  await ingest.stop();
  await server.stop();
});

const poll = async (): Promise<number> => {
  await ingest.stores.connection.collection('sources').updateMany({}, { $set: { nextFetchAt: new Date(0) } });
  const reports = await ingest.pass();
  return reports.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
};

test('two feeds that link a page differently give the one article that the page names', async () => {
  await addFeeds(ingest.stores, [`${server.origin}/feed-b`], { fetchPages: true });
  await poll();
  await addFeeds(ingest.stores, [`${server.origin}/feed-a`], { fetchPages: true });
  await poll();
  const id = stableId('article', `${server.origin}/story/lighthouse`);
  expect(await ingest.stores.articles.count({})).toBe(1);
  expect(await ingest.stores.articles.byIds([id])).toMatchObject([
    { canonicalUrl: `${server.origin}/story/lighthouse` },
  ]);
});

test('a page that is known by either address is not read again', async () => {
  const before = pages;
  expect(await poll()).toBe(0);
  expect(pages).toBe(before);
});

test('a removed article does not come back by any feed that still lists it', async () => {
  const id = stableId('article', `${server.origin}/story/lighthouse`);
  await ingest.stores.removeArticle({ id, reason: 'test', by: 'test', at: new Date() });
  const before = pages;
  expect(await poll()).toBe(0);
  expect(pages).toBe(before);
  expect(await ingest.stores.articles.count({})).toBe(0);
});

test('removing a source leaves no tombstones', async () => {
  const [sourceId = ''] = await addFeeds(ingest.stores, [`${server.origin}/feed-c`], { fetchPages: true });
  await ingest.stores.removeSource(sourceId);
  expect(await ingest.stores.connection.collection('tombstones').countDocuments({})).toBe(1);
});
