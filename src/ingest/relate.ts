import type { SettledArticle } from '../storage/article-writer.ts';
import type { Stores } from '../storage/mongo.ts';
import type { Relatable } from '../stories/related.ts';
import { createRelatedWindow, type RelatedWindow } from '../stories/related-window.ts';
import { signatureOf } from '../stories/signature.ts';
import { createTermCounts, decodeTermCounts, type TermCounts } from '../stories/term-counts.ts';
import { termsOf } from '../stories/terms.ts';
import { toStoryText, type AnalysedArticle } from './analysed-article.ts';

/** News that is older is not looked at for related articles. */
const windowMs = 30 * 24 * 3_600_000;
/** About a kilobyte each. */
const maxWindowArticles = 100_000;
/** Counts are saved after so many articles; what a crash loses of them changes no ranking. */
const countsEvery = 20_000;

/** Finds what new articles are related to, with what it needs for that held in memory. */
export interface Relating {
  /** Relates a batch among itself and to what is here; the counterparts are written with the next `flush`. */
  add(articles: readonly AnalysedArticle[]): Promise<SettledArticle[]>;
  /** Writes the lists of older articles that have changed. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Reads the window of recent articles, some seconds for a hundred thousand. */
export const openRelating = async (stores: Stores, now: Date): Promise<Relating> => {
  const window = createRelatedWindow(maxWindowArticles);
  const since = new Date(now.getTime() - windowMs);
  for (const article of await stores.related.window({ since, limit: maxWindowArticles }))
    window.load(article);
  const saved = await stores.related.loadCounts();
  const counts = saved === null ? createTermCounts() : decodeTermCounts(saved);
  let savedAt = counts.documents;
  const saveCounts = async (): Promise<void> => {
    if (counts.documents === savedAt) return;
    savedAt = counts.documents;
    await stores.related.saveCounts(counts.encode());
  };
  const flush = (): Promise<void> => stores.articleWriter.setRelated(window.takeChanged());
  return {
    add: async articles => {
      const signed = signAll(articles, counts);
      for (const { relatable } of signed) window.place(relatable);
      await dropRemoved(window, { ids: articles.map(({ article }) => article.id), stores });
      if (counts.documents - savedAt >= countsEvery) await saveCounts();
      return signed.map(({ relatable: { id, signature }, revision }) => ({
        id,
        revision,
        related: window.take(id),
        signature,
      }));
    },
    flush,
    close: async () => {
      await flush();
      await saveCounts();
    },
  };
};

/** Articles that were removed from the store since they came leave the window before anything names them again. */
const dropRemoved = async (
  window: RelatedWindow,
  { ids, stores }: { ids: readonly string[]; stores: Stores },
): Promise<void> => {
  const named = window.neighboursOf(ids);
  const existing = await stores.related.existing(named);
  for (const id of named) if (!existing.has(id)) window.remove(id);
};

const signAll = (
  articles: readonly AnalysedArticle[],
  counts: TermCounts,
): { relatable: Relatable; revision: number }[] => {
  const read = articles.map(analysed => ({ ...analysed, terms: termsOf(toStoryText(analysed)) }));
  // Later revisions of an article are the same article and count no more.
  for (const { article, terms } of read) if (article.revision === 1) counts.add(terms);
  return read.map(({ article: { id, sourceId, language, tagIds, sortAt, revision }, terms }) => ({
    relatable: { id, sourceId, language, tagIds, sortAt, signature: signatureOf(terms, counts) },
    revision,
  }));
};
