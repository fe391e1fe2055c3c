import type { TermStats } from './signature.ts';
import { isKey, partsOf } from './terms.ts';

/** Statistics that are kept in memory: as many articles as were added, each with its counted terms. */
export interface TermCounts extends TermStats {
  add(countedTerms: readonly string[]): void;
}

export const createTermCounts = (): TermCounts => {
  const frequencies = new Map<string, number>();
  const raise = (term: string): void => {
    frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  };
  let documents = 0;
  return {
    get documents() {
      return documents;
    },
    frequency: term => frequencies.get(term) ?? 0,
    add: countedTerms => {
      documents += 1;
      for (const term of countedTerms) {
        raise(term);
        const key = isKey(term) ? partsOf(term).key : null;
        if (key !== null) raise(key);
      }
    },
  };
};
