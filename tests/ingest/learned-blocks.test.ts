import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFeeds, startIngest, startServer, type TestIngest, type TestServer } from '../kit/ingest.ts';
import { editions, feedOf, pageCount, pageOf, storyOf, type EditionName } from './furniture-newsroom.ts';

const allPages = Array.from({ length: pageCount }, (_, at) => at);

let server: TestServer;
let ingest: TestIngest;
/** What the feed of each edition lists at the moment. */
const listed: Record<EditionName, readonly number[]> = { en: allPages, hi: allPages.slice(0, 4) };

beforeAll(async () => {
  server = await startServer((request, response) => {
    const [, edition, page] = (request.url ?? '').split('/');
    if (edition !== 'en' && edition !== 'hi') return response.writeHead(404).end();
    if (page === 'feed')
      return response
        .setHeader('content-type', 'application/rss+xml')
        .end(feedOf(edition, listed[edition], server.origin));
    return response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(edition, Number(page)));
  });
  ingest = await startIngest('learned-blocks', { ownOrigins: [server.origin] });
});

afterAll(async () => {
  await ingest.stop();
  await server.stop();
});

const articleAt = async (path: string): Promise<string> => {
  const row = await ingest.stores.connection
    .collection('articles')
    .findOne<{ sections: { text: string }[] }>({ canonicalUrl: `${server.origin}${path}` });
  return (row?.sections ?? []).map(({ text }) => text).join('\n\n');
};

const furnitureIn = (edition: EditionName, text: string): string[] => {
  const { furniture, teasers, label } = editions[edition];
  return [...furniture, ...teasers, label].filter(line => text.includes(line));
};

describe('a publisher whose furniture no list knows', () => {
  test('is read without it within a single batch of pages', async () => {
    await addFeeds(ingest.stores, [`${server.origin}/en/feed`], { fetchPages: true, language: 'en' });
    await ingest.pass();
    for (const page of allPages) {
      const text = await articleAt(`/en/${page}`);
      expect(furnitureIn('en', text)).toEqual([]);
      expect(text.split('\n\n')).toEqual(storyOf('en', page));
    }
  });

  test('is read without it, in Hindi, from one poll to the next', async () => {
    const [id = ''] = await addFeeds(ingest.stores, [`${server.origin}/hi/feed`], {
      fetchPages: true,
      language: 'hi',
    });
    await ingest.pass();
    listed.hi = allPages;
    await ingest.stores.sources.refresh([id], new Date(0));
    await ingest.pass();
    for (const page of allPages.slice(4)) {
      const text = await articleAt(`/hi/${page}`);
      expect(furnitureIn('hi', text)).toEqual([]);
      expect(text.split('\n\n')).toEqual(storyOf('hi', page));
    }
  });

  test('leaves a memory of at most thirty articles, which goes with the source', async () => {
    const rows = await ingest.stores.connection
      .collection<{ _id: string; pages: unknown[] }>('pageBlocks')
      .find()
      .toArray();
    expect(rows.map(({ pages }) => pages.length)).toEqual([pageCount, pageCount]);
    await ingest.stores.removeSource(rows[0]?._id ?? '');
    expect(await ingest.stores.pageBlocks.recent(rows[0]?._id ?? '')).toEqual([]);
  });
});
