import type { PageExtraction } from '../articles/extraction.ts';
import type { IngestDeps } from './deps.ts';
import type { IdentifiedItem } from './enrich.ts';
import { maxRecords, repeatsIn, type PageRecord } from './extract/repeats.ts';
import type { PageReading } from './threads/task.ts';
import { isOwnOrigin, visit } from './visit.ts';

const pageRequest = {
  accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
  maxBytes: 5_000_000,
  deadlineMs: 20_000,
} as const;

type PageDeps = Pick<
  IngestDeps,
  'fetcher' | 'turns' | 'ownTurns' | 'allowedOrigins' | 'robots' | 'parser' | 'log'
>;

/** Reads the page of an entry; null when it has none or it cannot be read, which is no failure of the source. */
export const readPage = async (
  { item: { url } }: Pick<IdentifiedItem, 'item'>,
  deps: PageDeps,
  signal: AbortSignal,
): Promise<PageReading | null> => {
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

interface PagesRun {
  sourceId: string;
  deps: PageDeps & { stores: Pick<IngestDeps['stores'], 'pageBlocks'> };
  signal: AbortSignal;
}

/**
 * Reads the pages of entries of one source, in their order; null where there is none to be had. What the source repeats
 * from article to article, in these pages or the ones before, is left out.
 */
export const readPages = async (
  entries: readonly IdentifiedItem[],
  run: PagesRun,
): Promise<(PageExtraction | null)[]> => {
  const { sourceId, deps, signal } = run;
  const readings = await Promise.all(entries.map(entry => readPage(entry, deps, signal)));
  const records = entries.flatMap(({ id }, at): PageRecord[] => {
    const reading = readings[at] ?? null;
    return reading === null ? [] : [{ articleId: id, digests: reading.digests }];
  });
  if (records.length === 0 || signal.aborted) return readings.map(reading => reading?.page ?? null);
  const known = await deps.stores.pageBlocks.recent(sourceId);
  await deps.stores.pageBlocks.remember(sourceId, records, maxRecords);
  const repeats = repeatsIn([...known, ...records]);
  return Promise.all(
    readings.map(async (reading, at) => {
      const url = entries[at]?.item.url ?? '';
      return reading === null ? null : withoutRepeats(reading, { repeats, url }, run);
    }),
  );
};

const withoutRepeats = async (
  { page, digests }: PageReading,
  { repeats, url }: { repeats: ReadonlyMap<number, number>; url: string },
  { deps, signal }: PagesRun,
): Promise<PageExtraction> => {
  const own = digests.flatMap(digest => {
    const count = repeats.get(digest);
    return count === undefined ? [] : [[digest, count] as const];
  });
  if (own.length === 0) return page;
  const rest = await deps.parser.dropRepeats({ page, repeats: new Map(own), url }, signal);
  return rest.ok ? rest.value : page;
};
