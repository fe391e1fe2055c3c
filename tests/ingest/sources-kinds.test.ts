import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { parseReader, type Reader } from '../../src/sources/reader.ts';
import { startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

/** Sources that are no feeds, through the whole of ingest, from servers on this machine. */

const clock = fixedClock(new Date('2026-03-01T12:00:00Z'));
const asked: { url: string; headers: IncomingMessage['headers'] }[] = [];
let answer: (path: string, request: IncomingMessage, response: ServerResponse) => void;
let server: TestServer;
let stranger: TestServer;
const strangersHeaders: IncomingMessage['headers'][] = [];
let ingest: TestIngest;

beforeAll(async () => {
  server = await startServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    answer(request.url ?? '', request, response);
  });
  stranger = await startServer((request, response) => {
    strangersHeaders.push(request.headers);
    response.end('{"articles": []}');
  });
  ingest = await startIngest('source-kinds', { ownOrigins: [server.origin, stranger.origin], clock });
});

afterEach(async () => {
  asked.length = 0;
  vi.unstubAllEnvs();
  for (const source of await ingest.stores.sources.all()) await ingest.stores.removeSource(source.id);
});

afterAll(async () => {
  await ingest.stop();
  await server.stop();
  await stranger.stop();
});

const add = async (path: string, reader: unknown): Promise<string> => {
  const parsed = parseReader(reader);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return addRead(path, parsed.value);
};

const addRead = async (path: string, reader: Reader): Promise<string> => {
  const { source } = await ingest.stores.sources.addOne(
    {
      title: path,
      url: `${server.origin}${path}`,
      homepage: null,
      language: null,
      country: null,
      categories: [],
      fetchPages: false,
      reader,
      sample: false,
    },
    clock.now(),
  );
  return source.id;
};

const poll = async (): Promise<IngestReport> => {
  await ingest.stores.sources.refresh(null, clock.now());
  const [report] = await ingest.pass();
  if (report === undefined) throw new Error('nothing was due');
  return report;
};

const paths = (): string[] => asked.map(({ url }) => url);

const newsUrl = (name: string, minutesAgo: number): string => `<url><loc>https://paper.example/${name}</loc>
  <news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>${new Date(clock.now().getTime() - minutesAgo * 60_000).toISOString()}</news:publication_date>
  <news:title>Title of ${name}</news:title></news:news></url>`;

const urlset = (...urls: string[]): string =>
  `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${urls.join('')}</urlset>`;

test('an index is read newest first, with gzip, and what its lastmod says is unchanged is not fetched again', async () => {
  const lastmods = new Map([
    ['old.xml', '2026-01-01T00:00:00Z'],
    ['today.xml.gz', '2026-03-01T11:00:00Z'],
    ['undated.xml', ''],
  ]);
  const children = new Map([
    ['old.xml', urlset(newsUrl('old', 90_000))],
    ['today.xml.gz', urlset(newsUrl('one', 30), newsUrl('two', 20))],
    ['undated.xml', urlset(newsUrl('three', 10))],
  ]);
  answer = (path, request, response) => {
    const name = path.slice(1);
    if (path === '/index.xml') {
      const refs = [...lastmods].map(
        ([file, at]) =>
          `<sitemap><loc>${server.origin}/${file}</loc>${at && `<lastmod>${at}</lastmod>`}</sitemap>`,
      );
      response.end(`<sitemapindex>${refs.join('')}</sitemapindex>`);
    } else if (name === 'undated.xml' && request.headers['if-none-match'] === '"u1"') {
      response.writeHead(304).end();
    } else {
      const body = children.get(name) ?? '';
      const etag = name === 'undated.xml' ? { etag: '"u1"' } : {};
      response.writeHead(200, etag).end(name.endsWith('.gz') ? gzipSync(body) : body);
    }
  };
  const id = await add('/index.xml', { kind: 'SITEMAP' });
  expect(await poll()).toMatchObject({ outcome: 'read', inserted: 4 });
  expect(paths()).toEqual(['/index.xml', '/today.xml.gz', '/old.xml', '/undated.xml']);
  const [source] = await ingest.stores.sources.byIds([id]);
  expect(source).toMatchObject({ kind: 'SITEMAP', language: 'en', homepage: `${server.origin}/` });

  asked.length = 0;
  expect(await poll()).toMatchObject({ outcome: 'notModified', inserted: 0 });
  expect(paths()).toEqual(['/index.xml', '/undated.xml']);

  asked.length = 0;
  lastmods.set('today.xml.gz', '2026-03-01T12:00:00Z');
  children.set('today.xml.gz', urlset(newsUrl('one', 30), newsUrl('two', 20), newsUrl('four', 1)));
  expect(await poll()).toMatchObject({ outcome: 'read', inserted: 1, unchanged: 2 });
  expect(paths()).toEqual(['/index.xml', '/today.xml.gz', '/undated.xml']);
});

