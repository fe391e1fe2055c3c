import type { PendingArticle } from '../storage/article-rows.ts';
import type { SettledArticle } from '../storage/article-writer.ts';
import type { IngestDeps } from './deps.ts';

/** Articles that are indexed together: the more, the fewer parts of the index there are to merge afterwards. */
export const batchSize = 1_000;

/** The pending articles in batches. While many wait, the database reads and writes beside the work on a batch. */
export interface Backlog {
  next(): Promise<readonly PendingArticle[]>;
  /** Begins to read what comes behind a batch that is full. */
  readAhead(batch: readonly PendingArticle[]): void;
  /** Marks a batch as done; comes back at once where the next one has been read already. */
  settle(batch: readonly SettledArticle[]): Promise<void>;
  /** All is written; throws what could not be. */
  settled(): Promise<void>;
}

export const openBacklog = ({ articleWriter }: Pick<IngestDeps['stores'], 'articleWriter'>): Backlog => {
  let ahead: Promise<readonly PendingArticle[]> | null = null;
  let settling: Promise<void> = Promise.resolve();
  const settled = async (): Promise<void> => {
    const last = settling;
    settling = Promise.resolve();
    await last;
  };
  return {
    next: async () => {
      const batch = (await ahead?.finally(() => (ahead = null))) ?? [];
      // Small batches would make small parts of the index.
      if (batch.length === batchSize) return batch;
      await settled();
      return articleWriter.pending(batchSize);
    },
    readAhead: batch => {
      if (batch.length < batchSize) return;
      ahead = articleWriter.pending(batchSize, batch);
      // Thrown where it is waited for.
      ahead.catch(() => undefined);
    },
    settle: async batch => {
      await settled();
      settling = articleWriter.settle(batch);
      settling.catch(() => undefined);
      if (ahead === null) await settled();
    },
    settled,
  };
};
