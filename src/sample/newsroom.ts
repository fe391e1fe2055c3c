import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDesk } from './editions.ts';
import { samplePublishers } from './publishers.ts';
import { hasValidator, send } from './reply.ts';
import { feedUrlOf, findFeed, homepageOf, replyToFeed, replyToPage } from './routes.ts';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Clock } from '../core/clock.ts';
import type { SamplePublisher } from './publishers.ts';
import type { SampleSite } from './routes.ts';

/** A source as the gateway should add it. */
export interface SampleSource {
  slug: string;
  title: string;
  /** The feed's address. */
  url: string;
  homepage: string;
  /** Null for the wire, which files in both languages. */
  language: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string;
  categories: readonly string[];
  /** What a poll of it meets: a good feed, HTML in the place of one, or a good one that takes `slowMs`. */
  condition: 'GOOD' | 'BROKEN' | 'SLOW';
}

export interface NewsroomOptions {
  clock: Clock;
  /** 0 (the default) takes a free port. A fixed one keeps the articles' addresses over restarts. */
  port?: number;
  /** How long the slow feed takes, in milliseconds. */
  slowMs?: number;
}

export interface Newsroom {
  origin: string;
  sources: readonly SampleSource[];
  /** Puts the second edition of every publisher out now, whatever was polled. */
  advance(): void;
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';
const defaultSlowMs = 3_000;

interface Service {
  site: SampleSite;
  slowMs: number;
  stopping: AbortSignal;
}

const conditionOf = (publisher: SamplePublisher): SampleSource['condition'] => {
  if (publisher.format === 'BROKEN') return 'BROKEN';
  return publisher.slow ? 'SLOW' : 'GOOD';
};

const toSource = (origin: string, publisher: SamplePublisher): SampleSource => ({
  slug: publisher.slug,
  title: publisher.title,
  url: feedUrlOf(origin, publisher),
  homepage: homepageOf(origin, publisher),
  language: publisher.language,
  country: publisher.country,
  categories: publisher.categories,
  condition: conditionOf(publisher),
});

const serveFeed = async (
  publisher: SamplePublisher,
  { site, slowMs, stopping }: Service,
  [request, response]: [IncomingMessage, ServerResponse],
): Promise<void> => {
  const isGet = request.method === 'GET';
  const edition = isGet
    ? site.desk.poll(publisher.slug, hasValidator(request))
    : site.desk.current(publisher.slug);
  if (publisher.slow) await sleep(slowMs, undefined, { signal: stopping });
  send(request, response, replyToFeed(site, publisher, edition));
};

const serve = async (service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = new URL(request.url ?? '/', service.site.origin).pathname;
  const publisher = findFeed(path);
  if (publisher === null) send(request, response, replyToPage(service.site, path));
  else await serveFeed(publisher, service, [request, response]);
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Serves the bundled newsroom on loopback. Rejects where the port is taken. The edition rule is in `editions.ts`;
 * every date counts back from the full hour before the clock's time at the start.
 */
export const startNewsroom = async (options: NewsroomOptions): Promise<Newsroom> => {
  const stopping = new AbortController();
  const site: SampleSite = { origin: `http://${loopback}`, desk: openDesk(options.clock) };
  const service: Service = { site, slowMs: options.slowMs ?? defaultSlowMs, stopping: stopping.signal };
  const server = createServer((request, response) => {
    serve(service, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  site.origin = `http://${loopback}:${port}`;
  return {
    origin: site.origin,
    sources: samplePublishers.map(publisher => toSource(site.origin, publisher)),
    advance: () => site.desk.advance(),
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };
};
