/*
 * The search index of design: postings in MongoDB, ranking here. Any number of processes may read and write; what one
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
  let merging: Promise<void> | null = null;

  /** One merge run at a time; a request during a run is served by its last look at the manifest. */
  const mergeInBackground = (): void => {
    merging ??= mergeAll(merger)
      .catch((thrown: unknown) => options.onMergeError?.(thrown))
      .finally(() => {
        merging = null;
        manifest.outdate();
      });
  };

  const changed = (): void => {
    manifest.outdate();
    if (!stopping.signal.aborted) mergeInBackground();
  };

  return {
    /**
     * Makes articles searchable, all of a call at once. Idempotent by id and revision: an older revision never replaces
     * a newer one. Throws when the database does.
     */
    index: async (articles: readonly IndexableArticle[]): Promise<void> => {
      await indexArticles(writer, articles);
      changed();
    },

    remove: async (articleIds: readonly string[]): Promise<void> => {
      await removeArticles(writer, articleIds);
      changed();
    },

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
      await merging;
      await mergeAll(merger);
      await clearExpired(merger);
      manifest.outdate();
    },

    /** Size and shape of the index. */
    stats: async () => {
      const { epoch, segments: entries } = await manifests.read();
      return {
        epoch,
        segmentCount: entries.length,
        articleCount: entries.reduce((sum, { docCount, deadCount }) => sum + docCount - deadCount, 0),
        bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },

    /** Ends background work; a merge that is cut short leaves the index as it was. */
    close: async (): Promise<void> => {
      stopping.abort();
      await merging;
    },
  };
};
