import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { applyRules } from '../../src/ingest/rules-apply.ts';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';

const clock = fixedClock(new Date('2026-03-01T12:00:00Z'));
let server: TestServer;
let ingest: TestIngest;
let sourceId: string;
/** Paths of article pages that were asked for. */
let pages: string[] = [];
let extraItem = '';

const item = (path: string, title: string, tag = 'News') =>
  `<item><title>${title}</title><link>${server.origin}${path}</link><category>${tag}</category></item>`;

const feed = () => `<rss version="2.0"><channel><title>T</title>
  ${item('/stars', 'आज का राशिफल: मेष राशि', 'Zodiac')}
  ${item('/poll', 'राज्य में चुनावों की तारीखें घोषित')}
  ${item('/short', 'A short note')}
  ${item('/long', 'The river rose by two metres', 'Floods')}${extraItem}</channel></rss>`;

const bodies: Record<string, string> = {
  '/short': 'Only a few words here.',
  '/poll': 'आयोग ने कहा कि मतदान दो चरणों में होगा और इसके लिए सभी तैयारियां पूरी कर ली गई हैं। '.repeat(10),
};

const page = (path: string) =>
  `<html><body><article><h1>T</h1><p>${
    bodies[path] ?? 'The water came up over the banks in the night. '.repeat(20)
  }</p></article></body></html>`;

beforeAll(async () => {
  server = await startServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/feed')
      return response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed());
    pages.push(path);
    return response.writeHead(200, { 'content-type': 'text/html' }).end(page(path));
  });
});

afterAll(() => server.stop());

beforeEach(async () => {
  pages = [];
  extraItem = '';
  ingest = await startIngest('rules', { ownOrigins: [server.origin], clock });
  [sourceId = ''] = await addFeeds(ingest.stores, [`${server.origin}/feed`], { fetchPages: true });
  return () => ingest.stop();
});

const addRule = (text: string, scope: string | null = null) =>
  ingest.stores.rules.add({ name: text, text, sourceId: scope, enabled: true }, clock.now());

const poll = async () => {
  await ingest.stores.sources.refresh(null, clock.now());
  const [report] = await ingest.pass();
  return report;
};

const stored = async () => {
  const rows = await ingest.stores.connection.collection('articles').find({}).toArray();
  return rows.map(row => new URL(String(row['canonicalUrl'])).pathname).toSorted();
};

test('what the feed alone decides costs no page, and what the page decided is not read twice', async () => {
  await addRule('exclude headline ~ "rashifal" or tag = cricket');
  await addRule('exclude wordCount < 50', sourceId);
  expect(await poll()).toMatchObject({ items: 4, inserted: 2, excluded: 2, unchanged: 0 });
  expect(await stored()).toEqual(['/long', '/poll']);
  expect(pages).not.toContain('/stars');
  expect(pages).toContain('/short');
  pages = [];
  extraItem = item('/new', 'Another river');
  expect(await poll()).toMatchObject({ items: 5, inserted: 1, excluded: 2, unchanged: 2 });
  expect(pages).toEqual(['/new']);
  expect((await ingest.stores.rules.list()).map(rule => rule.matchCount)).toEqual([1, 1]);
});

test('when the rule goes, what it left out comes in with the next poll', async () => {
  const rule = await addRule('exclude wordCount < 50');
  await poll();
  expect(await stored()).not.toContain('/short');
  await ingest.stores.rules.remove(rule?.id ?? '');
  expect(await poll()).toMatchObject({ inserted: 1, excluded: 0, unchanged: 3 });
  expect(await stored()).toContain('/short');
});

test('include rules let in only what one of them holds for, tag rules tag it', async () => {
  await addRule('include headline ~ ["chunav", "river"]');
  await addRule('tag "Elections" when text ~ "चुनाव"');
  expect(await poll()).toMatchObject({ inserted: 2, excluded: 2 });
  expect(await stored()).toEqual(['/long', '/poll']);
  const tags = await ingest.stores.tags.page({ limit: 10 });
  expect(tags.map(({ name, articleCount }) => [name, articleCount])).toContainEqual(['Elections', 1]);
});

test('a disabled rule and a rule of another source change nothing', async () => {
  const rule = await addRule('exclude headline exists');
  await ingest.stores.rules.update(rule?.id ?? '', { enabled: false }, clock.now());
  await addRule('exclude headline exists', 'another-source');
  expect(await poll()).toMatchObject({ inserted: 4, excluded: 0 });
});

test('an article that is stored stays and is kept up to date until rules are applied to it', async () => {
  await poll();
  await addRule('exclude wordCount < 50');
  await addRule('tag "Elections" when text ~ "chunav"');
  const deps = { stores: ingest.stores, clock };
  const range = { since: null, sourceId: null };
  const { signal } = new AbortController();
  const expected = { scanned: 4, tagged: 1, removed: 1, stopped: false };
  expect(await applyRules(deps, { ...range, dryRun: true }, signal)).toEqual(expected);
  expect(await stored()).toHaveLength(4);
  expect(await applyRules(deps, { ...range, dryRun: false }, signal)).toEqual(expected);
  expect(await stored()).toEqual(['/long', '/poll', '/stars']);
  const again = await applyRules(deps, { ...range, dryRun: false }, signal);
  expect(again).toEqual({ scanned: 3, tagged: 0, removed: 0, stopped: false });
  pages = [];
  expect(await poll()).toMatchObject({ inserted: 0, updated: 0, excluded: 1 });
  expect(pages).toEqual([]);
  const { hits } = await ingest.stores.search.search({
    text: 'tag:elections',
    order: 'RELEVANCE',
    first: 5,
    now: clock.now(),
  });
  expect(hits).toHaveLength(1);
});

test('rules and what they left out go with their source', async () => {
  await addRule('exclude headline exists', sourceId);
  await poll();
  await ingest.stores.removeSource(sourceId);
  expect(await ingest.stores.rules.list()).toEqual([]);
  expect(await ingest.stores.connection.collection('ruleExclusions').countDocuments()).toBe(0);
});
