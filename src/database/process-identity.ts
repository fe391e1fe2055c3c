import { readFile } from 'node:fs/promises';
import { runCommand } from './command.ts';

/**
 * A process id alone is reused by the system; together with the moment when the process began it names one process. On
 * Linux both come from /proc (proc_pid_stat(5): field 3 is the state, field 22 the start in clock ticks since boot),
 * elsewhere from ps.
 */
const psTimeoutMs = 5_000;

const isLinux = process.platform === 'linux';

const linuxStartToken = async (pid: number): Promise<string | null> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[19];
  if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${startTicks}`;
};

const psField = async (pid: number, field: string): Promise<string | null> => {
  const outcome = await runCommand('ps', ['-o', `${field}=`, '-p', String(pid)], { timeoutMs: psTimeoutMs });
  const text = outcome.stdout.trim();
  return outcome.code === 0 && text !== '' ? text : null;
};

/** When the process began, in a form that is only good for comparing; null when there is no such live process. */
export const startTokenOf = (pid: number): Promise<string | null> =>
  isLinux ? linuxStartToken(pid) : psField(pid, 'lstart');

/** The arguments of a live process, or null. Elsewhere than on Linux they are split at spaces. */
export const argumentsOf = async (pid: number): Promise<readonly string[] | null> => {
  if (!isLinux) return (await psField(pid, 'command'))?.split(/\s+/) ?? null;
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return text === null || text === '' ? null : text.split('\0').filter(argument => argument !== '');
};

/** Sends a signal; false when the process is gone (or belongs to somebody else). */
export const signalProcess = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};
