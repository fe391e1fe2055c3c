import { readConfig, type Config } from '../config.ts';
import { createLog, type Log } from '../core/log.ts';
import { openDatabase } from '../database/open.ts';
import { showProgress } from '../database/progress-bar.ts';
import { connectStores, type Stores } from '../storage/mongo.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';

export interface OutputOptions {
  json?: boolean;
}

/** The configuration of this process; all that is wrong with it is said at once. */
export const loadConfig = (overrides: Readonly<Record<string, string>> = {}): Config => {
  const config = readConfig({ ...process.env, ...overrides });
  if (config.ok) return config.value;
  throw new UsageFailure(config.fault.map(({ env, message }) => `${env}: ${message}`).join('\n'));
};

export interface Session {
  config: Config;
  log: Log;
  stores: Stores;
}

/**
 * Runs a command on the database: the configured one, that of a Khabar which runs in this directory, or one of our
 * own that is started for as long as the command takes.
 */
export const withStores = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
  const config = loadConfig();
  const progress = showProgress(process.stderr);
  const opened = await openDatabase({
    mongodbUri: config.mongodbUri,
    dataDir: config.dataDir,
    progress: event => progress.report(event),
  });
  progress.done();
  const uri = opened.ok ? opened.value.uri : opened.fault.kind === 'locked' ? opened.fault.uri : null;
  if (uri === null)
    throw new CommandFailure(opened.ok ? 'the database has no address' : opened.fault.message);
  try {
    const stores = await connectStores({ uri, searchCacheBytes: config.searchCacheBytes });
    try {
      return await work({ config, log: createLog(config.logLevel), stores });
    } finally {
      await stores.close();
    }
  } finally {
    if (opened.ok) await opened.value.stop();
  }
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The answer of a command: as JSON when asked for, else as lines for a person. */
export const answer = (value: unknown, lines: readonly string[], { json = false }: OutputOptions): void =>
  print(json ? JSON.stringify(value, null, 2) : lines.join('\n'));

/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
export const interruption = (): AbortController => {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return controller;
};
