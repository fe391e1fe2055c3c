/* The same load on one gateway and on two that share a database. */
import type { BenchContext } from '../benchmark.ts';
import type { Operation } from '../api/operations.ts';
import { graphqlRequest, putLoad, startGenerator, type LoadResult } from '../load/drive.ts';
import { startProduct } from '../product.ts';
import type { Measured } from '../report.ts';

export interface GatewaySettings {
  questions: readonly Operation[];
  connections: readonly number[];
  rounds: number;
  seconds: number;
}

interface Pair {
  connections: number;
  one: LoadResult[];
  two: LoadResult[];
}

export const measureGateways = async (
  { database, say }: BenchContext,
  settings: GatewaySettings,
): Promise<Measured[]> => {
  const start = () =>
    startProduct('gateway', { uri: database.uriOf('scale'), directory: database.directory });
  const gateways = await Promise.all([start(), start()]);
  const generator = startGenerator(null);
  const ports = gateways.map(gateway => gateway.port);
  const requests = settings.questions.map(graphqlRequest);
  const durationMs = settings.seconds * 1000;
  const load = (used: number[], connections: number) =>
    putLoad(generator, { ports: used, requests, connections, durationMs, warmUpMs: durationMs / 4 });
  for (const port of ports) await load([port], 16);
  const pairs: Pair[] = [];
  for (const connections of settings.connections) {
    const pair: Pair = { connections, one: [], two: [] };
    for (let round = 0; round < settings.rounds; round += 1) {
      say(`gateways, ${connections} connections: round ${round + 1} of ${settings.rounds}`);
      // Each of the two is the single one in turn.
      pair.one.push(await load(ports.slice(round % 2, (round % 2) + 1), connections));
      pair.two.push(await load(ports, connections));
    }
    pairs.push(pair);
  }
  await Promise.all([...gateways, generator].map(each => each.stop()));
  return pairs.map(toMeasured);
};

const toMeasured = ({ connections, one, two }: Pair): Measured => {
  const mean = (results: readonly LoadResult[], read: (result: LoadResult) => number) =>
    results.reduce((sum, result) => sum + read(result), 0) / Math.max(1, results.length);
  return {
    what: `page of 20, ${connections} connections: 2 gateways beside 1`,
    unit: 'answers/s',
    better: 'more',
    ours: two.map(result => result.perSecond),
    other: { name: '1 gateway', rounds: one.map(result => result.perSecond) },
    extra: {
      p50: [mean(two, result => result.p50Ms), mean(one, result => result.p50Ms)],
      p99: [mean(two, result => result.p99Ms), mean(one, result => result.p99Ms)],
    },
  };
};
