import type { Result } from '../core/result.ts';
import { toAbsoluteUrl } from '../core/url.ts';
import type { FeedKind, FetchFailureReason } from './source.ts';

/** A source that a site offers, and that could be read. */
export interface SourceCandidate {
  /** Absolute http(s) URL. */
  url: string;
  kind: FeedKind;
  title: string | null;
  /** The site's address. */
  homepage: string | null;
  language: string | null;
  /** Entries in it now; of a sitemap index, the sitemaps that it lists. */
  itemCount: number;
  /** The newest time of publication that it claims. */
  newestAt: Date | null;
}

export interface DiscoveryFault {
  /** NO_FEED: the address was read, and neither is nor offers a source. */
  reason: FetchFailureReason | 'NO_FEED';
  /** One line for a person. */
  detail: string;
}

/**
 * Looks for sources at an address. Whoever adds sources is given it as a function: the gateway and the command line
 * know what a discovery is, and only the application knows that ingest does it.
 */
export type Discover = (
  url: string,
  signal?: AbortSignal,
) => Promise<Result<SourceCandidate[], DiscoveryFault>>;

/** An address as people type it: a host alone is a site of the web. */
export const addressFrom = (text: string): string | null => {
  const trimmed = text.trim();
  const isBareHost = /^(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}]{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/u.test(trimmed);
  const address = isBareHost ? `https://${trimmed}` : trimmed;
  return toAbsoluteUrl(address, address);
};

/** A blog's comments are offered beside its articles, and are never what is wanted. */
export const isForComments = ({ url, title }: { url: string; title: string | null }): boolean =>
  /comments?\b/iu.test(`${title ?? ''} ${url}`);

/** The one candidate to take without asking: the only feed for articles, or the only sitemap where there is no feed. */
export const soleCandidate = (candidates: readonly SourceCandidate[]): SourceCandidate | null => {
  const feeds = candidates.filter(candidate => candidate.kind !== 'SITEMAP' && !isForComments(candidate));
  const [only, ...others] = feeds.length > 0 ? feeds : candidates;
  return only !== undefined && others.length === 0 ? only : null;
};

/** What an address that was given for a source comes to. */
export type Located =
  /** Without a candidate the address could not be read now: it is taken as given, and its health will tell. */
  | { kind: 'FOUND'; url: string; candidate: SourceCandidate | null }
  | { kind: 'AMBIGUOUS'; candidates: SourceCandidate[] }
  | { kind: 'NONE'; detail: string }
  /** It will never be read: not public, or no address at all. */
  | { kind: 'REFUSED'; detail: string };

export const locateSource = async (
  url: string,
  discover: Discover,
  signal?: AbortSignal,
): Promise<Located> => {
  const found = await discover(url, signal);
  if (found.ok) {
    const candidate = soleCandidate(found.value);
    return candidate === null
      ? { kind: 'AMBIGUOUS', candidates: found.value }
      : { kind: 'FOUND', url: candidate.url, candidate };
  }
  const { reason, detail } = found.fault;
  if (reason === 'NO_FEED') return { kind: 'NONE', detail };
  return reason === 'BLOCKED_ADDRESS' || reason === 'BAD_URL'
    ? { kind: 'REFUSED', detail }
    : { kind: 'FOUND', url, candidate: null };
};
