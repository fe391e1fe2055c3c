import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { catchUpAll } from '../ingest/catch-up.ts';
import { answer, interruption, withStores, type OutputOptions, type Session } from './session.ts';

export const addAdminCommands = (program: Command): void => {
  program
    .command('reindex')
    .description('index and relate every stored article anew')
    .option('--json', 'answer as JSON')
    .action((options: OutputOptions) => withStores(session => reindex(session, options)));
  program
    .command('keys')
    .description('keys that open the mutations')
    .command('create')
    .description('make a new admin key; it is stored nowhere')
    .option('--json', 'answer as JSON')
    .action(createKey);
};

const reindex = async ({ stores }: Session, options: OutputOptions): Promise<void> => {
  const { signal } = interruption();
  const articles = await stores.articleWriter.markAllPending();
  const done = await catchUpAll({ stores, clock: systemClock }, signal);
  answer({ articles, done }, [`${done} of ${articles} articles indexed`], options);
};

const createKey = (options: OutputOptions): void => {
  const key = randomBytes(24).toString('base64url');
  answer({ key }, [`KHABAR_ADMIN_KEY=${key}`], options);
};
