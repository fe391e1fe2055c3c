/* From the moment that the database has acknowledged an article until gateways in other processes show it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ArticleDraft } from '../../../src/articles/draft.ts';
import { stableId } from '../../../src/core/identity.ts';
import { storeArticles } from '../../../src/ingest/store.ts';
import { connectStores, type Stores } from '../../../src/storage/mongo.ts';
import type { BenchContext } from '../benchmark.ts';
import { startProduct } from '../product.ts';
import type { Measured } from '../report.ts';
import { percentile } from '../statistics.ts';

const pollMs = 10;
const giveUpMs = 15_000;
/** Articles come at odd times, so that they do not fall in step with a worker's pauses. */
const pauseMs = 137;

const answer = z.object({
  data: z.object({ found: z.object({ nodes: z.array(z.object({ headline: z.string() })) }) }),
});

const documents = {
  latest: '{ found: latest(first: 5) { nodes { headline } } }',
  search: 'query ($words: String!) { found: search(query: $words, first: 5) { nodes { headline } } }',
} as const;

type Way = keyof typeof documents;

const shows = async (port: number, way: Way, headline: string): Promise<boolean> => {
  const variables = way === 'search' ? { words: headline } : {};
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: documents[way], variables }),
  });
  const { data } = answer.parse(await response.json());
  return data.found.nodes.some(node => node.headline === headline);
};

const msUntilShown = async (port: number, way: Way, headline: string): Promise<number> => {
  const started = performance.now();
  while (!(await shows(port, way, headline))) {
    if (performance.now() - started > giveUpMs)
      throw new Error(`"${headline}" is not shown after ${giveUpMs} ms`);
    await sleep(pollMs);
  }
  return performance.now() - started;
};

/** A word that no other article has, in letters alone. */
const uniqueWord = (place: number): string => {
  const digits = Array.from(`${process.pid}${String(place).padStart(4, '0')}`, Number);
  return `zarq${digits.map(digit => 'bdfgklmpnv'[digit] ?? '').join('a')}`;
};

const draftOf = (headline: string): ArticleDraft => {
  const url = `https://fresh.example/${headline.replaceAll(' ', '-')}`;
  const text = `The body of ${headline}.`;
  return {
    id: stableId('article', url),
    canonicalUrl: url,
    guid: url,
    sourceId: stableId('source', 'fresh'),
    headline,
    dek: null,
    sections: [{ heading: null, html: `<p>${text}</p>`, text }],
    authors: [],
    images: [],
    language: 'en',
    publishedAt: { value: new Date(), precision: 'INSTANT', raw: '', clamped: false },
    tagIds: [],
    paywalled: null,
    itemHash: url,
  };
};

const store = (stores: Stores, draft: ArticleDraft) =>
  storeArticles([{ article: { draft, tagNames: [] }, known: null }], {
    stores,
    clock: { now: () => new Date() },
  });

export const measureFreshness = async (
  { database, say }: BenchContext,
  samples: number,
): Promise<Measured[]> => {
  const settings = { uri: database.uriOf('scale'), directory: database.directory };
  const gateways = await Promise.all([startProduct('gateway', settings), startProduct('gateway', settings)]);
  const worker = await startProduct('worker', settings);
  const stores = await connectStores({ uri: settings.uri, searchCacheBytes: 16_000_000 });
  const times: Record<Way, number[]> = { latest: [], search: [] };
  say(`freshness: ${samples} articles`);
  for (let place = 0; place < samples; place += 1) {
    const headline = `Report ${uniqueWord(place)}`;
    await store(stores, draftOf(headline));
    const seen = gateways.map(({ port }) =>
      Promise.all([msUntilShown(port, 'latest', headline), msUntilShown(port, 'search', headline)]),
    );
    for (const [latest, search] of await Promise.all(seen)) {
      times.latest.push(latest);
      times.search.push(search);
    }
    await sleep((place * pauseMs) % 1_000);
  }
  await stores.search.close();
  await stores.close();
  await Promise.all([...gateways, worker].map(each => each.stop()));
  return [
    row('stored by another process → shown by latest', times.latest),
    row('stored by another process → found by search', times.search),
  ];
};

const row = (what: string, times: readonly number[]): Measured => ({
  what,
  unit: 'ms, p50',
  better: 'less',
  ours: [percentile(times, 0.5)],
  extra: {
    p95: [percentile(times, 0.95), null],
    most: [Math.max(...times), null],
    samples: [times.length, null],
  },
});
