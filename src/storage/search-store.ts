/*
 * The search index: postings in MongoDB, ranking here. Any number of processes may read and write; what one
 * has indexed, the others find as soon as they look at the manifest again.
 */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { systemClock } from '../core/clock.ts';
import type { Clock } from '../core/clock.ts';
import type { IndexableArticle, SearchHits, SearchRequest } from '../search/request.ts';
import { createBlockStore } from './search-blocks.ts';
import { createManifestStore } from './search-manifest.ts';
import type { Manifest } from './search-manifest.ts';
import { clearExpired, mergeAll } from './search-merger.ts';
import type { MergerDeps } from './search-merger.ts';
import { runSearch } from './search-reader.ts';
import { createSegmentReader, SegmentGone } from './search-segments.ts';
import { createVocabularyStore } from './search-vocabulary.ts';
import { indexArticles, removeArticles } from './search-writer.ts';

export interface SearchStoreOptions {
  /** Memory for decoded parts of the index. */
  cacheBytes?: number;
  /** For the bookkeeping of merges; a search counts age from its own `now`. */
  clock?: Clock;
  /** Told of merges that failed; the index stays right without them. */
  onMergeError?: (thrown: unknown) => void;
}

export type SearchStore = ReturnType<typeof createSearchStore>;

const defaultCacheBytes = 128 * 1024 * 1024;
/** What other processes have indexed is found after this long at most. */
const manifestAgeMs = 200;
const maxReads = 4;

/** Reads the manifest now and then, and always after this process has changed it. */
const createManifestReader = (read: () => Promise<Manifest>) => {
  let known: { manifest: Promise<Manifest>; at: number } | null = null;
  return {
    current: (): Promise<Manifest> => {
      if (known === null || performance.now() - known.at > manifestAgeMs) {
        const manifest = read();
        known = { manifest, at: performance.now() };
        manifest.catch(() => {
          known = null;
        });
      }
      return known.manifest;
    },
    outdate: (): void => {
      known = null;
    },
  };
};

/** Runs merges one after the other in the background; what it is told during a run, that run's last look finds. */
const createMergeRunner = (
  merger: MergerDeps,
  options: { onError: (thrown: unknown) => void; onDone: () => void },
) => {
  let running: Promise<void> | null = null;
  return {
    start: (): void => {
      if (merger.signal.aborted) return;
      running ??= mergeAll(merger)
        .catch(options.onError)
        .finally(() => {
          running = null;
          options.onDone();
        });
    },
    idle: async (): Promise<void> => {
      await running;
    },
  };
};

const sizeOf = ({ epoch, segments }: Manifest) => ({
  epoch,
  segmentCount: segments.length,
  articleCount: segments.reduce((sum, { docCount, deadCount }) => sum + docCount - deadCount, 0),
  bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
});

export const createSearchStore = (connection: Connection, options: SearchStoreOptions = {}) => {
  const clock = options.clock ?? systemClock;
  const cacheBytes = options.cacheBytes ?? defaultCacheBytes;
  const blocks = createBlockStore(connection);
  const manifests = createManifestStore(connection, () => clock.now());
  const segments = createSegmentReader(blocks, cacheBytes * 0.9);
  const vocabulary = createVocabularyStore(connection, cacheBytes * 0.1);
  const manifest = createManifestReader(manifests.read);
  const stopping = new AbortController();
  const writer = { blocks, manifests, segments, vocabulary };
  const merger = { blocks, manifests, owner: randomUUID(), signal: stopping.signal };
  const onError = options.onMergeError ?? (() => undefined);
  const merges = createMergeRunner(merger, { onError, onDone: manifest.outdate });
  const change = async (write: Promise<void>): Promise<void> => {
    await write;
    manifest.outdate();
    merges.start();
  };

  return {
    /**
     * Makes articles searchable, all of a call at once. Idempotent by id and revision: an older revision never replaces
     * a newer one. Throws when the database does.
     */
    index: (articles: readonly IndexableArticle[]): Promise<void> => change(indexArticles(writer, articles)),

    remove: (articleIds: readonly string[]): Promise<void> => change(removeArticles(writer, articleIds)),

    /** Never throws for what a user typed: a bad query or cursor is `fault` in the answer. */
    search: async (request: SearchRequest): Promise<SearchHits> => {
      for (let reads = 1; ; reads += 1) {
        try {
          return await runSearch({ segments, vocabulary, manifest: manifest.current }, request);
        } catch (thrown) {
          if (!(thrown instanceof SegmentGone) || reads === maxReads) throw thrown;
          manifest.outdate();
        }
      }
    },

    /** Merges what is due, now instead of in the background, and removes what dead writers left. */
    maintain: async (): Promise<void> => {
      await merges.idle();
      await mergeAll(merger);
      await clearExpired(merger);
      manifest.outdate();
    },

    /** What another connection has changed is seen by the next search. */
    outdate: manifest.outdate,

    /** Size and shape of the index. */
    stats: async () => sizeOf(await manifests.read()),

    /** Ends background work; a merge that is cut short leaves the index as it was. */
    close: async (): Promise<void> => {
      stopping.abort();
      await merges.idle();
    },
  };
};
