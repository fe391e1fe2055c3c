import { afterAll, expect, test } from 'vitest';
import { createParser } from '../../../src/ingest/threads/parser.ts';

const parser = createParser(1);
afterAll(() => parser.stop());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const feed = `<rss version="2.0"><channel><title>समाचार</title>
<item><title>पहली ख़बर</title><link>/one</link><pubDate>Tue, 24 Nov 2026 06:00:00 +0530</pubDate></item>
</channel></rss>`;

test('a feed is read in a thread, dates and all', async () => {
  const parsed = await parser.parseFeed({
    bytes: bytesOf(feed),
    contentType: 'application/rss+xml',
    url: 'https://news.example/feed',
  });
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      title: 'समाचार',
      items: [
        {
          title: 'पहली ख़बर',
          url: 'https://news.example/one',
          publishedAt: { value: new Date('2026-11-24T00:30:00Z') },
        },
      ],
    },
  });
});

test('what is no feed is the same fault as anywhere', async () => {
  const parsed = await parser.parseFeed({
    bytes: bytesOf('hello'),
    contentType: null,
    url: 'https://a.example/',
  });
  expect(parsed).toMatchObject({ ok: false, fault: { reason: 'UNKNOWN_FORMAT' } });
});

test('a page is decoded and extracted in a thread', async () => {
  const html = `<html><head><meta charset="utf-8"><title>Rail pact</title></head><body><article><h1>Rail pact</h1>
  <p>${'The ministers signed the pact on Tuesday, and trains will run from next spring. '.repeat(4)}</p></article></body>`;
  const read = await parser.readPage({
    bytes: bytesOf(html),
    contentType: 'text/html',
    url: 'https://news.example/one',
  });
  expect(read).toMatchObject({ ok: true, value: { page: { headline: 'Rail pact' } } });
});

test('the small body of a shared buffer is copied, so that its neighbours stay whole', async () => {
  const neighbour = Buffer.from('neighbour');
  const bytes = Buffer.from(feed);
  const small = bytes.subarray(0, bytes.byteLength);
  await parser.parseFeed({ bytes: small, contentType: null, url: 'https://news.example/feed' });
  expect(neighbour.toString()).toBe('neighbour');
});
