/* The same healthy feeds read alone, and among as many that hang, drip or reset. */
import { z } from 'zod';
import type { BenchDatabase } from '../database.ts';
import { startChild, type Child } from '../child.ts';
import type { Measured } from '../report.ts';
import type { FeedSource } from './feed-source.ts';

/** Of all sources; the others are healthy. */
export const badShares = { hang: 0.3, drip: 0.1, reset: 0.1 } as const;
const healthyShare = 0.5;

const watched = z.object({ ms: z.number(), failed: z.array(z.string()), others: z.number() });
const nothing = z.null();

export interface DisturbedSettings {
  product: Child;
  feeds: FeedSource;
  /** The healthy ones. */
  urls: string[];
  database: BenchDatabase;
  rounds: number;
}

/** Milliseconds until the last healthy feed is stored, and until it was found unchanged. */
interface Times {
  fresh: number;
  unchanged: number;
}

const badUrls = (origin: string, healthy: number): string[] =>
  Object.entries(badShares).flatMap(([kind, share]) =>
    Array.from(
      { length: Math.max(1, Math.round((healthy / healthyShare) * share)) },
      (_, place) => `${origin}/${kind}/${place}`,
    ),
  );

/** Healthy and bad ones mixed, as they come due in life. */
const mixed = (urls: readonly string[]): string[] =>
  urls
    .map((url, place) => ({ url, at: (place * 0.618_033_988_75) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ url }) => url);

const measure = async (
  { product, feeds, urls, database }: DisturbedSettings,
  bad: { origin: string; urls: readonly string[] },
): Promise<Times> => {
  const watch = async (): Promise<number> => {
    await product.ask('refresh', null, nothing);
    const { ms, failed } = await product.ask('watch', { origin: feeds.origin, count: urls.length }, watched);
    if (failed.length > 0) throw new Error(`${failed.length} healthy feeds failed: ${failed[0] ?? ''}`);
    return ms;
  };
  const uri = database.uriOf('disturbed');
  const all = mixed([...urls, ...bad.urls]);
  await product.ask('open', { uri, origin: feeds.origin, others: [bad.origin], urls: all }, nothing);
  const times = { fresh: await watch(), unchanged: await watch() };
  await product.ask('close', null, nothing);
  await database.drop('disturbed');
  return times;
};

export const measureDisturbed = async (settings: DisturbedSettings): Promise<Measured[]> => {
  const server = startChild(`${import.meta.dirname}/bad-server.ts`);
  const { port } = await server.ask('start', null, z.object({ port: z.number() }));
  const origin = `http://127.0.0.1:${port}`;
  const bad = badUrls(origin, settings.urls.length);
  const alone: Times[] = [];
  const disturbed: Times[] = [];
  await settings.feeds.reset();
  for (let round = 0; round < settings.rounds; round += 1) {
    alone.push(await measure(settings, { origin, urls: [] }));
    disturbed.push(await measure(settings, { origin, urls: bad }));
  }
  await server.stop();
  const row = (what: string, read: (times: Times) => number): Measured => ({
    what: `${settings.urls.length} healthy feeds among ${bad.length} bad ones, ${what}`,
    unit: 'ms',
    better: 'less',
    ours: disturbed.map(read),
    other: { name: 'the healthy ones alone', rounds: alone.map(read) },
  });
  return [row('new', ({ fresh }) => fresh), row('unchanged', ({ unchanged }) => unchanged)];
};
