import type { ParsedFeed } from '../../articles/feed-item.ts';
import type { SourceCandidate } from '../../sources/discovery.ts';
import type { Sitemap } from '../parse/sitemap.ts';
import { feedAccept, parseFetched } from './feed.ts';
import type { Fetched } from './reading.ts';
import { feedOfEntries } from './sitemap-feed.ts';
import { newestEntries } from './sitemap-plan.ts';
import { visit } from '../visit.ts';
import type { IngestDeps } from '../deps.ts';

/** What discovery needs of ingest. */
export type DiscoveryDeps = Pick<IngestDeps, 'fetcher' | 'turns' | 'ownTurns' | 'allowedOrigins' | 'parser'>;

/** A candidate with what tells whether another one is the same feed in another format. */
export interface Probed {
  candidate: SourceCandidate;
  sameness: string;
}

export const probeRequest = {
  accept: `${feedAccept}, text/html;q=0.9`,
  maxBytes: 5_000_000,
  deadlineMs: 8_000,
} as const;

/** What is read at an address as a source; null where it is none or cannot be read. */
export const probe = async (
  url: string,
  deps: DiscoveryDeps,
  signal: AbortSignal,
): Promise<Probed | null> => {
  const fetched = await visit(url, { ...probeRequest, signal }, deps);
  return fetched.kind === 'fetched' ? asSource(url, fetched, { deps, signal }) : null;
};

export const asSource = async (
  url: string,
  fetched: Fetched,
  { deps, signal }: { deps: DiscoveryDeps; signal: AbortSignal },
): Promise<Probed | null> => {
  const address = fetched.movedTo ?? url;
  // The parser is given the bytes for good, and a sitemap or a page may have to be made of them yet.
  const feed = await parseFetched({ ...fetched, body: fetched.body.slice() }, deps, signal);
  if (feed.ok) return fromFeed(address, feed.value);
  const { body, contentType, finalUrl } = fetched;
  const sitemap = await deps.parser.parseSitemap({ bytes: body.slice(), contentType, url: finalUrl }, signal);
  return sitemap.ok ? fromSitemap(address, sitemap.value) : null;
};

const fromFeed = (url: string, feed: ParsedFeed): Probed => {
  // With their fragments: an entry for a comment links to a place on the article's page.
  const links = feed.items.slice(0, 10).map(item => item.url ?? item.guid ?? '');
  return {
    candidate: {
      url,
      kind: feed.kind,
      title: feed.title,
      homepage: feed.homepage,
      language: feed.language,
      itemCount: feed.items.length,
      newestAt: newestOf(feed),
    },
    sameness: links.length === 0 ? url : links.toSorted().join('\n'),
  };
};

const newestOf = ({ items }: ParsedFeed): Date | null => {
  const times = items.flatMap(({ publishedAt }) => publishedAt?.value.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
};

/** One without any address is none: an empty list is what a text file looks like. */
const fromSitemap = (url: string, { entries, sitemaps }: Sitemap): Probed | null => {
  if (entries.length + sitemaps.length === 0) return null;
  const { candidate } = fromFeed(url, feedOfEntries(newestEntries(entries), url));
  return { candidate: { ...candidate, itemCount: entries.length || sitemaps.length }, sameness: url };
};
