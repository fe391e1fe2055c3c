import { setTimeout as sleep } from 'node:timers/promises';
import { signalProcess, startTokenOf } from './process-identity.ts';

const cleanStopDeadlineMs = 30_000;
const killDeadlineMs = 5_000;
const pollEveryMs = 40;

const waitUntilGone = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const token = await startTokenOf(pid);
  const deadline = Date.now() + timeoutMs;
  while (token !== null && (await startTokenOf(pid)) === token) {
    if (Date.now() > deadline) return false;
    await sleep(pollEveryMs);
  }
  return true;
};

/** Asks a process to end, and ends it when it does not. On Windows the signal itself ends it; the journal covers that. */
export const endProcess = async (pid: number): Promise<void> => {
  signalProcess(pid, 'SIGTERM');
  if (await waitUntilGone(pid, cleanStopDeadlineMs)) return;
  signalProcess(pid, 'SIGKILL');
  await waitUntilGone(pid, killDeadlineMs);
};
