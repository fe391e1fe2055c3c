import type { Article, RelatedRef } from '../articles/article.ts';
import { articleText } from '../articles/body.ts';
import type { SettledArticle } from '../storage/article-writer.ts';
import { relatedBack, relatedTo, type Relatable } from '../stories/related.ts';
import { signatureOf } from '../stories/signature.ts';
import { askedTerms, countedTerms, termsOf, type StoryText } from '../stories/terms.ts';
import type { IngestDeps } from './deps.ts';

/** News that is older is not looked at for related articles. */
const windowMs = 30 * 24 * 3_600_000;
const maxCandidates = 200;

type RelateDeps = Pick<IngestDeps, 'stores' | 'clock'>;

type StoredRelatable = Relatable & { related: readonly RelatedRef[] };

export interface RelatedChanges {
  settled: SettledArticle[];
  /** Older articles that one of these belongs to. */
  older: { id: string; related: RelatedRef[] }[];
}

/** Finds what a batch of articles is related to, among each other and among what is stored. */
export const relate = async (
  articles: readonly Article[],
  tagNames: ReadonlyMap<string, string>,
  { stores, clock }: RelateDeps,
): Promise<RelatedChanges> => {
  const relatables = await toRelatables(articles, tagNames, stores);
  const since = new Date(clock.now().getTime() - windowMs);
  const stored = await stores.related.candidates(relatables, { since, limit: maxCandidates });
  const lists = new Map<string, RelatedRef[]>();
  const current = (one: StoredRelatable): StoredRelatable => ({
    ...one,
    related: lists.get(one.id) ?? one.related,
  });
  for (const article of relatables) {
    const others = relatables.filter(({ id }) => id !== article.id).map(one => ({ ...one, related: [] }));
    const candidates = [...(stored.get(article.id) ?? []), ...others].map(current);
    lists.set(article.id, relatedTo(article, candidates));
    for (const { id, related } of relatedBack(article, candidates)) lists.set(id, related);
  }
  const settled = articles.map(({ id, revision }, place) => ({
    id,
    revision,
    related: lists.get(id) ?? [],
    signature: [...(relatables[place]?.signature ?? [])],
  }));
  const ids = new Set(articles.map(article => article.id));
  const older = [...lists].filter(([id]) => !ids.has(id)).map(([id, related]) => ({ id, related }));
  return { settled, older };
};

const toRelatables = async (
  articles: readonly Article[],
  tagNames: ReadonlyMap<string, string>,
  stores: IngestDeps['stores'],
): Promise<Relatable[]> => {
  const terms = articles.map(article => termsOf(storyText(article, tagNames)));
  await stores.related.count(
    articles.map(({ revision }, place) => ({ revision, terms: countedTerms(terms[place] ?? []) })),
  );
  const stats = await stores.related.stats(terms.flatMap(askedTerms));
  return articles.map(({ id, sourceId, language, tagIds, sortAt }, place) => ({
    id,
    sourceId,
    language,
    tagIds,
    sortAt,
    signature: signatureOf(terms[place] ?? [], stats),
  }));
};

const storyText = (article: Article, tagNames: ReadonlyMap<string, string>): StoryText => ({
  headline: article.headline,
  dek: article.dek,
  body: articleText(article.sections),
  tags: article.tagIds.flatMap(id => tagNames.get(id) ?? []),
  language: article.language,
});
