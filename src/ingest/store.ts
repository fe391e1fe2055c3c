import type { KnownArticle } from '../articles/draft.ts';
import type { ArticleWrite, WriteReport } from '../storage/article-saves.ts';
import type { Stores } from '../storage/mongo.ts';
import { resolveTags } from '../tags/resolve.ts';
import { distinctTagNames, tagId } from '../tags/tag.ts';
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
  const registry = await stores.tags.registry();
  const resolved = writes.map(({ article: { draft, tagNames }, known }) => {
    // What is stored already, and is given further tags by a rule, says itself what was stated of it.
    const stated =
      draft.statedTagIds === undefined
        ? draft.tagIds
        : [...new Set([...draft.statedTagIds, ...tagNames.map(({ name }) => tagId(name))])];
    const tags = resolveTags(stated, tagNames, registry);
    // An edit replaces what was stated before, also where it makes no difference any more.
    const kept = known === null ? {} : { statedTagIds: stated };
    // An article that changed its address keeps the identity that it was first stored under.
    return { draft: { ...draft, ...kept, ...tags, id: known?.id ?? draft.id }, known };
  });
  const report = await stores.articleWriter.save(resolved, now);
  await countTags(resolved, report, stores);
  return report;
};

/** New articles are added to the counts; what an edit takes away is counted anew, and that is seldom. */
const countTags = async (
  writes: readonly ArticleWrite[],
  { inserted, updated }: WriteReport,
  { tags }: Pick<Stores, 'tags'>,
): Promise<void> => {
  const tagsOf = (ids: readonly string[]): string[] => {
    const wanted = new Set(ids);
    return writes.flatMap(({ draft }) => (wanted.has(draft.id) ? draft.tagIds : []));
  };
  const added = new Map<string, number>();
  for (const id of tagsOf(inserted)) added.set(id, (added.get(id) ?? 0) + 1);
  await tags.raise(added);
  await tags.recount([...new Set(tagsOf(updated))]);
};
