/* The product's ingest in a process of its own: the code of `khabar ingest`, told when to begin. */
import { z } from 'zod';
import { readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import { catchUpAll } from '../../../src/ingest/catch-up.ts';
import type { IngestReport } from '../../../src/ingest/report.ts';
import { openIngest } from '../../../src/ingest/wiring.ts';
import { ingestDue, startWorker } from '../../../src/ingest/worker.ts';
import { connectStores, type Stores } from '../../../src/storage/mongo.ts';
import { answerQuestions } from '../child.ts';

const openInput = z.object({
  uri: z.string(),
  origin: z.string(),
  /** Further origins that may be read. */
  others: z.array(z.string()).default([]),
  urls: z.array(z.string()),
});
const watchInput = z.object({ origin: z.string(), count: z.number() });

interface Open {
  stores: Stores;
  ingest: ReturnType<typeof openIngest>;
  concurrency: number;
}

let open: Open | null = null;

const current = (): Open => {
  if (open === null) throw new Error('ingest was not opened');
  return open;
};

const openAll = async (input: unknown): Promise<void> => {
  const { uri, origin, others, urls } = openInput.parse(input);
  const config = readConfig({ LOG_LEVEL: 'error' });
  if (!config.ok) throw new Error(JSON.stringify(config.fault));
  const stores = await connectStores({ uri, searchCacheBytes: config.value.searchCacheBytes });
  const log = createLog('error');
  const ownOrigins = [origin, ...others];
  const ingest = openIngest(stores, {
    config: config.value,
    clock: systemClock,
    log,
    ownOrigins,
    hasIndexingThread: true,
  });
  open = { stores, ingest, concurrency: config.value.fetchConcurrency };
  const drafts = urls.map(url => ({
    title: url,
    url,
    homepage: null,
    language: null,
    country: null,
    categories: [],
    // Feeds only: what is measured beside this reads no pages either.
    fetchPages: false,
    sample: false,
  }));
  await stores.sources.add(drafts, new Date());
};

const refresh = async (): Promise<void> => {
  await current().stores.sources.refresh(null, new Date());
};

/** Reads whatever is due until nothing is, and brings search and related articles up to date. */
const pass = async () => {
  const { stores, ingest, concurrency } = current();
  const reports: IngestReport[] = [];
  const started = performance.now();
  let readMs = 0;
  const onReport = (report: IngestReport) => {
    reports.push(report);
    readMs = performance.now() - started;
  };
  await ingestDue(ingest.deps, { concurrency, onReport }, new AbortController().signal);
  const totalMs = performance.now() - started;
  const sum = (read: (report: IngestReport) => number) =>
    reports.reduce((total, report) => total + read(report), 0);
  return {
    feeds: reports.length,
    readMs,
    totalMs,
    inserted: sum(report => report.inserted),
    updated: sum(report => report.updated),
    notModified: reports.filter(report => report.outcome === 'notModified').length,
    failed: reports.filter(report => report.failure !== null).map(report => report.failure?.detail ?? ''),
    pending: await stores.articleWriter.pending(1).then(rows => rows.length),
  };
};

/** Runs a worker until so many sources of one origin have been read, whatever becomes of the others. */
const watch = async (input: unknown) => {
  const { origin, count } = watchInput.parse(input);
  const { ingest, concurrency } = current();
  const failed: string[] = [];
  const enough = Promise.withResolvers<number>();
  let [wanted, others] = [0, 0];
  const started = performance.now();
  const onReport = ({ title, failure }: IngestReport) => {
    if (!title.startsWith(origin)) others += 1;
    else {
      wanted += 1;
      if (failure !== null) failed.push(failure.detail);
      if (wanted === count) enough.resolve(performance.now() - started);
    }
  };
  const worker = startWorker(ingest.deps, { concurrency, onReport });
  const ms = await enough.promise;
  await worker.stop();
  await catchUpAll(ingest.deps, new AbortController().signal);
  return { ms, failed, others };
};

const close = async (): Promise<void> => {
  const { stores, ingest } = current();
  await ingest.close();
  await stores.search.close();
  await stores.close();
  open = null;
};

answerQuestions({ open: openAll, refresh, pass, watch, close });
