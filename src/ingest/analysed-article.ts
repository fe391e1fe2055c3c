import { articleText } from '../articles/body.ts';
import type { IndexableArticle } from '../search/request.ts';
import type { PendingArticle } from '../storage/article-rows.ts';
import type { StoryText } from '../stories/terms.ts';
import type { Tag } from '../tags/tag.ts';
import { analyseFields, type AnalysedFields } from '../text/analysed-fields.ts';
import type { IngestDeps } from './deps.ts';

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
  stores: Pick<IngestDeps['stores'], 'tags' | 'sources'>,
): Promise<AnalysedArticle[]> => {
  const { tags, slugs } = await namesOf(articles, stores);
  return articles.map(article => {
    const body = articleText(article.sections);
    const own = article.tagIds.flatMap(id => tags.get(id) ?? []);
    const { headline, dek, language } = article;
    const words = analyseFields({ headline, dek, body, tags: own.map(({ name }) => name) }, language);
    return { article, body, tags: own, sourceSlug: slugs.get(article.sourceId), words };
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
  tagSlugs: tags.map(tag => tag.slug),
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
