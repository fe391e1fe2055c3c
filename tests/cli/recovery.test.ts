import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { khabar, startKhabar } from '../kit/cli.ts';
import { startServer, type TestServer } from '../kit/ingest.ts';

/** A power cut in the middle of the first ingest: everything is killed at once, the database too. */

const feeds = 8;
const itemsPerFeed = 30;
const total = feeds * itemsPerFeed;

const feed = (origin: string, number: string): string => {
  const items = Array.from({ length: itemsPerFeed }, (_, place) => {
    const url = `${origin}/story/${number}/${place}`;
    return `<item><title>Report ${number}-${place}</title><link>${url}</link><guid>${url}</guid></item>`;
  });
  return `<rss version="2.0"><channel><title>Feed ${number}</title>${items.join('')}</channel></rss>`;
};

const page = (path: string): string =>
  `<html><body><article><h1>Report</h1><p>${`The full text of the report at ${path}. `.repeat(12)}</p></article></body></html>`;

let server: TestServer;
let dataDir: string;

beforeAll(async () => {
  server = await startServer((request, response) => {
    const [, kind, number = ''] = (request.url ?? '').split('/');
    const isFeed = kind === 'feed';
    response.writeHead(200, { 'content-type': isFeed ? 'application/rss+xml' : 'text/html' });
    // Pages take their time, so that the cut comes in the middle.
    if (isFeed) response.end(feed(server.origin, number));
    else setTimeout(() => response.end(page(request.url ?? '')), 60);
  });
  dataDir = await mkdtemp(join(tmpdir(), 'khabar-recovery-'));
  // The downloaded server is shared with the other tests; the data are this test's own.
  const cache = join(import.meta.dirname, '../../.khabar/mongod');
  await mkdir(cache, { recursive: true });
  await symlink(cache, join(dataDir, 'mongod'));
});

afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Listed {
  id: string;
  url: string;
}

const listAll = async (endpoint: string): Promise<Listed[]> => {
  const articles: Listed[] = [];
  for (let after: string | null = null, more = true; more;) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'query ($after: String) { articles(first: 100, after: $after) { nodes { id url } pageInfo { hasNextPage endCursor } } }',
        variables: { after },
      }),
    });
    const { data } = (await response.json()) as {
      data: { articles: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
    };
    articles.push(...data.articles.nodes);
    more = data.articles.pageInfo.hasNextPage;
    after = data.articles.pageInfo.endCursor;
  }
  return articles;
};

const waitFor = async (endpoint: string, enough: (count: number) => boolean): Promise<Listed[]> => {
  for (;;) {
    const articles = await listAll(endpoint);
    if (enough(articles.length)) return articles;
    await sleep(50);
  }
};

test(
  'after kill -9 of everything in the middle of the first ingest it recovers by itself',
  { timeout: 240_000 },
  async () => {
    const env = {
      PORT: '0',
      MONGODB_URI: '',
      KHABAR_DATA: dataDir,
      KHABAR_SAMPLE: 'off',
      KHABAR_ALLOWED_ORIGINS: server.origin,
      KHABAR_FETCH_CONCURRENCY: '3',
    };
    const file = join(dataDir, 'feeds.opml');
    const outlines = Array.from(
      { length: feeds },
      (_, number) => `<outline text="${number}" xmlUrl="${server.origin}/feed/${number}"/>`,
    );
    await writeFile(file, `<opml version="2.0"><body>${outlines.join('')}</body></opml>`);
    const imported = await khabar(['sources', 'import', file], env);
    expect(imported.code, imported.stderr).toBe(0);
    const first = await startKhabar(env);
    const acknowledged = await waitFor(first.endpoint, count => count > 0);
    await first.kill();
    expect(acknowledged.length).toBeLessThan(total);

    const second = await startKhabar(env);
    const recovered = await waitFor(second.endpoint, count => count >= total);
    expect(recovered).toHaveLength(total);
    expect(new Set(recovered.map(article => article.url)).size).toBe(total);
    const ids = new Set(recovered.map(article => article.id));
    for (const article of acknowledged) expect(ids).toContain(article.id);
    expect(await second.stop()).toBe(0);
  },
);