test('a sitemap that fails is come back to, although its index stays as it is', async () => {
  let broken = true;
  answer = (path, request, response) => {
    if (path === '/index.xml') {
      if (request.headers['if-none-match'] === '"i"') response.writeHead(304).end();
      else
        response.writeHead(200, { etag: '"i"' }).end(
          `<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026-03-01T10:00:00Z</lastmod></sitemap>
           <sitemap><loc>/b.xml</loc><lastmod>2026-03-01T09:00:00Z</lastmod></sitemap></sitemapindex>`,
        );
    } else if (path === '/b.xml' && broken) response.writeHead(500).end();
    else response.end(urlset(newsUrl(path.slice(1, 2), 5)));
  };
  await add('/index.xml', { kind: 'SITEMAP' });
  expect(await poll()).toMatchObject({ inserted: 1 });
  broken = false;
  expect(await poll()).toMatchObject({ inserted: 1 });
  asked.length = 0;
  expect(await poll()).toMatchObject({ outcome: 'notModified' });
  expect(paths()).toEqual(['/index.xml']);
});

test('an index of indexes without end is left at a bounded depth and number', async () => {
  answer = (path, _request, response) => {
    const refs = Array.from({ length: 100 }, (_, n) => `<sitemap><loc>${path}x${n}</loc></sitemap>`);
    response.end(`<sitemapindex>${refs.join('')}</sitemapindex>`);
  };
  await add('/loop', { kind: 'SITEMAP' });
  await poll();
  expect(paths().length).toBeLessThanOrEqual(40);
});

const mapping = {
  items: 'data.articles',
  fields: { url: ['link'], title: ['name'], publishedAt: ['at'] },
  keys: [
    { place: 'HEADER', name: 'X-Api-Key', variable: 'KHABAR_SECRET_TEST' },
    { place: 'QUERY', name: 'token', variable: 'KHABAR_SECRET_TEST' },
  ],
  paging: { kind: 'CURSOR', parameter: 'after', next: 'data.next', maxPages: 3 },
};

test('an API is paged by its cursor within bounds, with the key in no stored place', async () => {
  vi.stubEnv('KHABAR_SECRET_TEST', 'very-secret-value');
  answer = (path, _request, response) => {
    const page = Number(new URL(path, server.origin).searchParams.get('after') ?? 1);
    const articles = [
      { link: `https://paper.example/${page}`, name: `Page ${page}` },
      { link: '#', name: `Self ${page}` },
    ];
    response.end(JSON.stringify({ data: { articles, next: page + 1 } }));
  };
  await add('/v1/news?q=a', { kind: 'API', mapping });
  expect(await poll()).toMatchObject({ outcome: 'read', inserted: 4 });
  expect(asked.map(({ headers }) => headers['x-api-key'])).toEqual(Array(3).fill('very-secret-value'));
  expect(paths()).toEqual([
    '/v1/news?q=a&token=very-secret-value',
    '/v1/news?q=a&token=very-secret-value&after=2',
    '/v1/news?q=a&token=very-secret-value&after=3',
  ]);
  const database = ingest.stores.connection.db;
  for (const { name } of (await database?.listCollections().toArray()) ?? []) {
    const rows = await database?.collection(name).find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain('very-secret-value');
  }
});

