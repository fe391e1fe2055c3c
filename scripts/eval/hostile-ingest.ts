/** Runs one document through the product: a feed through a whole poll over stores in memory, a page through its reader. */
import type { ArticleDraft, KnownArticle } from '../../src/articles/draft.ts';
import type { PageExtraction } from '../../src/articles/extraction.ts';
import type { FeedItem } from '../../src/articles/feed-item.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { decodeBytes } from '../../src/ingest/decode.ts';
import type { IngestDeps } from '../../src/ingest/deps.ts';
import { createFetcher } from '../../src/ingest/fetch.ts';
import { createHostTurns } from '../../src/ingest/host-turns.ts';
import type { FetchOutcome, HttpClient } from '../../src/ingest/outcome.ts';
import { readPage } from '../../src/ingest/pages.ts';
import { parseFeed } from '../../src/ingest/parse/index.ts';
import { createRobots } from '../../src/ingest/robots.ts';
import { createParser } from '../../src/ingest/threads/parser.ts';
import { runSource } from '../../src/ingest/run.ts';
import { rulesFor } from '../../src/rules/decide.ts';
import { TagRegistry } from '../../src/tags/registry.ts';
import type { Source } from '../../src/sources/source.ts';
import type { Stores } from '../../src/storage/mongo.ts';
import type { ClaimedSource, PollResult } from '../../src/storage/source-claims.ts';

export interface Ingested {
  /** Null when it was accepted. */
  rejected: string | null;
  drafts: ArticleDraft[];
  page: PageExtraction | null;
  /** Entries as the parser gave them. */
  items: FeedItem[];
  /** The page's HTML as text. */
  decoded: string | null;
}

const userAgent = 'Khabar-eval/1.0';

const sourceAt = (url: string, id = 'source-under-test'): Source => ({
  id,
  slug: id,
  title: id,
  homepage: null,
  kind: null,
  url,
  language: null,
  country: null,
  categories: [],
  weight: 1,
  fetchPages: false,
  createdAt: new Date(),
  health: {
    lastAttemptAt: null,
    lastSuccessAt: null,
    nextFetchAt: new Date(),
    consecutiveFailures: 0,
    lastFailure: null,
  },
});

interface Memory {
  drafts: ArticleDraft[];
  known: KnownArticle[];
  result: PollResult | null;
}

/** Only what a poll calls; anything else that it comes to call would fail the case loudly. */
const storesIn = (memory: Memory): Stores => {
  const claims: Partial<Stores['claims']> = {
    renew: () => Promise.resolve(true),
    release: () => Promise.resolve(),
    finish: (_claim, result) => {
      memory.result = result;
      return Promise.resolve(true);
    },
  };
  const articleWriter: Partial<Stores['articleWriter']> = {
    known: ({ ids }) => Promise.resolve(memory.known.filter(({ id }) => ids.includes(id))),
    save: writes => {
      memory.drafts.push(...writes.map(({ draft }) => draft));
      return Promise.resolve({ inserted: writes.map(({ draft }) => draft.id), updated: [], unchanged: [] });
    },
  };
  const nothing = () => Promise.resolve();
  const registry = new TagRegistry();
  const tags: Partial<Stores['tags']> = {
    ensure: nothing,
    raise: nothing,
    recount: nothing,
    registry: () => Promise.resolve(registry),
  };
  const rules: Partial<Stores['rules']> = { forSource: id => Promise.resolve(rulesFor([], id)) };
  return { claims, articleWriter, tags, rules } as unknown as Stores;
};

/** One for all cases of a process: a thread takes longer to start than most cases to read. */
const parser = createParser(1);

/** Starts the thread and loads all of its code, so that no case is charged with that. */
export const warmUp = async (): Promise<void> => {
  const bytes = new TextEncoder().encode('<rss><channel><item><title>One</title></item></channel></rss>');
  await parser.parseFeed({ bytes, contentType: null, url: 'http://localhost/' });
};

const depsFor = (fetcher: HttpClient, allowedOrigins: ReadonlySet<string>, memory: Memory): IngestDeps => {
  const turns = createHostTurns({ total: 4, perHost: 4, spacingMs: 0 });
  return {
    fetcher,
    robots: createRobots({ fetcher, userAgent, clock: systemClock }),
    turns,
    ownTurns: turns,
    allowedOrigins,
    parser,
    stores: storesIn(memory),
    clock: systemClock,
    log: createLog('silent'),
    random: () => 0.5,
  };
};

const claimOf = (source: Source): ClaimedSource => ({
  source,
  validators: { etag: null, lastModified: null },
  leaseToken: 1,
});

const never = new AbortController().signal;

/** A client that may reach the case's own server and remembers its last answer. */
const recordingClient = (allowedOrigins: ReadonlySet<string>) => {
  const client = createFetcher({ userAgent, allowedOrigins });
  const seen: { last: FetchOutcome | null } = { last: null };
  const get: HttpClient['get'] = async (url, request) => {
    const answer = await client.get(url, request);
    // The bytes of an answer are given away to the thread that reads it.
    seen.last = answer.kind === 'fetched' ? { ...answer, body: new Uint8Array(answer.body) } : answer;
    return answer;
  };
  return { client: { ...client, get }, seen };
};

/** @param known what a poll before, or another source, has stored */
export const ingestFeed = async (url: string, known: KnownArticle[] = []): Promise<Ingested> => {
  const allowedOrigins = new Set([new URL(url).origin]);
  const { client, seen } = recordingClient(allowedOrigins);
  const memory: Memory = { drafts: [], known, result: null };
  await runSource(claimOf(sourceAt(url)), depsFor(client, allowedOrigins, memory), never);
  await client.close();
  const items = seen.last?.kind === 'fetched' ? itemsOf(seen.last) : [];
  return {
    rejected: memory.result?.failure?.reason ?? null,
    drafts: memory.drafts,
    page: null,
    items,
    decoded: null,
  };
};

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;

const itemsOf = ({ body, contentType, finalUrl }: Fetched): FeedItem[] => {
  const parsed = parseFeed(body, { contentType, url: finalUrl });
  return parsed.ok ? parsed.value.items : [];
};

const itemAt = (url: string): FeedItem => ({
  guid: null,
  url,
  title: null,
  summaryHtml: null,
  contentHtml: null,
  authors: [],
  categories: [],
  publishedAt: null,
  updatedAt: null,
  images: [],
  language: null,
});

export const ingestPage = async (url: string): Promise<Ingested> => {
  const allowedOrigins = new Set([new URL(url).origin]);
  const { client, seen } = recordingClient(allowedOrigins);
  const deps = depsFor(client, allowedOrigins, { drafts: [], known: [], result: null });
  const reading = await readPage({ item: itemAt(url) }, deps, never);
  await client.close();
  const decoded =
    seen.last?.kind === 'fetched' ? decodeBytes(seen.last.body, seen.last.contentType, 'html') : null;
  const page = reading?.page ?? null;
  return { rejected: page === null ? 'UNREADABLE' : null, drafts: [], page, items: [], decoded };
};
