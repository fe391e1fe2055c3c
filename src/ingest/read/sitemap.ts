import type { SitemapEntry, SitemapRef } from '../parse/sitemap.ts';
import { maxSitemapBytes, type Sitemap } from '../parse/sitemap.ts';
import type { Result } from '../../core/result.ts';
import type { ReadFault } from '../threads/parser.ts';
import type { Validators } from '../../sources/source.ts';
import type { SeenSitemap } from '../../storage/sitemap-store.ts';
import type { Run } from '../conclude.ts';
import type { FetchRequest } from '../outcome.ts';
import { feedOfEntries } from './sitemap-feed.ts';
import {
  failureOfFault,
  visitAgain,
  type Fetched,
  type ReadingFailure,
  type SourceReading,
} from './reading.ts';
import { isUnchanged, lastmodOf, mergeSeen, newestEntries, newestSitemaps } from './sitemap-plan.ts';

/** Indexes in indexes: the protocol has none, publishers do. */
const maxDepth = 3;
/** Sitemaps fetched at one reading, whatever the indexes say. */
const maxFetches = 40;

const request: FetchRequest = {
  accept: 'application/xml, text/xml;q=0.9, text/plain;q=0.5, */*;q=0.1',
  maxBytes: maxSitemapBytes,
};

/** One walk over a sitemap and what it lists. */
interface Walk {
  run: Run;
  seenBefore: ReadonlyMap<string, SeenSitemap>;
  seenNow: SeenSitemap[];
  entries: SitemapEntry[];
  fetches: number;
  failures: ReadingFailure[];
}

const parseFetched = (
  { body: bytes, contentType, finalUrl: url }: Fetched,
  { deps: { parser }, signal }: Run,
): Promise<Result<Sitemap, ReadFault>> => parser.parseSitemap({ bytes, contentType, url }, signal);

/**
 * Reads a sitemap, or an index and the newest of what it lists. What the index says is unchanged is not fetched, what
 * it says nothing about is asked for with its validators.
 */
export const readSitemap = async (run: Run): Promise<SourceReading> => {
  const { source, validators } = run.claim;
  const { sitemaps } = run.deps.stores;
  const seen = await sitemaps.seen(source.id);
  // An index that is unchanged says nothing about a sitemap whose changes it does not tell.
  const tellsChanges = seen.every(({ indexedAt }) => indexedAt !== null);
  const fetched = await visitAgain(source.url, { ...request, ...(tellsChanges ? validators : {}) }, run);
  if (fetched.kind !== 'fetched') return fetched;
  const root = await parseFetched(fetched, run);
  if (!root.ok) return failureOfFault(root.fault);
  const walk: Walk = {
    run,
    seenBefore: new Map(seen.map(each => [each.url, each] as const)),
    seenNow: [],
    entries: root.value.entries,
    fetches: 1,
    failures: [],
  };
  await walkIndexes(root.value.sitemaps, walk);
  return conclude(walk, { fetched, isIndex: root.value.sitemaps.length > 0, seen });
};

const conclude = (
  { run, entries, seenNow, failures }: Walk,
  { fetched, isIndex, seen }: { fetched: Fetched; isIndex: boolean; seen: readonly SeenSitemap[] },
): SourceReading => {
  const { source } = run.claim;
  const [failure] = failures;
  if (isIndex && entries.length === 0) {
    if (failure !== undefined) return failure;
    if (seenNow.every(({ url }) => seen.some(before => before.url === url)) && seen.length > 0)
      return { kind: 'notModified', movedTo: fetched.movedTo };
  }
  for (const { reason, detail } of failures)
    run.deps.log.warn({ source: source.url, reason, detail }, 'a sitemap of an index could not be read');
  return {
    kind: 'read',
    feed: feedOfEntries(newestEntries(entries), fetched.finalUrl),
    // A sitemap that could not be read must be come back to, also when the index stays as it is.
    fetched: failure === undefined ? fetched : { ...fetched, etag: null, lastModified: null },
    ...(isIndex
      ? { remember: () => run.deps.stores.sitemaps.remember(source.id, mergeSeen(seen, seenNow)) }
      : {}),
  };
};

/** One level after the other, so that what an index lists itself comes before what an index in it lists. */
const walkIndexes = async (refs: readonly SitemapRef[], walk: Walk): Promise<void> => {
  let level = refs;
  for (let depth = 1; depth < maxDepth && level.length > 0; depth += 1) {
    const below: SitemapRef[] = [];
    for (const ref of newestSitemaps(level)) below.push(...(await readChild(ref, walk)));
    level = below;
  }
};

/** Takes the articles of one listed sitemap, and answers the sitemaps that it lists itself. */
const readChild = async (ref: SitemapRef, walk: Walk): Promise<SitemapRef[]> => {
  const known = walk.seenBefore.get(ref.url);
  if (known !== undefined && isUnchanged(ref, known)) {
    walk.seenNow.push(known);
    return [];
  }
  if (walk.fetches >= maxFetches || walk.run.signal.aborted) return [];
  walk.fetches += 1;
  const outcome = await visitAgain(ref.url, { ...request, ...validatorsOf(known) }, walk.run);
  if (outcome.kind === 'failed') {
    walk.failures.push(outcome);
    return [];
  }
  const indexedAt = lastmodOf(ref);
  if (outcome.kind === 'notModified') {
    walk.seenNow.push({ url: ref.url, ...validatorsOf(known), indexedAt });
    return [];
  }
  const parsed = await parseFetched(outcome, walk.run);
  if (!parsed.ok) {
    walk.failures.push(failureOfFault(parsed.fault));
    return [];
  }
  const { etag, lastModified } = outcome;
  walk.seenNow.push({ url: ref.url, etag, lastModified, indexedAt });
  walk.entries = [...walk.entries, ...parsed.value.entries];
  return parsed.value.sitemaps;
};

const validatorsOf = (seen: SeenSitemap | undefined): Validators => ({
  etag: seen?.etag ?? null,
  lastModified: seen?.lastModified ?? null,
});
