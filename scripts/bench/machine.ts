import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Where and when the figures were measured. */
export interface Machine {
  cpus: number;
  model: string;
  memoryGigabytes: number;
  node: string;
  mongod: string;
  when: string;
  /** One-minute load average before and after: above the work of the benchmark itself, others used the machine too. */
  load: { before: number; after: number };
}

export const describeMachine = (mongod: string, loadBefore: number): Machine => ({
  cpus: availableParallelism(),
  model: cpus()[0]?.model ?? 'unknown',
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  mongod,
  when: new Date().toISOString(),
  load: { before: loadBefore, after: currentLoad() },
});

export const currentLoad = (): number => Number((loadavg()[0] ?? 0).toFixed(2));
