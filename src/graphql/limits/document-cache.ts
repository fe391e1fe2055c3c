import type { DocumentNode } from 'graphql';

/** Documents that were parsed, looked at and validated, by the hash of their text. */
export interface DocumentCache {
  get(hash: string): DocumentNode | undefined;
  /** `length` is that of the text, in characters. */
  set(hash: string, document: DocumentNode, length: number): void;
}

/**
 * Keeps those that were used last. They are weighed by the length of their text: a tree takes some 100 bytes for
 * each character of it, so this is about 40 MB at the most.
 */
const maxCharacters = 400_000;

export const createDocumentCache = (limit = maxCharacters): DocumentCache => {
  // A Map keeps the order of insertion; what is used is put in anew, at its end.
  const kept = new Map<string, { document: DocumentNode; length: number }>();
  let total = 0;
  return {
    get: hash => {
      const entry = kept.get(hash);
      if (entry === undefined) return undefined;
      kept.delete(hash);
      kept.set(hash, entry);
      return entry.document;
    },
    set: (hash, document, length) => {
      if (length > limit || kept.has(hash)) return;
      kept.set(hash, { document, length });
      total += length;
      for (const [oldest, entry] of kept) {
        if (total <= limit) break;
        kept.delete(oldest);
        total -= entry.length;
      }
    },
  };
};
