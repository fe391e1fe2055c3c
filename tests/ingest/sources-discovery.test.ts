import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { createDiscovery } from '../../src/ingest/read/discover-site.ts';
import { openIngest } from '../../src/ingest/wiring.ts';
import { locateSource, soleCandidate, type Discover } from '../../src/sources/discovery.ts';
import type { Stores } from '../../src/storage/mongo.ts';
import { startServer, testConfig, type TestServer } from '../kit/ingest.ts';

let server: TestServer;
let pages: Record<string, string>;
let network: ReturnType<typeof openIngest>;
let discover: Discover;
const asked: string[] = [];

beforeAll(async () => {
  server = await startServer((request, response) => {
    asked.push(request.url ?? '');
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  // Discovery reads the web and stores nothing.
  const nothing: Partial<Stores> = {};
  network = openIngest(nothing as Stores, {
    config: testConfig(),
    clock: systemClock,
    log: createLog('silent'),
    ownOrigins: [server.origin],
  });
  discover = createDiscovery(() => Promise.resolve(network.deps));
});

afterAll(async () => {
  await network.close();
  await server.stop();
});

const rss = (title: string, ...links: string[]) =>
  `<rss version="2.0"><channel><title>${title}</title>${links.map(link => `<item><title>x</title><link>https://p.example/${link}</link></item>`).join('')}</channel></rss>`;
const atom = (link: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><id>1</id><title>x</title><link href="https://p.example/${link}"/></entry></feed>`;
const head = (...links: string[]) =>
  `<!doctype html><html><head>${links.map(link => `<link rel="alternate" type="application/rss+xml" href="${link}">`).join('')}</head></html>`;
const site = (path = '/') => `${server.origin}${path}`;
const found = async (path = '/') => {
  const result = await discover(site(path));
  if (!result.ok) throw new Error(result.fault.detail);
  return result.value;
};

test('an address that is a feed is its own only candidate', async () => {
  pages = { '/feed': rss('River News', 'a', 'b') };
  expect(await found('/feed')).toMatchObject([
    { url: site('/feed'), kind: 'RSS', title: 'River News', itemCount: 2 },
  ]);
});

test('linked feeds are read: dead ones go, the same in two formats is one, comments are not chosen', async () => {
  pages = {
    '/': head('/dead', '/rss', '/atom', '/comments/feed'),
    '/rss': rss('Main', 'a'),
    '/atom': atom('a'),
    '/comments/feed': rss('Comments on Main', 'a#comment-1'),
  };
  const candidates = await found();
  expect(candidates.map(({ url }) => url)).toEqual([site('/rss'), site('/comments/feed')]);
  expect(soleCandidate(candidates)?.url).toBe(site('/rss'));
});

test('several feeds are offered, none is chosen', async () => {
  pages = { '/': head('/a', '/b'), '/a': rss('A', 'a'), '/b': rss('B', 'b') };
  expect(await locateSource(site(), discover)).toMatchObject({
    kind: 'AMBIGUOUS',
    candidates: [{ title: 'A' }, { title: 'B' }],
  });
});

test('without links the usual places are tried, one after the other', async () => {
  asked.length = 0;
  pages = { '/section/': '<html></html>', '/rss.xml': rss('At a usual place', 'a') };
  expect(await found('/section/')).toMatchObject([{ url: site('/rss.xml') }]);
  expect(asked).toEqual(['/section/', '/feed/', '/rss', '/rss.xml', '/robots.txt']);
});

test('sitemaps of robots.txt are offered, behind the feeds', async () => {
  const sitemap = '<urlset><url><loc>https://p.example/1</loc></url></urlset>';
  pages = {
    '/': '<html></html>',
    '/robots.txt': `User-agent: *\nSitemap: ${site('/map.xml')}\nsitemap: /news-map.xml # relative\nSitemap:`,
    '/map.xml': sitemap,
    '/news-map.xml': sitemap,
  };
  expect((await found()).map(({ url, kind }) => [url, kind])).toEqual([
    [site('/news-map.xml'), 'SITEMAP'],
    [site('/map.xml'), 'SITEMAP'],
  ]);
  pages['/'] = head('/rss');
  pages['/rss'] = rss('Main', 'a');
  expect(await locateSource(site(), discover)).toMatchObject({ kind: 'FOUND', url: site('/rss') });
});

test('a site without any, a site that is away and an address that is not public are told apart', async () => {
  pages = { '/': '<html></html>' };
  expect(await locateSource(site(), discover)).toMatchObject({ kind: 'NONE' });
  expect(await locateSource(site('/missing'), discover)).toMatchObject({ kind: 'FOUND', candidate: null });
  expect(await locateSource('http://127.0.0.1:9/', discover)).toMatchObject({ kind: 'REFUSED' });
  expect(await locateSource('http://169.254.169.254/latest/', discover)).toMatchObject({ kind: 'REFUSED' });
});
