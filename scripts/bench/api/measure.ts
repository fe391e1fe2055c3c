import type { Child } from '../child.ts';
import { graphqlRequest, putLoad, type LoadResult } from '../load/drive.ts';
import { cpuSeconds, memoryMegabytes } from '../processes.ts';
import type { Operation, OperationName } from './operations.ts';
import { operationNames } from './operations.ts';
import type { Server } from './servers.ts';

export interface Sample extends LoadResult {
  server: string;
  operation: OperationName;
  connections: number;
  round: number;
  /** Milliseconds of processor time of the server for one answer; says the same on a busy machine. */
  cpuMs: number;
  memory: number;
}

export interface Plan {
  servers: readonly Server[];
  /** Answers pages only. */
  constant: Server;
  questions: Readonly<Record<OperationName, readonly Operation[]>>;
  connections: readonly number[];
  rounds: number;
  seconds: number;
}

/** Every server in turn within each round, another one first each time: what disturbs a round disturbs all alike. */
export const measureAll = async (
  plan: Plan,
  generator: Child,
  say: (line: string) => void,
): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const operation of operationNames) {
    const all = operation === 'page' ? [...plan.servers, plan.constant] : plan.servers;
    const measure = measurement(plan, generator, operation);
    for (const server of all) await measure(server, Math.max(...plan.connections), -1);
    for (let round = 0; round < plan.rounds; round += 1) {
      say(`${operation}: round ${round + 1} of ${plan.rounds}`);
      const order = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
      const turns = plan.connections.flatMap(connections => order.map(server => ({ server, connections })));
      for (const { server, connections } of turns) samples.push(await measure(server, connections, round));
    }
  }
  return samples;
};

const measurement =
  ({ questions, seconds }: Plan, generator: Child, operation: OperationName) =>
  async (server: Server, connections: number, round: number): Promise<Sample> => {
    const requests = questions[operation].map(graphqlRequest);
    const durationMs = seconds * 1000;
    const cpuBefore = await cpuSeconds(server.pid);
    const settings = { ports: [server.port], requests, connections, durationMs, warmUpMs: durationMs / 5 };
    const result = await putLoad(generator, settings);
    const cpu = (await cpuSeconds(server.pid)) - cpuBefore;
    const cpuMs = (cpu * 1000) / Math.max(1, result.all);
    const { now: memory } = await memoryMegabytes(server.pid);
    return { ...result, server: server.name, operation, connections, round, cpuMs, memory };
  };
