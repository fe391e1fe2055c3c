import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprintOf } from '../articles/fingerprint.ts';
import type { SettledArticle } from '../storage/article-writer.ts';
import { analyseArticles, toIndexable, type AnalysedArticle } from './analysed-article.ts';
import type { IngestDeps } from './deps.ts';
import { openBacklog } from './backlog.ts';
import { openRelating, type Relating } from './relate.ts';
import { openReprints, type Reprints } from './reprints.ts';

/**
 * Lists of older articles are written when nothing is pending, or after so many new ones: with a long backlog most lists
 * change again and again, and the last time is enough.
 */
const flushEvery = 10_000;

const leaseName = 'catch-up';
const leaseMs = 15_000;

export type CatchUpDeps = Pick<IngestDeps, 'stores' | 'clock'>;

export type CatchUpStep =
  /** So many articles were brought up to date. */
  | { kind: 'done'; articles: number }
  /** Nothing is pending. */
  | { kind: 'idle' }
  /** Another process does this work at the moment. */
  | { kind: 'elsewhere' };

/**
 * Brings the search index and the related articles up to date with what is stored. One process at a time does so,
 * by a lease, since it holds the recent articles in memory to compare with; if it dies, another takes over. An
 * article stays pending until all is done, so a crash anywhere only means that its turn comes again.
 */
export interface CatchUp {
  step(signal: AbortSignal): Promise<CatchUpStep>;
  /** Steps until nothing is pending here or elsewhere; says with how many articles. */
  all(signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

export const createCatchUp = ({ stores, clock }: CatchUpDeps): CatchUp => {
  const owner = randomUUID();
  let memory: Memory | null = null;
  const backlog = openBacklog(stores);
  let unflushed = 0;
  const flush = async (): Promise<void> => {
    unflushed = 0;
    await memory?.relating.flush();
  };
  const step = async (signal: AbortSignal): Promise<CatchUpStep> => {
    const articles = await backlog.next();
    if (signal.aborted) return { kind: 'idle' };
    if (articles.length === 0) {
      if (unflushed > 0) await flush();
      return { kind: 'idle' };
    }
    const lease = await stores.leases.hold(leaseName, owner, { now: clock.now(), ms: leaseMs });
    // What is in memory has grown old where somebody else has gone on.
    if (lease !== 'KEPT') memory = null;
    if (lease === null) return { kind: 'elsewhere' };
    memory ??= await openMemory(stores, clock.now());
    backlog.readAhead(articles);
    const analysed = await analyseArticles(articles, stores);
    // While the database writes the one, the other is worked out.
    const [settled] = await Promise.all([
      relateAll(analysed, { memory, stores }),
      stores.search.index(analysed.map(toIndexable)),
    ]);
    await backlog.settle(settled);
    unflushed += articles.length;
    if (unflushed >= flushEvery) await flush();
    return { kind: 'done', articles: articles.length };
  };
  return {
    step,
    all: signal => stepAll(step, signal),
    close: async () => {
      await backlog.settled();
      await memory?.relating.close();
      memory = null;
      await stores.leases.release(leaseName, owner);
    },
  };
};

/** How long one waits for another process before it looks again. */
const elsewhereMs = 200;

/** Steps until nothing is pending; says with how many articles. */
export const stepAll = async (step: CatchUp['step'], signal: AbortSignal): Promise<number> => {
  let count = 0;
  while (!signal.aborted) {
    const outcome = await step(signal);
    if (outcome.kind === 'idle') break;
    if (outcome.kind === 'done') count += outcome.articles;
    else await sleep(elsewhereMs);
  }
  return count;
};

/** The recent articles that new ones are compared with. */
interface Memory {
  relating: Relating;
  reprints: Reprints;
}

const openMemory = async (stores: IngestDeps['stores'], now: Date): Promise<Memory> => ({
  relating: await openRelating(stores, now),
  reprints: await openReprints(stores, now),
});

const relateAll = async (
  articles: readonly AnalysedArticle[],
  { memory, stores }: { memory: Memory; stores: IngestDeps['stores'] },
): Promise<SettledArticle[]> =>
  placeReprints(articles, await memory.relating.add(articles), { memory, stores });

/** Says of each article whether it is a copy, and writes where that changes which original others are copies of. */
const placeReprints = async (
  articles: readonly AnalysedArticle[],
  settled: readonly SettledArticle[],
  { memory, stores }: { memory: Memory; stores: IngestDeps['stores'] },
): Promise<SettledArticle[]> => {
  const printed = articles.map(({ article: { id, sortAt, firstSeenAt }, words }) => ({
    id,
    sortAt,
    firstSeenAt,
    fingerprint: fingerprintOf(words),
  }));
  const { reprintOf, moved } = await memory.reprints.place(printed);
  await stores.reprints.setPlaces(moved);
  const fingerprints = new Map(printed.map(({ id, fingerprint }) => [id, fingerprint] as const));
  return settled.map(one => ({
    ...one,
    reprint: { fingerprint: fingerprints.get(one.id) ?? null, reprintOf: reprintOf.get(one.id) ?? null },
  }));
};

/** Brings all that is pending up to date, once. */
export const catchUpAll = async (deps: CatchUpDeps, signal: AbortSignal): Promise<number> => {
  const catchUp = createCatchUp(deps);
  try {
    return await catchUp.all(signal);
  } finally {
    await catchUp.close();
  }
};
