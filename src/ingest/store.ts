import type { KnownArticle } from '../articles/draft.ts';
import type { WriteReport } from '../storage/article-writer.ts';
import type { Stores } from '../storage/mongo.ts';
import { distinctTagNames } from '../tags/tag.ts';
import type { IngestDeps } from './deps.ts';
import type { EnrichedArticle } from './enrich.ts';

export interface StoreWrite {
  article: EnrichedArticle;
  known: KnownArticle | null;
}

/** The one place that writes articles: tags first, so that no article names a tag that is not there. */
export const storeArticles = async (
  writes: readonly StoreWrite[],
  { stores, clock }: Pick<IngestDeps, 'stores' | 'clock'>,
): Promise<WriteReport> => {
  const now = clock.now();
  const names = writes.flatMap(({ article }) => article.tagNames);
  await stores.tags.ensure(distinctTagNames(names, Infinity), now);
  const report = await stores.articleWriter.save(
    // An article that changed its address keeps the identity that it was first stored under.
    writes.map(({ article: { draft }, known }) => ({
      draft: known === null ? draft : { ...draft, id: known.id },
      known,
    })),
    now,
  );
  await countTags(writes, report, stores);
  return report;
};

/** New articles are added to the counts; what an edit takes away is counted anew, and that is seldom. */
const countTags = async (
  writes: readonly StoreWrite[],
  { inserted, updated }: WriteReport,
  { tags }: Pick<Stores, 'tags'>,
): Promise<void> => {
  const tagsOf = (ids: readonly string[]): string[] => {
    const wanted = new Set(ids);
    return writes.flatMap(({ article: { draft }, known }) =>
      wanted.has(known?.id ?? draft.id) ? draft.tagIds : [],
    );
  };
  const added = new Map<string, number>();
  for (const id of tagsOf(inserted)) added.set(id, (added.get(id) ?? 0) + 1);
  await tags.raise(added);
  await tags.recount([...new Set(tagsOf(updated))]);
};
