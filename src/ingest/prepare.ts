import type { PageExtraction } from '../articles/extraction.ts';
import type { IngestDeps } from './deps.ts';
import type { EnrichedArticle, IdentifiedItem } from './enrich.ts';
import type { Preparing } from './threads/task.ts';

/** An entry with what was read of its page. */
export interface ReadEntry {
  entry: IdentifiedItem;
  page: PageExtraction | null;
}

export interface PreparedArticle {
  entry: IdentifiedItem;
  article: EnrichedArticle;
}

type PrepareRun = Omit<Preparing, 'entries'> & {
  deps: Pick<IngestDeps, 'parser' | 'log'>;
  signal: AbortSignal;
};

/**
 * Makes articles of entries, in a thread; those without a headline are left out. What takes too long together is done
 * one by one, and an entry that takes too long by itself loses its markup: its headline, date and address are kept.
 */
export const prepare = async (entries: readonly ReadEntry[], run: PrepareRun): Promise<PreparedArticle[]> => {
  const { source, now, deps, signal } = run;
  if (entries.length === 0) return [];
  const made = await deps.parser.prepare({ entries, source, now }, signal);
  if (made.ok)
    return entries.flatMap(({ entry }, at) => {
      const article = made.value[at] ?? null;
      return article === null ? [] : [{ entry, article }];
    });
  if (signal.aborted) return [];
  const [first, ...others] = entries;
  if (first !== undefined && others.length === 0) {
    deps.log.warn({ url: first.entry.canonicalUrl, ...made.fault }, 'an entry was kept without its text');
    return hasMarkup(first) ? prepare([withoutMarkup(first)], run) : [];
  }
  const single = await Promise.all(entries.map(entry => prepare([entry], run)));
  return single.flat();
};

const hasMarkup = ({ entry: { item }, page }: ReadEntry): boolean =>
  page !== null || item.contentHtml !== null || item.summaryHtml !== null;

const withoutMarkup = ({ entry }: ReadEntry): ReadEntry => ({
  entry: { ...entry, item: { ...entry.item, contentHtml: null, summaryHtml: null } },
  page: null,
});
