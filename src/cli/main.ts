#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { messageOf } from '../core/errors.ts';
import { addAdminCommands } from './admin.ts';
import { addInspectCommands } from './inspect.ts';
import { addIngestCommand } from './ingest.ts';
import { addReadCommands } from './read.ts';
import { addRuleCommands } from './rules.ts';
import { addServeCommands } from './serve.ts';
import { addSourceCommands } from './sources.ts';
import { exitCodes, CommandFailure, UsageFailure } from './outcome.ts';

const program = new Command('khabar')
  .description('A GraphQL gateway over the news: many feeds in, one typed graph out.')
  .showHelpAfterError('(khabar --help lists the commands)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

addServeCommands(program);
addSourceCommands(program);
addRuleCommands(program);
addIngestCommand(program);
addReadCommands(program);
addInspectCommands(program);
addAdminCommands(program);
for (const command of program.commands) {
  command.exitOverride();
  for (const child of command.commands) child.exitOverride();
}

const exitCodeOf = (thrown: unknown): number => {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  process.stderr.write(`khabar: ${messageOf(thrown)}\n`);
  if (thrown instanceof UsageFailure) return exitCodes.usage;
  if (!(thrown instanceof CommandFailure) && thrown instanceof Error)
    process.stderr.write(`${thrown.stack ?? ''}\n`);
  return exitCodes.failed;
};

try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown);
}
