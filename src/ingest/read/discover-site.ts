import { fail, ok, type Result } from '../../core/result.ts';
import type { Discover, DiscoveryFault, SourceCandidate } from '../../sources/discovery.ts';
import { decodeBytes } from '../decode.ts';
import {
  discoverFeeds,
  sitemapsInRobots,
  wellKnownFeedPaths,
  wellKnownSitemapPaths,
} from '../parse/discover.ts';
import { visit } from '../visit.ts';
import { asSource, probe, probeRequest, type DiscoveryDeps, type Probed } from './candidate.ts';
import type { Fetched } from './reading.ts';

/** Somebody waits for the answer. */
const deadlineMs = 15_000;
const maxLinked = 10;
const maxSitemaps = 4;

interface Search {
  deps: DiscoveryDeps;
  signal: AbortSignal;
}

/**
 * Finds the sources of a site: the address itself where it is one, else what its page links to, else the usual places;
 * and the sitemaps that robots.txt names. What is offered has been read, so a dead link is none. robots.txt is not
 * asked for leave: these are a few requests that a person wants now (RFC 9309 is about crawlers).
 * @param deps asked for at each discovery, since the network may be opened after the gateway
 */
export const createDiscovery =
  (deps: () => Promise<DiscoveryDeps>): Discover =>
  async (url, signal) => {
    const deadline = AbortSignal.timeout(deadlineMs);
    return discoverSite(url, {
      deps: await deps(),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  };

const discoverSite = async (
  url: string,
  search: Search,
): Promise<Result<SourceCandidate[], DiscoveryFault>> => {
  const fetched = await visit(url, { ...probeRequest, signal: search.signal }, search.deps);
  if (fetched.kind !== 'fetched')
    return fail(
      fetched.kind === 'failed'
        ? { reason: fetched.reason, detail: fetched.detail }
        : { reason: 'HTTP_STATUS', detail: 'not modified, although nothing was asked for' },
    );
  const itself = await asSource(url, fetched, search);
  if (itself !== null) return ok([itself.candidate]);
  const feeds = await feedsOf(fetched, search);
  const sitemaps = await sitemapsOf(
    new URL(fetched.finalUrl).origin,
    { isLastHope: feeds.length === 0 },
    search,
  );
  const found = distinct([...feeds, ...sitemaps]);
  if (found.length > 0) return ok(found.map(({ candidate }) => candidate));
  return fail({ reason: 'NO_FEED', detail: `neither a feed nor a sitemap was found at ${url}` });
};

const feedsOf = async (fetched: Fetched, search: Search): Promise<Probed[]> => {
  const html = decodeBytes(fetched.body, fetched.contentType, 'html');
  const linked = discoverFeeds(html, fetched.finalUrl).slice(0, maxLinked);
  const found = await probeAll(
    linked.map(({ url }) => url),
    search,
  );
  const titles = new Map(linked.map(({ url, title }) => [url, title] as const));
  if (found.length > 0)
    return found.map(({ candidate, ...rest }) => ({
      ...rest,
      candidate: { ...candidate, title: candidate.title ?? titles.get(candidate.url) ?? null },
    }));
  return firstOf(wellKnownFeedPaths, fetched.finalUrl, search);
};

const sitemapsOf = async (
  origin: string,
  { isLastHope }: { isLastHope: boolean },
  search: Search,
): Promise<Probed[]> => {
  const robotsUrl = `${origin}/robots.txt`;
  const robots = await visit(
    robotsUrl,
    { ...probeRequest, maxBytes: 1_000_000, signal: search.signal },
    search.deps,
  );
  const named =
    robots.kind === 'fetched' ? sitemapsInRobots(new TextDecoder().decode(robots.body), robotsUrl) : [];
  const newsFirst = named.toSorted((a, b) => Number(/news/iu.test(b)) - Number(/news/iu.test(a)));
  const found = await probeAll(newsFirst.slice(0, maxSitemaps), search);
  if (found.length > 0 || !isLastHope) return found;
  return firstOf(wellKnownSitemapPaths, origin, search);
};

const probeAll = async (urls: readonly string[], { deps, signal }: Search): Promise<Probed[]> => {
  const probed = await Promise.all(urls.map(url => probe(url, deps, signal)));
  return probed.filter(each => each !== null);
};

/** One after the other: sites answer at several of the usual places with the same feed. */
const firstOf = async (
  paths: readonly string[],
  base: string,
  { deps, signal }: Search,
): Promise<Probed[]> => {
  for (const path of paths) {
    const probed = signal.aborted ? null : await probe(new URL(path, base).href, deps, signal);
    if (probed !== null) return [probed];
  }
  return [];
};

/** The same entries in another format are the same feed; the first is kept, which is the page's own preference. */
const distinct = (found: readonly Probed[]): Probed[] => {
  const byKey = new Map<string, Probed>();
  for (const each of found) if (!byKey.has(each.sameness)) byKey.set(each.sameness, each);
  return [...byKey.values()];
};
