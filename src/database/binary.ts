import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { runCommand } from './command.ts';
import type { CommandOutcome } from './command.ts';
import type { Miss, ServerOrigin } from './fault.ts';
import { describeMissing, parseMissingGlibc, parseMissingLibraries } from './libraries.ts';

/** A mongod that was seen to start. */
export interface MongodBinary {
  readonly path: string;
  readonly version: string;
  readonly how: ServerOrigin;
}

/** Older servers lack what storage uses (change streams with pre-images, time-bounded transactions). */
export const oldestMajorVersion = 6;

/** `8.0` of `8.0.4`: releases that can open each other's files. */
export const seriesOf = (version: string): string => version.split('.', 2).join('.');

const probeTimeoutMs = 15_000;

export const parseVersion = (text: string): string | null =>
  /^db version v(\d+\.\d+\.\d+\S*)/m.exec(text)?.[1] ?? null;

const missOf = async (path: string, how: ServerOrigin, outcome: CommandOutcome): Promise<Miss> => {
  const loaderText = `${outcome.stderr}\n${outcome.stdout}`;
  const glibc = parseMissingGlibc(loaderText);
  if (glibc !== null) return { how, reason: `${path} needs glibc ${glibc} or newer` };
  if (parseMissingLibraries(loaderText) !== null) {
    // The loader stops at the first absent library; ldd lists them all.
    const listing = await runCommand('ldd', [path], { timeoutMs: probeTimeoutMs });
    const missing = parseMissingLibraries(`${loaderText}\n${listing.stdout}`);
    if (missing !== null) return { how, reason: describeMissing(missing), libraries: missing };
  }
  if (outcome.signal === 'SIGILL')
    return { how, reason: `${path} needs processor instructions that are not here (AVX)` };
  if (outcome.kind === 'missing') return { how, reason: `${path} cannot be run on this system` };
  if (outcome.kind === 'timedOut') return { how, reason: `${path} --version did not answer` };
  const firstLine = loaderText.trim().split('\n')[0] ?? '';
  return { how, reason: `${path} --version failed: ${firstLine === '' ? 'no output' : firstLine}` };
};

/** Starts `mongod --version` to learn whether the file runs here and which version it is. */
export const probeBinary = async (path: string, how: ServerOrigin): Promise<Result<MongodBinary, Miss>> => {
  const outcome = await runCommand(path, ['--version'], { timeoutMs: probeTimeoutMs });
  const version = outcome.code === 0 ? parseVersion(outcome.stdout) : null;
  if (version === null) return fail(await missOf(path, how, outcome));
  if (Number.parseInt(version, 10) < oldestMajorVersion) {
    return fail({ how, reason: `${path} is version ${version}; ${oldestMajorVersion}.0 or newer is needed` });
  }
  return ok({ path, version, how });
};
