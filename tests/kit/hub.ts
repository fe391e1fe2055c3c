/** A publisher with a WebSub hub of its own on one loopback server: takes subscriptions, verifies, denies, delivers. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { signatureOf } from '../../src/sources/websub-signature.ts';
import { startServer } from './ingest.ts';

/** One request to the hub, its form by short names: callback, mode, topic, lease_seconds, secret. */
export type HubForm = Readonly<Record<string, string>>;

export type HubMood =
  /** 202, and a verification when the test asks for it with verify(). */
  | 'WAITS'
  /** The verification comes before the answer, as with hubs of the first drafts. */
  | 'VERIFIES'
  | 'HANGS'
  | 'REDIRECTS'
  /** Any HTTP status. */
  | number;

export interface TestHub {
  origin: string;
  feedUrl: string;
  hubUrl: string;
  /** What was asked of the hub, in order. */
  forms: HubForm[];
  /** How often the feed was read. */
  reads: number;
  mood: HubMood;
  /** The lease that the hub grants, in seconds; null leaves it out. */
  leaseSeconds: number | null;
  /** Headlines in the feed. */
  headlines: string[];
  /** What the feed, and the Link headers, say about hubs. */
  links: { feed: string | null; header: string | null };
  feed(headlines?: readonly string[]): string;
  /** The GET of a hub to the callback of the last request; fields replace or, when null, leave out. */
  verify(
    fields?: Record<string, string | null>,
  ): Promise<{ status: number; body: string; headers: Headers; challenge: string }>;
  deliver(body: string | Buffer, options?: DeliveryOptions): Promise<number>;
  stop(): Promise<void>;
}

export interface DeliveryOptions {
  method?: string;
  /** In the place of the true signature; null for none. */
  signature?: string | null;
  headers?: Record<string, string>;
  callback?: string;
}

/** An hour apart, so that the feed has a rhythm; whatever is pushed keeps its date. */
const item = (headline: string, origin: string): string => {
  const address = `${origin}/story/${encodeURIComponent(headline)}`;
  const hour = Buffer.from(headline).reduce((sum, byte) => sum + byte, 0) % 11;
  const date = new Date(Date.UTC(2036, 2, 1, hour)).toUTCString();
  return `<item><title>${headline}</title><link>${address}</link><guid>${address}</guid><pubDate>${date}</pubDate><description>${headline}, in more words.</description></item>`;
};

const formOf = async (request: IncomingMessage): Promise<HubForm> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  return Object.fromEntries([...form].map(([name, value]) => [name.replace(/^hub\./u, ''), value]));
};

export const startHub = async (): Promise<TestHub> => {
  const server = await startServer((request, response) => void answer(request, response));
  const { origin } = server;
  const last = (): HubForm => hub.forms.at(-1) ?? {};
  const hub: TestHub = {
    origin,
    feedUrl: `${origin}/feed.xml`,
    hubUrl: `${origin}/hub`,
    forms: [],
    reads: 0,
    mood: 'VERIFIES',
    leaseSeconds: 864_000,
    headlines: ['The first report'],
    links: { feed: `${origin}/hub`, header: null },
    feed: (headlines = hub.headlines) => {
      const link = hub.links.feed === null ? '' : `<atom:link rel="hub" href="${hub.links.feed}"/>`;
      const self = `<atom:link rel="self" href="${hub.feedUrl}"/>`;
      const items = headlines.map(headline => item(headline, origin)).join('');
      return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Hub News</title><link>${origin}/</link>${link}${self}${items}</channel></rss>`;
    },
    verify: async (fields = {}) => {
      const { callback = '', mode = '', topic = '' } = last();
      const challenge = randomUUID();
      const url = new URL(callback);
      const given = {
        mode,
        topic,
        challenge,
        lease_seconds: hub.leaseSeconds?.toString() ?? null,
        ...fields,
      };
      for (const [name, value] of Object.entries(given))
        if (value !== null) url.searchParams.append(`hub.${name}`, value);
      const response = await fetch(url);
      return { status: response.status, body: await response.text(), headers: response.headers, challenge };
    },
    deliver: async (body, { method = 'sha256', signature, headers = {}, callback } = {}) => {
      const bytes = Buffer.from(body);
      const subscribed = hub.forms.findLast(form => form['mode'] === 'subscribe') ?? {};
      const signed =
        signature === undefined ? signatureOf(method, subscribed['secret'] ?? '', bytes) : signature;
      const response = await fetch(callback ?? subscribed['callback'] ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/rss+xml',
          ...(signed === null ? {} : { 'x-hub-signature': signed }),
          ...headers,
        },
        body: bytes,
      });
      await response.arrayBuffer();
      return response.status;
    },
    stop: () => server.stop(),
  };

  const answerHub = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    hub.forms.push(await formOf(request));
    if (hub.mood === 'HANGS') return;
    if (hub.mood === 'VERIFIES') await hub.verify();
    if (hub.mood === 'REDIRECTS' && request.url === '/hub')
      response.writeHead(307, { location: '/other-hub' }).end();
    else response.writeHead(typeof hub.mood === 'number' ? hub.mood : 202).end();
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') return answerHub(request, response);
    hub.reads += request.url === '/feed.xml' ? 1 : 0;
    response.setHeader('content-type', 'application/rss+xml');
    if (hub.links.header !== null) response.setHeader('link', hub.links.header);
    response.end(hub.feed());
  };

  return hub;
};
