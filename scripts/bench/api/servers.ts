import { z } from 'zod';
import type { BenchContext } from '../benchmark.ts';
import { startChild } from '../child.ts';
import { startProduct } from '../product.ts';

/** A server that answers the operations of this benchmark. */
export interface Server {
  name: string;
  pid: number;
  port: number;
  stop(): Promise<void>;
}

const started = z.object({ port: z.number() });

/** The rivals, by the file that starts each. */
const rivals = {
  'apollo + express5': 'apollo-express.ts',
  'mercurius + jit': 'mercurius.ts',
  'bare node:http': 'bare.ts',
} as const;

export const ourName = 'khabar';

export const startServers = async ({ database }: BenchContext, cpus: string | null): Promise<Server[]> => {
  const uri = database.uriOf('api');
  const ours = await startProduct('gateway', { uri, directory: database.directory, cpus });
  const others = Object.entries(rivals).map(([name, file]) =>
    startRival(name, file, { cpus, input: { uri } }),
  );
  return [{ name: ourName, ...ours }, ...(await Promise.all(others))];
};

/** Answers every question with the given bytes. */
export const startConstant = (body: string, cpus: string | null): Promise<Server> =>
  startRival('constant node:http', 'constant.ts', { cpus, input: { body } });

const startRival = async (
  name: string,
  file: string,
  { cpus, input }: { cpus: string | null; input: unknown },
): Promise<Server> => {
  const child = startChild(`${import.meta.dirname}/rivals/${file}`, { cpus });
  const { port } = await child.ask('start', input, started);
  return { name, port, pid: child.pid, stop: () => child.stop() };
};
