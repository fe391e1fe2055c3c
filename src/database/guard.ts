import { startTokenOf } from './process-identity.ts';
import { endProcess } from './end-process.ts';

/**
 * A program of its own, run beside our mongod: `guard PID START`. Its standard input is a pipe whose other end Khabar
 * holds; the system closes it when Khabar ends in any way, kill -9 included. A mongod that still runs then is stopped
 * cleanly, so that none is left behind.
 */
const [pidText = '', startToken] = process.argv.slice(2);
const pid = Number.parseInt(pidText, 10);

const stopLeftOver = async (): Promise<void> => {
  if (Number.isInteger(pid) && (await startTokenOf(pid)) === startToken) await endProcess(pid);
};

// Ctrl-C and a closing terminal are Khabar's to handle; the pipe tells when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.on('error', () => void stopLeftOver());
process.stdin.on('end', () => void stopLeftOver());
process.stdin.resume();
