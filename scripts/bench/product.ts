/* The product as its users run it: the built command line in a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { end, guard, nodeCommand } from './child.ts';

export interface RunningProduct {
  pid: number;
  /** 0 where it serves nothing. */
  port: number;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Connection string with the name of the database. */
  uri: string;
  directory: string;
  cpus?: string | null;
  env?: Record<string, string>;
}

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const readyMs = 60_000;

/** Starts `khabar gateway` or `khabar worker` and waits until it says that it is ready. */
export const startProduct = async (
  part: 'gateway' | 'worker',
  { uri, directory, cpus = null, env = {} }: ProductOptions,
): Promise<RunningProduct> => {
  const command = nodeCommand([program, part], cpus);
  const child = spawn(command.file, command.args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      MONGODB_URI: uri,
      KHABAR_DATA: directory,
      KHABAR_SAMPLE: 'off',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: '0',
      ...env,
    },
  });
  guard(child);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), readyMs);
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^khabar (?:worker ready|ready http:\/\/127\.0\.0\.1:(\d+)\/)/u.exec(line);
    if (ready === null) continue;
    clearTimeout(tooLate);
    child.stdout.resume();
    return { pid: child.pid ?? 0, port: Number(ready[1] ?? 0), stop: () => end(child) };
  }
  throw new Error(`khabar ${part} did not get ready`);
};
