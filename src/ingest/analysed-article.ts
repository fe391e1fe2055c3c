import { articleText } from '../articles/body.ts';
import type { IndexableArticle } from '../search/request.ts';
import type { PendingArticle } from '../storage/article-rows.ts';
import type { StoryText } from '../stories/terms.ts';
import { slugsOfTag, type Tag } from '../tags/tag.ts';
import { analyseFields, type AnalysedFields } from '../text/analysed-fields.ts';
import type { IngestDeps } from './deps.ts';
import { tagArticles } from './tag-articles.ts';

/** An article with its words, as search, related articles and reprints all need them: analysed once for the three. */
export interface AnalysedArticle {
  article: PendingArticle;
  body: string;
  tags: readonly Tag[];
  sourceSlug: string | undefined;
  words: AnalysedFields;
}

export const analyseArticles = async (
  articles: readonly PendingArticle[],
  stores: Pick<IngestDeps['stores'], 'tags' | 'tagLearning' | 'sources'>,
): Promise<AnalysedArticle[]> => {
  const { tags, slugs } = await namesOf(articles, stores);
  const analysed = articles.map(article => {
    const body = articleText(article.sections);
    const own = article.tagIds.flatMap(id => tags.get(id) ?? []);
    const { headline, dek, language } = article;
    const words = analyseFields({ headline, dek, body, tags: own.map(({ name }) => name) }, language);
    return { article, body, tags: own, sourceSlug: slugs.get(article.sourceId), words };
  });
  return withFoundTags(analysed, tags, stores);
};

/** What the texts say of tags is learned here, since their words are known: see tag-articles.ts. */
const withFoundTags = async (
  analysed: readonly AnalysedArticle[],
  tags: ReadonlyMap<string, Tag>,
  stores: Pick<IngestDeps['stores'], 'tags' | 'tagLearning'>,
): Promise<AnalysedArticle[]> => {
  const newest = Math.max(0, ...analysed.map(({ article }) => article.firstSeenAt.getTime()));
  const found = await tagArticles(analysed, tags, { stores, now: new Date(newest) });
  const added = await stores.tags.byIds(distinct([...found.values()].flat()));
  const byId = new Map(added.map(tag => [tag.id, tag] as const));
  return analysed.map(one => {
    const more = found.get(one.article.id);
    if (more === undefined) return one;
    const article = { ...one.article, tagIds: distinct([...one.article.tagIds, ...more]) };
    return { ...one, article, tags: [...one.tags, ...more.flatMap(id => byId.get(id) ?? [])] };
  });
};

/** What the filters `source:` and `tag:` of a query go by. */
const namesOf = async (
  articles: readonly PendingArticle[],
  { tags, sources }: Pick<IngestDeps['stores'], 'tags' | 'sources'>,
) => {
  const foundTags = await tags.byIds(distinct(articles.flatMap(article => article.tagIds)));
  const foundSources = await sources.byIds(distinct(articles.map(article => article.sourceId)));
  return {
    tags: new Map(foundTags.map(tag => [tag.id, tag] as const)),
    slugs: new Map(foundSources.map(source => [source.id, source.slug] as const)),
  };
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

export const toIndexable = ({
  article,
  body,
  tags,
  sourceSlug,
  words,
}: AnalysedArticle): IndexableArticle => ({
  id: article.id,
  revision: article.revision,
  language: article.language,
  sourceId: article.sourceId,
  ...(sourceSlug === undefined ? {} : { sourceSlug }),
  tagIds: article.tagIds,
  tagSlugs: tags.flatMap(slugsOfTag),
  sortAt: article.sortAt,
  headline: article.headline,
  dek: article.dek,
  body,
  tags: tags.map(tag => tag.name),
  authors: article.authors,
  site: URL.parse(article.canonicalUrl)?.host ?? null,
  analysed: words,
});

export const toStoryText = ({ article, body, tags, words }: AnalysedArticle): StoryText => ({
  headline: article.headline,
  dek: article.dek,
  body,
  tags: tags.map(({ name }) => name),
  language: article.language,
  analysed: words,
});
