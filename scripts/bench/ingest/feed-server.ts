/* A process that serves generated feeds with ETag and 304, and puts new items on top of them when told. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerQuestions } from '../child.ts';
import { createCorpus, type Corpus } from '../corpus/articles.ts';
import { formats } from './feed-text.ts';

const startInput = z.object({ feeds: z.number(), itemsPerFeed: z.number() });

interface Rendered {
  body: Buffer;
  etag: string;
}

/** Places of one feed's items lie apart from those of the others. */
const placesPerFeed = 100_000;

class Feeds {
  origin = '';
  readonly #count: number;
  readonly #itemsPerFeed: number;
  readonly #corpus: Corpus;
  #added = 0;
  #rendered: Rendered[] = [];

  constructor({ feeds, itemsPerFeed }: z.infer<typeof startInput>) {
    this.#count = feeds;
    this.#itemsPerFeed = itemsPerFeed;
    // Far enough back that no item claims a time to come.
    this.#corpus = createCorpus({ sources: feeds, tags: 400, newest: new Date(Date.now() - 3_600_000) });
  }

  /** Sets how many items each feed has got since the beginning, and renders all feeds before they are asked for. */
  render(added: number): void {
    this.#added = added;
    this.#rendered = Array.from({ length: this.#count }, (_, feed) => this.#renderOne(feed));
  }

  add(more: number): void {
    this.render(this.#added + more);
  }

  find(feed: number): Rendered | undefined {
    return this.#rendered[feed];
  }

  #renderOne(feed: number): Rendered {
    const format = formats[feed % formats.length] ?? formats[0];
    const newest = this.#itemsPerFeed + this.#added - 1;
    const items = Array.from({ length: this.#itemsPerFeed }, (_, i) => this.#item(feed, newest - i));
    const page = { origin: this.origin, feed, items, updated: items[0]?.publishedAt ?? new Date(0) };
    const body = Buffer.from(format.write(page));
    return { body, etag: `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"` };
  }

  /** Item k of a feed: what it says depends on the feed and k alone, so a later issue of the feed repeats it exactly. */
  #item(feed: number, k: number) {
    const article = this.#corpus.article(feed * placesPerFeed + k);
    const newest = this.#corpus.article(0).publishedAt.getTime();
    return { ...article, publishedAt: new Date(newest - (1_000 - k) * 60_000) };
  }
}

const answer = (feeds: Feeds, request: IncomingMessage, response: ServerResponse): void => {
  const feed = Number(/^\/feed\/(\d+)$/u.exec(request.url ?? '')?.[1] ?? -1);
  const found = feeds.find(feed);
  if (found === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('etag', found.etag);
  if (request.headers['if-none-match'] === found.etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', formats[feed % formats.length]?.type ?? '');
  response.setHeader('content-length', found.body.length);
  response.end(found.body);
};

let feeds: Feeds | null = null;

const running = (): Feeds => {
  if (feeds === null) throw new Error('the feed server was not started');
  return feeds;
};

const start = async (input: unknown): Promise<{ port: number }> => {
  const served = new Feeds(startInput.parse(input));
  const server = createServer((request, response) => answer(served, request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  served.origin = `http://127.0.0.1:${address.port}`;
  served.render(0);
  feeds = served;
  return { port: address.port };
};

answerQuestions({
  start,
  add: async input => {
    await Promise.resolve();
    running().add(z.number().parse(input));
  },
  reset: async () => {
    await Promise.resolve();
    running().render(0);
  },
});
