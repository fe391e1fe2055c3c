import { machineDate } from './dates.ts';
import type { FullArticle } from './operations.ts';

/** An article as schema.org NewsArticle (https://schema.org/NewsArticle); absent things are left out. */
export const newsArticle = (article: FullArticle): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: article.headline,
  ...(article.dek !== null && { description: article.dek }),
  ...(article.language !== 'und' && { inLanguage: article.language }),
  ...(article.publication !== null && {
    datePublished: machineDate(article.publication),
  }),
  ...(article.images.length > 0 && { image: article.images.map(each => each.url) }),
  ...(article.authors.length > 0 && {
    author: article.authors.map(({ name }) => ({ '@type': 'Person', name })),
  }),
  ...(article.tags.length > 0 && { keywords: article.tags.map(tag => tag.name) }),
  ...(article.source !== null && {
    publisher: { '@type': 'NewsMediaOrganization', name: article.source.title },
  }),
  mainEntityOfPage: article.url,
});
