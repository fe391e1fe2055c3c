import type { ArticleDraft } from '../../src/articles/draft.ts';
import { stableId } from '../../src/core/identity.ts';
import { catchUpAll, type CatchUp } from '../../src/ingest/catch-up.ts';
import { storeArticles } from '../../src/ingest/store.ts';
import { sourceId } from '../../src/storage/source-rows.ts';
import type { Stores } from '../../src/storage/mongo.ts';
import { distinctTagNames, tagId } from '../../src/tags/tag.ts';
import { testNow } from './api.ts';

export interface SeedArticle {
  url?: string;
  source?: string;
  headline?: string;
  dek?: string | null;
  sections?: { heading: string | null; text: string }[];
  tags?: string[];
  language?: string;
  /** Minutes before the tests' now. */
  minutesAgo?: number;
}

const sourceUrl = (source: string): string => `https://${source}.example/feed`;

export const seedSources = (stores: Stores, names: readonly string[]): Promise<number> =>
  stores.sources.add(
    names.map(name => ({
      title: name,
      url: sourceUrl(name),
      homepage: `https://${name}.example/`,
      language: 'en',
      country: 'IN',
      categories: [],
      fetchPages: false,
      sample: false,
    })),
    testNow,
  );

const draftOf = (article: SeedArticle, place: number): ArticleDraft => {
  const { source = 'daily', headline = `Article ${place}`, minutesAgo = place } = article;
  const url = article.url ?? `https://${source}.example/story/${place}`;
  const published = new Date(testNow.getTime() - minutesAgo * 60_000);
  return {
    id: stableId('article', url),
    canonicalUrl: url,
    guid: url,
    sourceId: sourceId(sourceUrl(source)),
    headline,
    dek: article.dek ?? null,
    sections: (article.sections ?? [{ heading: null, text: `The body of ${headline}.` }]).map(
      ({ heading, text }) => ({
        heading,
        text,
        html: `<p>${text}</p>`,
      }),
    ),
    authors: ['A Reporter'],
    images: [],
    language: article.language ?? 'en',
    publishedAt: { value: published, precision: 'INSTANT', raw: published.toISOString(), clamped: false },
    tagIds: (article.tags ?? []).map(tagId),
    paywalled: null,
    itemHash: `hash-${place}`,
  };
};

/** Stores articles by the very functions of ingest, and indexes and relates them, by a catch-up of its own or a given one. */
export const seedArticles = async (
  stores: Stores,
  articles: readonly SeedArticle[],
  catchUp?: CatchUp,
): Promise<ArticleDraft[]> => {
  const drafts = articles.map(draftOf);
  const writes = articles.map((article, place) => {
    const draft = drafts[place] ?? draftOf(article, place);
    const tagNames = distinctTagNames((article.tags ?? []).map(name => ({ name, language: draft.language })));
    return { article: { draft, tagNames }, known: null };
  });
  await storeArticles(writes, { stores, clock: { now: () => testNow } });
  const { signal } = new AbortController();
  if (catchUp === undefined) await catchUpAll({ stores, clock: { now: () => testNow } }, signal);
  else await catchUp.all(signal);
  return drafts;
};
