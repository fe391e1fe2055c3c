import type { PageExtraction } from '../articles/extraction.ts';
import type { IngestDeps } from './deps.ts';
import type { IdentifiedItem } from './enrich.ts';
import { isOwnOrigin, visit } from './visit.ts';

const pageRequest = {
  accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
  maxBytes: 5_000_000,
  deadlineMs: 20_000,
} as const;

/** Reads the page of an entry; null when it has none or it cannot be read, which is no failure of the source. */
export const readPage = async (
  { item: { url } }: IdentifiedItem,
  deps: IngestDeps,
  signal: AbortSignal,
): Promise<PageExtraction | null> => {
  if (url === null || !URL.canParse(url)) return null;
  const polite = !isOwnOrigin(url, deps);
  if (polite && !(await deps.robots.mayFetch(url, signal))) return null;
  const crawlDelaySeconds = polite ? await deps.robots.crawlDelaySeconds(url, signal) : null;
  const fetched = await visit(url, { ...pageRequest, crawlDelaySeconds, signal }, deps);
  if (fetched.kind === 'failed') deps.log.debug({ url, reason: fetched.reason }, 'page not readable');
  if (fetched.kind !== 'fetched') return null;
  const { body, contentType, finalUrl } = fetched;
  if (contentType !== null && !/html|xml/iu.test(contentType)) return null;
  const read = await deps.parser.readPage({ bytes: body, contentType, url: finalUrl }, signal);
  if (!read.ok && !signal.aborted) deps.log.warn({ url, ...read.fault }, 'page not readable');
  return read.ok ? read.value : null;
};
