import { imageHeight, imageWidth, teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { toScriptJson } from '../markup.ts';
import { toRfc3339 } from '../dates.ts';
import type { PageView } from './view.ts';

const meta = (attribute: 'name' | 'property', key: string, content: string): string =>
  `<meta ${attribute}="${key}" content="${escapeMarkup(content)}">`;

const openGraph = ({ article, publisher }: PageView): string[] => [
  meta('property', 'og:type', 'article'),
  meta('property', 'og:title', article.headline),
  meta('property', 'og:description', teaserOf(article)),
  meta('property', 'og:url', article.url),
  meta('property', 'og:site_name', publisher.title),
  ...(article.imageUrl === null ? [] : [meta('property', 'og:image', article.imageUrl)]),
  meta('property', 'article:published_time', toRfc3339(article.publishedAt, publisher.utcOffset)),
  meta('property', 'article:modified_time', toRfc3339(article.modifiedAt, publisher.utcOffset)),
];

const jsonLdImage = ({ imageUrl, image }: PageView['article']): Record<string, unknown> =>
  imageUrl === null || image === null
    ? {}
    : {
        image: {
          '@type': 'ImageObject',
          url: imageUrl,
          width: imageWidth,
          height: imageHeight,
          caption: image.caption,
          creditText: image.credit,
        },
      };

/** schema.org NewsArticle (https://schema.org/NewsArticle), in a graph with its breadcrumb as many sites write it. */
const jsonLd = ({ article, publisher, homepage }: PageView): string => {
  const newsArticle = {
    '@type': 'NewsArticle',
    mainEntityOfPage: article.url,
    headline: article.headline,
    description: teaserOf(article),
    inLanguage: article.language,
    datePublished: toRfc3339(article.publishedAt, publisher.utcOffset),
    dateModified: toRfc3339(article.modifiedAt, publisher.utcOffset),
    author: article.authors.map(name => ({ '@type': 'Person', name })),
    publisher: { '@type': 'NewsMediaOrganization', name: publisher.title, url: homepage },
    keywords: article.categories,
    isAccessibleForFree: true,
    ...jsonLdImage(article),
  };
  const breadcrumb = {
    '@type': 'BreadcrumbList',
    itemListElement: [{ '@type': 'ListItem', position: 1, name: publisher.title, item: homepage }],
  };
  return `<script type="application/ld+json">${toScriptJson({ '@context': 'https://schema.org', '@graph': [breadcrumb, newsArticle] })}</script>`;
};

const plainMeta = ({ article }: PageView): string[] => [
  meta('name', 'keywords', article.categories.join(', ')),
  ...(article.authors.length === 0 ? [] : [meta('name', 'author', article.authors.join(', '))]),
];

/** The head of an article page; only the structured style carries JSON-LD. */
export const pageHead = (view: PageView): string => {
  const { article, publisher } = view;
  return [
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escapeMarkup(article.headline)} | ${escapeMarkup(publisher.title)}</title>`,
    meta('name', 'viewport', 'width=device-width, initial-scale=1'),
    meta('name', 'description', teaserOf(article)),
    `<link rel="canonical" href="${escapeMarkup(article.url)}">`,
    `<link rel="alternate" type="application/rss+xml" title="${escapeMarkup(publisher.title)}" href="${escapeMarkup(view.feedUrl)}">`,
    ...openGraph(view),
    ...(publisher.pageStyle === 'STRUCTURED' ? [jsonLd(view)] : plainMeta(view)),
    '</head>',
  ].join('\n');
};
