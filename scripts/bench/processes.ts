/* What the system tells of a process: processor time, memory, and on which processors it may run. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

/** Ticks a second in /proc: USER_HZ, which is 100 on every Linux that Node runs on (proc(5)). */
const ticksPerSecond = 100;

/** Processor time that a process has used, in seconds; 0 where the system does not tell. */
export const cpuSeconds = async (pid: number | null): Promise<number> => {
  if (pid === null) return 0;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in parentheses and may hold spaces; utime and stime are the 14th and the 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
};

/** Resident memory in megabytes, now and at its peak; 0 where the system does not tell. */
export const memoryMegabytes = async (pid: number | null): Promise<{ now: number; peak: number }> => {
  const status = pid === null ? '' : await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const read = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? 0) / 1024;
  return { now: read('VmRSS'), peak: read('VmHWM') };
};

const run = promisify(execFile);

/** Whether processes can be tied to processors here: taskset is there, and so are two processors. */
export const canPin = async (): Promise<boolean> => {
  if (availableParallelism() < 2) return false;
  return run('taskset', ['--version']).then(
    () => true,
    () => false,
  );
};

/** The server under test has a processor to itself; the database and the load share the others. */
export interface Pinning {
  server: string;
  rest: string;
}

export const pinning = async (): Promise<Pinning | null> =>
  (await canPin()) ? { server: '0', rest: `1-${availableParallelism() - 1}` } : null;

/** Ties a running process with all its threads to processors. */
export const pin = async (pid: number | null, cpus: string): Promise<void> => {
  if (pid !== null) await run('taskset', ['-acp', cpus, String(pid)]).catch(() => undefined);
};