test('a key that is not set, and an API that refuses and repeats the key, are failures without it', async () => {
  const id = await add('/v1/news', {
    kind: 'API',
    mapping: { ...mapping, check: { path: 'status', equals: ['ok'], message: 'why' } },
  });
  expect(await poll()).toMatchObject({
    failure: { detail: 'not set in the environment: KHABAR_SECRET_TEST, KHABAR_SECRET_TEST' },
  });
  expect(asked).toEqual([]);
  vi.stubEnv('KHABAR_SECRET_TEST', 'very-secret-value');
  answer = (_path, _request, response) =>
    response.end('{"status":"error","why":"very-secret-value is used up"}');
  expect(await poll()).toMatchObject({
    failure: { detail: 'the API answers status error: (key) is used up' },
  });
  const [source] = await ingest.stores.sources.byIds([id]);
  expect(source?.health.lastFailure?.detail).not.toContain('very-secret-value');
});

test('a redirect to another origin does not get the key, and is not remembered', async () => {
  vi.stubEnv('KHABAR_SECRET_TEST', 'very-secret-value');
  answer = (_path, _request, response) =>
    response.writeHead(301, { location: `${stranger.origin}/take` }).end();
  const header = { ...mapping, items: 'articles', paging: null, keys: mapping.keys.slice(0, 1) };
  const id = await add('/v1/news', { kind: 'API', mapping: header });
  await poll();
  expect(strangersHeaders.map(headers => headers['x-api-key'])).toEqual([undefined]);
  const [source] = await ingest.stores.sources.byIds([id]);
  expect(source?.url).toBe(`${server.origin}/v1/news`);
});

test('pages by number end with the last one, and later polls stop where the last one was', async () => {
  answer = (path, _request, response) => {
    const page = Number(new URL(path, server.origin).searchParams.get('page'));
    const at = page === 1 ? '2026-03-01T11:59:00Z' : '2026-02-01T00:00:00Z';
    response.end(
      JSON.stringify({ pages: 2, items: [{ link: `https://paper.example/n${page}`, name: 'A title', at }] }),
    );
  };
  const byNumber = {
    ...mapping,
    items: 'items',
    keys: [],
    paging: { kind: 'PAGE', parameter: 'page', last: 'pages', maxPages: 10 },
  };
  await add('/v1/pages', { kind: 'API', mapping: byNumber });
  expect(await poll()).toMatchObject({ inserted: 2 });
  expect(paths()).toEqual(['/v1/pages?page=1', '/v1/pages?page=2']);
});

test(
  'a page made to keep a selector busy ends at its deadline, as a failure of its source',
  { timeout: 30_000 },
  async () => {
    answer = (_path, _request, response) =>
      response.end('<div>'.repeat(190) + '<a href="x">y</a>'.repeat(3_000));
    await add('/deep', { kind: 'LISTING', selectors: { item: 'i div div div a' } });
    expect(await poll()).toMatchObject({ failure: { reason: 'PARSE_TIMEOUT' } });
  },
);

test('a listing is read by its selectors, and a page that no longer fits says so', async () => {
  const card = (n: number) =>
    `<li class="card"><h3><a href="/story/${n}">Story ${n}</a></h3><time datetime="2026-03-01T0${n}:00:00Z"></time></li>`;
  answer = (_path, _request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<html lang="en"><ul>${card(1)}${card(2)}</ul></html>`);
  const id = await add('/latest', { kind: 'LISTING', selectors: { item: 'li.card' } });
  expect(await poll()).toMatchObject({ outcome: 'read', inserted: 2 });
  answer = (_path, _request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><p>New design</p></html>');
  expect(await poll()).toMatchObject({
    failure: { reason: 'MALFORMED_FEED', detail: 'nothing on the page matches li.card' },
  });
  const changed = await ingest.stores.sources.update(
    id,
    { reader: { kind: 'SITEMAP' }, weight: 2 },
    clock.now(),
  );
  expect(changed).toMatchObject({ kind: null, reader: { kind: 'SITEMAP' }, weight: 2 });
});
