import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { reportLine, type IngestReport } from '../ingest/report.ts';
import { openIngest } from '../ingest/wiring.ts';
import { ingestDue } from '../ingest/worker.ts';
import { openSampleNewsroom } from '../sample/sources.ts';
import { CommandFailure } from './outcome.ts';
import { interruption, print, withStores, type OutputOptions, type Session } from './session.ts';

export const addIngestCommand = (program: Command): void => {
  program
    .command('ingest')
    .description('read every source that is due, once; the sample newsroom where no source is stored')
    .option('--all', 'read all sources, due or not')
    .option('--json', 'answer as JSON, one object a source')
    .action((options: IngestCommandOptions) => withStores(session => ingestOnce(session, options)));
};

interface IngestCommandOptions extends OutputOptions {
  all?: boolean;
}

const ingestOnce = async (
  { config, log, stores }: Session,
  { all = false, json = false }: IngestCommandOptions,
) => {
  const clock = systemClock;
  const newsroom = await openSampleNewsroom(stores, config, clock);
  const ingest = openIngest(stores, {
    config,
    clock,
    log,
    ownOrigins: newsroom === null ? [] : [newsroom.origin],
    hasIndexingThread: true,
  });
  const reports: IngestReport[] = [];
  try {
    if (all) await stores.sources.refresh(null, clock.now());
    const display = showRun(await stores.sources.countDue(clock.now()), json);
    const onReport = (report: IngestReport) => {
      reports.push(report);
      display.report(report);
    };
    await ingestDue(ingest.deps, { concurrency: config.fetchConcurrency, onReport }, interruption().signal);
    display.done();
  } finally {
    await ingest.close();
    await newsroom?.stop();
  }
  if (json) return;
  print(summaryLine(reports));
  if (reports.length > 0 && reports.every(report => report.failure !== null))
    throw new CommandFailure('no source could be read');
};

/** One line a source; on a terminal a bar below them. */
const showRun = (total: number, json: boolean) => {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      format: 'reading [{bar}] {value}/{total} sources',
    },
    cliProgress.Presets.shades_classic,
  );
  const showsBar = process.stderr.isTTY && !json;
  if (showsBar) bar.start(total, 0);
  return {
    report: (report: IngestReport) => {
      if (showsBar) process.stderr.write('\r\u001b[K');
      print(json ? JSON.stringify(report) : reportLine(report));
      if (showsBar) bar.increment();
    },
    done: () => bar.stop(),
  };
};

const summaryLine = (reports: readonly IngestReport[]): string => {
  const sum = (count: (report: IngestReport) => number) =>
    reports.reduce((total, report) => total + count(report), 0);
  const failed = reports.filter(report => report.failure !== null).length;
  return `${reports.length} sources, ${failed} failed; ${sum(report => report.inserted)} new articles, ${sum(report => report.updated)} edited`;
};
