import { writeFile } from 'node:fs/promises';
import type { Benchmark } from './benchmark.ts';
import { openBenchDatabase } from './database.ts';
import { currentLoad, describeMachine } from './machine.ts';
import { readOptions, usage, type BenchOptions } from './options.ts';
import { tableOf, toRow } from './report.ts';

const benchmarks: Record<string, () => Promise<Benchmark>> = {
  api: async () => (await import('./api/run.ts')).run,
  ingest: async () => (await import('./ingest/run.ts')).run,
  search: async () => (await import('./search/run.ts')).run,
  scale: async () => (await import('./scale/run.ts')).run,
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const measure = async (
  name: string,
  load: () => Promise<Benchmark>,
  options: BenchOptions,
): Promise<void> => {
  const started = performance.now();
  const loadBefore = currentLoad();
  const benchmark = await load();
  const database = await openBenchDatabase();
  say(`database: ${database.describe}`);
  try {
    const { settings, rows: measured, notes } = await benchmark({ options, database, say });
    const machine = describeMachine(database.version, loadBefore);
    const rows = measured.map(toRow);
    const seconds = Math.round((performance.now() - started) / 1000);
    await writeFile(
      options.out,
      `${JSON.stringify({ name, machine, seconds, settings, notes, rows }, null, 2)}\n`,
    );
    const { cpus, node, mongod, load: average } = machine;
    const where = `${cpus} processors, Node ${node}, mongod ${mongod}, load ${average.before} before and ${average.after} after`;
    process.stdout.write(
      `${name}: ${where}; ${seconds} s\n\n${tableOf(rows)}\n\n${notes.map(note => `- ${note}\n`).join('')}`,
    );
  } finally {
    await database.stop();
  }
};

const readCommand = () => {
  try {
    const { name, options } = readOptions(process.argv.slice(2));
    const load = benchmarks[name];
    if (load === undefined) throw new Error(`there is no benchmark ${name}`);
    return { name, load, options };
  } catch (thrown) {
    process.stderr.write(`bench: ${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}\n`);
    return null;
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const command = readCommand();
if (command === null) process.exitCode = 2;
else {
  try {
    await measure(command.name, command.load, command.options);
  } catch (thrown) {
    process.stderr.write(
      `bench: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
    );
    process.exitCode = 1;
  }
  // Children that are still there after a failure end with this process.
  process.exit();
}
