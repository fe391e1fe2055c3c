import type { FeedItem, ParsedFeed } from '../articles/feed-item.ts';
import type { KnownArticle } from '../articles/draft.ts';
import { messageOf } from '../core/errors.ts';
import type { ClaimedSource } from '../storage/source-claims.ts';
import { abandon, conclude, failureOf, type Run } from './conclude.ts';
import type { IngestDeps } from './deps.ts';
import { identify, type IdentifiedItem } from './enrich.ts';
import { readPages } from './pages.ts';
import { prepare, type PreparedArticle } from './prepare.ts';
import { readSource } from './read/read-source.ts';
import { emptyReport, type IngestReport } from './report.ts';
import { openRules } from './rules.ts';
import { storeArticles } from './store.ts';

/**
 * One source from end to end: fetch ► parse ► what is new ► pages ► enrich ► store. The feed's validators are
 * remembered only after its articles are stored, so that a crash in between costs one more fetch and no article.
 */
export const runSource = async (
  claim: ClaimedSource,
  deps: IngestDeps,
  signal: AbortSignal,
): Promise<IngestReport> => {
  const started = performance.now();
  const report = emptyReport(claim.source.id, claim.source.title);
  try {
    await pollInto(report, { claim, deps, signal });
  } catch (thrown) {
    deps.log.error({ err: thrown, source: claim.source.url }, 'a source could not be read');
    await conclude(report, { claim, deps, signal }, { failure: failureOf('INTERNAL', messageOf(thrown)) });
  }
  report.ms = Math.round(performance.now() - started);
  return report;
};

const pollInto = async (report: IngestReport, run: Run): Promise<void> => {
  const reading = await readSource(run);
  if (run.signal.aborted) return abandon(report, run);
  if (reading.kind === 'notModified') {
    report.outcome = 'notModified';
    return conclude(report, run, { fetched: reading });
  }
  if (reading.kind === 'failed')
    return conclude(report, run, {
      failure: failureOf(reading.reason, reading.detail, reading.status),
      retryAfterSeconds: reading.retryAfterSeconds,
    });
  const { feed, fetched, remember } = reading;
  if (!(await ingestItems(report, run, feed))) return abandon(report, run);
  await remember?.();
  await conclude(report, run, { feed, fetched });
};

/**
 * Entries that are stored together. With pages to read they are few, so that a long feed is in the list while its end is
 * still being read; without, more of them cost the database less.
 */
const batchSizes = { withPages: 25, feedOnly: 100 } as const;

/** Stores what is new or edited; false when the run was stopped or the claim was lost before the end. */
export const ingestItems = async (report: IngestReport, run: Run, feed: ParsedFeed): Promise<boolean> => {
  const { claim, deps, signal } = run;
  const items = distinctItems(feed.items, run);
  report.items = items.length;
  const known = await knownArticles(items, run);
  const rules = await openRules(run, report, known);
  const changed = await rules.screen(
    items.filter(entry => isWorthReading(entry, known.get(entry), claim.source.id)),
  );
  const batchSize = claim.source.fetchPages ? batchSizes.withPages : batchSizes.feedOnly;
  for (let from = 0; from < changed.length; from += batchSize) {
    const articles = await rules.sift(await readArticles(changed.slice(from, from + batchSize), run, report));
    if (signal.aborted || !(await deps.stores.claims.renew(claim, deps.clock.now()))) return false;
    const writes = articles.map(({ article, entry }) => ({ article, known: known.get(entry) ?? null }));
    const { inserted, updated } = await storeArticles(writes, deps);
    report.inserted += inserted.length;
    report.updated += updated.length;
  }
  report.unchanged = items.length - report.inserted - report.updated - report.excluded;
  return true;
};

/** Each article once, the first entry of it; entries without any identity are left out. */
const distinctItems = (items: readonly FeedItem[], { claim }: Run): IdentifiedItem[] => {
  const byId = new Map<string, IdentifiedItem>();
  for (const item of items) {
    const entry = identify(item, claim.source);
    if (entry !== null && !byId.has(entry.id)) byId.set(entry.id, entry);
  }
  return [...byId.values()];
};

const knownArticles = async (
  items: readonly IdentifiedItem[],
  { claim, deps }: Run,
): Promise<Map<IdentifiedItem, KnownArticle>> => {
  const guids = items.flatMap(({ item }) => item.guid ?? []);
  const rows = await deps.stores.articleWriter.known({
    sourceId: claim.source.id,
    ids: items.map(({ id }) => id),
    guids,
  });
  const byId = new Map(rows.flatMap(row => [row.id, ...(row.aliases ?? [])].map(id => [id, row] as const)));
  const ofSource = rows.filter(row => row.sourceId === claim.source.id);
  const byGuid = new Map(ofSource.flatMap(row => (row.guid === null ? [] : [[row.guid, row] as const])));
  return new Map(
    items.flatMap(entry => {
      const row = byId.get(entry.id) ?? (entry.item.guid === null ? undefined : byGuid.get(entry.item.guid));
      return row === undefined ? [] : [[entry, row] as const];
    }),
  );
};

/** New, or said differently by the source that had it first; another source's mention of it changes nothing. */
const isWorthReading = (entry: IdentifiedItem, known: KnownArticle | undefined, sourceId: string): boolean =>
  known === undefined ||
  (known.removed !== true && known.sourceId === sourceId && known.itemHash !== entry.itemHash);

const readArticles = async (
  entries: readonly IdentifiedItem[],
  { claim, deps, signal }: Run,
  report: IngestReport,
): Promise<PreparedArticle[]> => {
  const { source } = claim;
  const pages = source.fetchPages ? await readPages(entries, { sourceId: source.id, deps, signal }) : [];
  report.pageFailures += pages.filter(page => page === null).length;
  const read = entries.map((entry, at) => ({ entry, page: pages[at] ?? null }));
  return prepare(read, { source, now: deps.clock.now(), deps, signal });
};
