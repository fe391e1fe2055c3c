import type { ListingSelectors } from '../../sources/selectors.ts';
import type { Run } from '../conclude.ts';
import { isOwnOrigin, visit } from '../visit.ts';
import { failureOfFault, readingFailure, type SourceReading } from './reading.ts';

const request = { accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1', maxBytes: 5_000_000 } as const;

/** Reads a page that lists articles. It is a page, so its site's robots.txt is asked, as for articles. */
export const readListing = async (
  selectors: ListingSelectors,
  { claim, deps, signal }: Run,
): Promise<SourceReading> => {
  const { url } = claim.source;
  const polite = !isOwnOrigin(url, deps);
  if (polite && !(await deps.robots.mayFetch(url, signal)))
    return readingFailure('ROBOTS', 'robots.txt does not allow this page, or cannot be read');
  const crawlDelaySeconds = polite ? await deps.robots.crawlDelaySeconds(url, signal) : null;
  const fetched = await visit(url, { ...claim.validators, ...request, crawlDelaySeconds, signal }, deps);
  if (fetched.kind !== 'fetched') return fetched;
  const { body: bytes, contentType, finalUrl } = fetched;
  const parsed = await deps.parser.parseListing({ bytes, contentType, url: finalUrl, selectors }, signal);
  return parsed.ok ? { kind: 'read', feed: parsed.value, fetched } : failureOfFault(parsed.fault);
};
