import { createReprintIndex, type ReprintEntry, type ReprintPlace } from '../articles/reprint-index.ts';
import type { Stores } from '../storage/mongo.ts';

/** A copy comes within this time, or it is a text of another occasion. */
const windowMs = 7 * 24 * 3_600_000;
const maxWindowArticles = 100_000;

/** An article with the fingerprint of its terms; null where there was too little to go by. */
export type FingerprintedArticle = Omit<ReprintEntry, 'fingerprint'> & { fingerprint: Uint8Array | null };

export interface ReprintPlacing {
  /** For each article of the batch the original that it is a copy of; null where it is itself one. */
  reprintOf: ReadonlyMap<string, string | null>;
  /** Articles of before whose original is another one now: to be written with `stores.reprints.setPlaces`. */
  moved: ReprintPlace[];
}

export interface Reprints {
  place(articles: readonly FingerprintedArticle[]): Promise<ReprintPlacing>;
}

/** Reads the window of recent fingerprints, about a second for a hundred thousand. For one process at a time. */
export const openReprints = async ({ reprints }: Pick<Stores, 'reprints'>, now: Date): Promise<Reprints> => {
  const index = createReprintIndex({ capacity: maxWindowArticles, windowMs });
  const since = new Date(now.getTime() - windowMs);
  for (const entry of await reprints.window({ since, limit: maxWindowArticles })) index.load(entry);
  return {
    place: async articles => {
      const places = new Map<string, string | null>();
      const note = ({ id, reprintOf }: ReprintPlace): void => void places.set(id, reprintOf);
      for (const { fingerprint, ...article } of articles) {
        if (fingerprint === null) {
          index.remove(article.id).forEach(note);
          note({ id: article.id, reprintOf: null });
          continue;
        }
        const { reprintOf, moved } = index.place({ ...article, fingerprint });
        note({ id: article.id, reprintOf });
        moved.forEach(note);
      }
      const batch = new Set(articles.map(({ id }) => id));
      // An original that was removed meanwhile must hide nobody: its copies get another one.
      const named = [...new Set([...places.values()].filter(id => id !== null && !batch.has(id)))];
      const originals = named.filter(id => id !== null);
      const existing = await reprints.existing(originals);
      for (const id of originals) if (!existing.has(id)) index.remove(id).forEach(note);
      const all = [...places].map(([id, reprintOf]) => ({ id, reprintOf }));
      return {
        reprintOf: new Map(all.filter(({ id }) => batch.has(id)).map(place => [place.id, place.reprintOf])),
        moved: all.filter(({ id }) => !batch.has(id)),
      };
    },
  };
};
