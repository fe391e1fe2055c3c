import { once } from 'node:events';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { App, AppOptions } from '../app.ts';
import { createLog, type Log } from '../core/log.ts';
import { showProgress } from '../database/progress-bar.ts';
import { reportLine, type IngestReport } from '../ingest/report.ts';
import { CommandFailure } from './outcome.ts';
import { interruption, loadConfig, print } from './session.ts';

export const addServeCommands = (program: Command): void => {
  program
    .command('start', { isDefault: true })
    .description('run everything: database, worker, gateway, playground and reader')
    .action(() => serve({ gateway: true, worker: true }));
  program
    .command('gateway')
    .description('run the gateway alone; any number of them may share one database')
    .action(() => serve({ gateway: true, worker: false }));
  program
    .command('worker')
    .description('read sources, and nothing else; any number of workers may share one database')
    .action(() => serve({ gateway: false, worker: true }));
  program
    .command('demo')
    .description('run everything on the sample newsroom, with a database of its own')
    .action(() => serve({ gateway: true, worker: true }, demoEnvironment()));
};

const demoEnvironment = (): Record<string, string> => ({
  KHABAR_SAMPLE: 'on',
  KHABAR_DATA: join(process.env['KHABAR_DATA'] ?? '.khabar', 'demo'),
  MONGODB_URI: '',
});

const serve = async (parts: AppOptions['parts'], overrides: Record<string, string> = {}): Promise<void> => {
  const config = loadConfig(overrides);
  // Loaded here, since the other commands start faster without the servers.
  const { startApp } = await import('../app.ts');
  const log = createLog(config.logLevel);
  const stopping = interruption();
  const progress = showProgress(process.stderr);
  const started = await startApp({
    config,
    log,
    parts,
    signal: stopping.signal,
    onDatabase: event => progress.report(event),
    onReport: parts.gateway ? report => print(reportLine(report)) : report => logReport(log, report),
  });
  progress.done();
  if (!started.ok) throw new CommandFailure(started.fault.message);
  const app = started.value;
  announce(app, config.adminKey === null);
  const end = stopping.signal.aborted ? Promise.resolve() : once(stopping.signal, 'abort');
  const cause = await Promise.race([end.then(() => 'asked' as const), app.lost.then(() => 'lost' as const)]);
  await app.stop();
  if (cause === 'lost')
    throw new CommandFailure('the database ended by itself; its log is in the data directory');
};

const announce = ({ database, sampleOrigin, origin, adminKey }: App, isNewKey: boolean): void => {
  print(`database: ${database}`);
  if (sampleOrigin !== null) print(`sample newsroom: ${sampleOrigin}`);
  if (origin !== null) {
    print(`reader: ${origin}/`);
    if (isNewKey) print(`admin key of this run: ${adminKey}`);
  }
  print(origin === null ? 'khabar worker ready' : `khabar ready ${origin}/graphql`);
};

const logReport = (log: Log, { failure, ...report }: IngestReport): void => {
  if (failure === null) log.info(report, 'source read');
  else log.warn({ ...report, failure }, 'source not read');
};
