import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const entry = join(root, 'dist/cli/main.js');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

const environment = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  LOG_LEVEL: 'silent',
  ...env,
});

/** Runs the built CLI to its end. */
export const khabar = (args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: root,
      env: environment(env),
      timeout: 60_000,
    });
    const outcome = { stdout: '', stderr: '' };
    child.stdout.on('data', chunk => (outcome.stdout += String(chunk)));
    child.stderr.on('data', chunk => (outcome.stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', code => resolve({ code, ...outcome }));
  });

export interface RunningKhabar {
  /** http://host:port/graphql of the ready line. */
  endpoint: string;
  /** Kills the whole process group at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built CLI in a process group of its own and waits for its ready line. */
export const startKhabar = async (
  env: Record<string, string>,
  command: 'start' | 'gateway' | 'worker' = 'start',
): Promise<RunningKhabar> => {
  const child = spawn(process.execPath, [entry, command], {
    cwd: root,
    env: environment(env),
    detached: true,
  });
  const closed = new Promise<number | null>(resolve => child.on('close', resolve));
  const endpoint = await readyLine(child);
  return {
    endpoint,
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await closed;
    },
    stop: () => {
      child.kill('SIGTERM');
      return closed;
    },
  };
};

const readyLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', chunk => {
      output += String(chunk);
      const found = /^khabar (?:ready|worker) (\S+)$/mu.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.stderr?.on('data', chunk => (output += String(chunk)));
    child.on('close', code => reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  });
