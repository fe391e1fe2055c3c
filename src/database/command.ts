import { execFile } from 'node:child_process';

/** How a short command ended. `missing`: there is no such program (or its loader is absent). */
export interface CommandOutcome {
  readonly kind: 'exited' | 'missing' | 'timedOut' | 'aborted';
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly timeoutMs: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

const maxOutputBytes = 1024 * 1024;

const kindOf = (
  error: Error & { code?: unknown; killed?: boolean },
  signal?: AbortSignal,
): CommandOutcome['kind'] => {
  if (signal?.aborted === true) return 'aborted';
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOEXEC') return 'missing';
  return error.killed === true ? 'timedOut' : 'exited';
};

/** Runs a program by its argument list, never through a shell, and kills it at the time limit. */
export const runCommand = (
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutcome> =>
  new Promise(resolve => {
    const limits = {
      timeout: options.timeoutMs,
      maxBuffer: maxOutputBytes,
      killSignal: 'SIGKILL' as const,
      env: options.env ?? process.env,
      windowsHide: true,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    };
    execFile(file, [...args], limits, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ kind: 'exited', code: 0, signal: null, stdout, stderr });
        return;
      }
      const code = typeof error.code === 'number' ? error.code : null;
      resolve({ kind: kindOf(error, options.signal), code, signal: error.signal ?? null, stdout, stderr });
    });
  });
