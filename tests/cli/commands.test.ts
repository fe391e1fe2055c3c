import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { khabar } from '../kit/cli.ts';
import { startServer, type TestServer } from '../kit/ingest.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';

vi.setConfig({ testTimeout: 120_000 });

let directory: string;
let uri: string;
let server: TestServer;
let env: Record<string, string>;

const rss = `<rss version="2.0"><channel><title>River News</title>
  <item><title>The river rose by two metres</title><link>https://river.example/rose</link><category>Floods</category>
  <description>Heavy rain upstream.</description></item></channel></rss>`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'khabar-cli-'));
  uri = testDatabaseUri('cli');
  server = await startServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss),
  );
  env = {
    MONGODB_URI: uri,
    KHABAR_SAMPLE: 'off',
    KHABAR_ALLOWED_ORIGINS: server.origin,
    KHABAR_DATA: directory,
  };
});

afterAll(async () => {
  await server.stop();
  await dropDatabase(uri);
  await rm(directory, { recursive: true, force: true });
});

const json = (text: string): unknown => JSON.parse(text);

test('a source is added, read, found, shown and removed', async () => {
  const added = await khabar(
    ['sources', 'add', `${server.origin}/feed`, '--title', 'River News', '--no-pages', '--json'],
    env,
  );
  expect(json(added.stdout)).toMatchObject({ isNew: true, source: { title: 'River News' } });
  const read = await khabar(['ingest', '--json'], env);
  expect(json(read.stdout)).toMatchObject({ outcome: 'read', inserted: 1 });
  const found = await khabar(['search', 'river', '--json'], env);
  expect(json(found.stdout)).toMatchObject({
    totalCount: 1,
    hits: [{ article: { headline: 'The river rose by two metres' } }],
  });
  const shown = await khabar(['article', 'https://river.example/rose?utm_source=x'], env);
  expect(shown.stdout).toContain('tags: Floods');
  const listed = await khabar(['sources', 'list'], env);
  expect(listed.stdout).toMatch(/^✓ .*River News/u);
  const removed = await khabar(['sources', 'remove', `${server.origin}/feed`], env);
  expect(removed.code).toBe(0);
  expect(json((await khabar(['search', 'river', '--json'], env)).stdout)).toMatchObject({ totalCount: 0 });
});

test('sources of other kinds are added, changed, discovered and listed', async () => {
  const add = (...args: string[]) => khabar(['sources', 'add', ...args, '--json'], env);
  const listing = await add(
    `${server.origin}/latest`,
    '--select',
    'item=li.card',
    '--select',
    'date=time@datetime',
  );
  expect(json(listing.stdout)).toMatchObject({
    source: { reader: { kind: 'LISTING', selectors: { item: 'li.card', date: 'time@datetime' } } },
  });
  const api = await add(`${server.origin}/v2`, '--preset', 'newsapi', '--weight', '2', '--title', 'An API');
  expect(json(api.stdout)).toMatchObject({ source: { reader: { kind: 'API' }, weight: 2 } });
  const changed = await khabar(
    ['sources', 'update', `${server.origin}/v2`, '--kind', 'sitemap', '--title', 'A map', '--json'],
    env,
  );
  expect(json(changed.stdout)).toMatchObject({
    source: { reader: { kind: 'SITEMAP' }, title: 'A map', weight: 2 },
  });
  const found = await khabar(['sources', 'discover', server.origin, '--json'], env);
  expect(json(found.stdout)).toMatchObject([{ kind: 'RSS', title: 'River News', itemCount: 1 }]);
  expect((await add(`${server.origin}/x`, '--kind', 'magic')).code).toBe(2);
  expect((await add(`${server.origin}/x`, '--select', 'item=a[')).code).toBe(2);
  expect((await add(`${server.origin}/x?api-key=1`, '--preset', 'newsapi')).code).toBe(2);
  for (const path of ['/latest', '/v2']) await khabar(['sources', 'remove', `${server.origin}${path}`], env);
});

test('sources come in and go out as OPML', async () => {
  const imported = await khabar(['sources', 'import', 'schema/sources.opml', '--json'], env);
  const { feeds, added } = json(imported.stdout) as { feeds: number; added: number };
  expect(feeds).toBeGreaterThanOrEqual(40);
  expect(added).toBe(feeds);
  const file = join(directory, 'out.opml');
  await khabar(['sources', 'export', file], env);
  const again = await khabar(['sources', 'import', file, '--json'], env);
  expect(json(again.stdout)).toEqual({ feeds, added: 0 });
});

test('a feed file and a page file are shown', async () => {
  const feed = join(directory, 'feed.xml');
  const page = join(directory, 'page.html');
  await writeFile(feed, rss);
  await writeFile(
    page,
    `<html lang="en"><body><article><h1>Rain</h1><p>${'It rained on the hills. '.repeat(20)}</p></article></body></html>`,
  );
  expect((await khabar(['parse', feed])).stdout).toContain('RSS · River News · 1 items');
  const extracted = await khabar(['extract', page, '--url', 'https://river.example/rain', '--json']);
  expect(json(extracted.stdout)).toMatchObject({ headline: 'Rain' });
});

test('what failed ends with 1, what was called wrongly with 2', async () => {
  const file = join(directory, 'no-feed.xml');
  await writeFile(file, '<catalogue/>');
  expect((await khabar(['parse', file])).code).toBe(1);
  expect((await khabar(['article', 'nobody'], env)).code).toBe(1);
  expect((await khabar(['parse'])).code).toBe(2);
  expect((await khabar(['parse', join(directory, 'missing.xml')])).code).toBe(2);
  expect((await khabar(['nonsense'])).code).toBe(2);
  expect((await khabar(['search', '"open', '--json'], env)).code).toBe(2);
  const config = await khabar(['config'], { PORT: 'many', LOG_LEVEL: 'loud' });
  expect(config.code).toBe(2);
  expect(config.stderr).toContain('PORT');
  expect(config.stderr).toContain('LOG_LEVEL');
  expect((await khabar(['--help'])).code).toBe(0);
});

test('a new admin key is long, and different each time', async () => {
  const keys = await Promise.all([
    khabar(['keys', 'create', '--json']),
    khabar(['keys', 'create', '--json']),
  ]);
  const [first, second] = keys.map(({ stdout }) => (json(stdout) as { key: string }).key);
  expect(first?.length).toBeGreaterThanOrEqual(32);
  expect(first).not.toBe(second);
});

test('reindex brings every article through the index again', async () => {
  await khabar(['sources', 'add', `${server.origin}/feed`, '--no-pages'], env);
  await khabar(['ingest'], { ...env, KHABAR_ALLOWED_ORIGINS: server.origin });
  const done = await khabar(['reindex', '--json'], env);
  expect(json(done.stdout)).toEqual({ articles: 1, done: 1 });
  expect(json((await khabar(['search', 'metres', '--json'], env)).stdout)).toMatchObject({ totalCount: 1 });
});
