import type { SourceFailure } from '../sources/source.ts';

/** What one run over one source did. */
export interface IngestReport {
  sourceId: string;
  title: string;
  outcome: 'read' | 'notModified' | 'failed' | 'stopped';
  failure: Omit<SourceFailure, 'at'> | null;
  /** Entries in the feed. */
  items: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Entries that rules left out, now or at an earlier poll. */
  excluded: number;
  /** Article pages that could not be read; their articles carry what the feed said. */
  pageFailures: number;
  ms: number;
}

export const emptyReport = (sourceId: string, title: string): IngestReport => ({
  sourceId,
  title,
  outcome: 'read',
  failure: null,
  items: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  excluded: 0,
  pageFailures: 0,
  ms: 0,
});

/** One line for a person. */
export const reportLine = (report: IngestReport): string => {
  const seconds = `${(report.ms / 1000).toFixed(1)} s`;
  if (report.failure !== null)
    return `✗ ${report.title}: ${report.failure.reason} — ${report.failure.detail} (${seconds})`;
  if (report.outcome === 'notModified') return `= ${report.title}: not modified (${seconds})`;
  if (report.outcome === 'stopped') return `- ${report.title}: stopped (${seconds})`;
  const { items, inserted, updated, excluded, pageFailures } = report;
  const pages = pageFailures === 0 ? '' : `, ${pageFailures} pages not readable`;
  const left = excluded === 0 ? '' : `, ${excluded} left out by rules`;
  return `✓ ${report.title}: ${items} items, ${inserted} new, ${updated} edited${left}${pages} (${seconds})`;
};
