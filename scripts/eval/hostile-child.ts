/**
 * Documents in a process apart, so that a crash or a hang is a result. It says `ready`; then one task at a time comes
 * over the IPC channel and its answer goes back.
 */
import type { KnownArticle } from '../../src/articles/draft.ts';
import type { DocumentCase } from './hostile-cases.ts';
import { ingestFeed, ingestPage, warmUp, type Ingested } from './hostile-ingest.ts';
import { judge } from './hostile-judge.ts';

export interface ChildTask {
  entry: DocumentCase;
  url: string;
}

export interface ChildAnswer {
  faults: string[];
  ms: number;
  rssGrowthMb: number;
}

const megabyte = 1024 * 1024;

const knownFrom = (found: Ingested, sourceId: string): KnownArticle[] =>
  found.drafts.map(({ id, guid, itemHash }) => ({
    id,
    guid,
    sourceId,
    itemHash,
    contentHash: '',
    revision: 1,
  }));

/** Polls the feed again over what the first poll stored, and over what another source had stored before it. */
const pollAgain = async ({ entry: { expect }, url }: ChildTask, first: Ingested): Promise<string[]> => {
  const faults: string[] = [];
  if (expect.idempotent_reingest === true) {
    const second = await ingestFeed(url, knownFrom(first, 'source-under-test'));
    if (second.drafts.length > 0) faults.push(`a second poll writes ${second.drafts.length} articles again`);
    if (new Set(first.drafts.map(({ id }) => id)).size !== first.drafts.length)
      faults.push('two articles with one id');
  }
  if (expect.no_overwrite_of_other_feed === true) {
    const victim = knownFrom(first, 'another-source').map(row => ({
      ...row,
      itemHash: 'as the other source had it',
    }));
    const second = await ingestFeed(url, victim);
    if (second.drafts.length > 0) faults.push('an article of another source is overwritten');
  }
  return faults;
};

/** Highest resident memory so far, in bytes. */
const peak = (): number => process.resourceUsage().maxRSS * 1024;

const run = async (task: ChildTask): Promise<ChildAnswer> => {
  const rssBefore = peak();
  const started = performance.now();
  const found = await (task.entry.kind === 'feed' ? ingestFeed(task.url) : ingestPage(task.url));
  const ms = Math.round(performance.now() - started);
  const rssGrowthMb = Math.round((peak() - rssBefore) / megabyte);
  const faults = judge(task.entry.expect, found);
  return { faults: [...faults, ...(await pollAgain(task, found))], ms, rssGrowthMb };
};

process.on('message', message => {
  // The parent of this process wrote it, from a case that it had checked.
  void run(message as ChildTask).then(answer => process.send?.(answer));
});
await warmUp();
process.send?.('ready');
process.on('unhandledRejection', thrown => {
  process.stderr.write(String(thrown));
  process.exit(1);
});
