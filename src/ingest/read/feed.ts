import type { ParsedFeed } from '../../articles/feed-item.ts';
import type { Result } from '../../core/result.ts';
import type { Run } from '../conclude.ts';
import type { IngestDeps } from '../deps.ts';
import type { ReadFault } from '../threads/parser.ts';
import { visit } from '../visit.ts';
import { failureOfFault, type Fetched, type SourceReading } from './reading.ts';

export const feedAccept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

/** The one place where a feed's bytes are handed to the parser. */
export const parseFetched = (
  { body: bytes, contentType, finalUrl: url }: Fetched,
  { parser }: Pick<IngestDeps, 'parser'>,
  signal: AbortSignal,
): Promise<Result<ParsedFeed, ReadFault>> => parser.parseFeed({ bytes, contentType, url }, signal);

export const readFeed = async ({ claim, deps, signal }: Run): Promise<SourceReading> => {
  const { source, validators } = claim;
  const fetched = await visit(source.url, { ...validators, accept: feedAccept, signal }, deps);
  if (fetched.kind !== 'fetched') return fetched;
  const parsed = await parseFetched(fetched, deps, signal);
  return parsed.ok ? { kind: 'read', feed: parsed.value, fetched } : failureOfFault(parsed.fault);
};
