import { imageHeight, imageWidth, teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { bodyHtml, toCdata } from '../markup.ts';
import { toRfc822 } from '../dates.ts';
import { linkOf } from './issue.ts';
import type { PrintedArticle } from '../article.ts';
import type { FeedIssue } from './issue.ts';

const namespaces = [
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
].join(' ');

const picture = (article: PrintedArticle): string[] =>
  article.imageUrl === null || article.image === null
    ? []
    : [
        `<media:content url="${escapeMarkup(article.imageUrl)}" medium="image" type="image/svg+xml" width="${imageWidth}" height="${imageHeight}">`,
        `<media:description>${escapeMarkup(article.image.caption)}</media:description>`,
        `<media:credit>${escapeMarkup(article.image.credit)}</media:credit>`,
        '</media:content>',
      ];

/** The full-text habit: plain description, body in content:encoded, the address as guid. */
const fullText = (article: PrintedArticle): string[] => [
  `<guid isPermaLink="true">${escapeMarkup(article.url)}</guid>`,
  `<description>${escapeMarkup(teaserOf(article))}</description>`,
  `<content:encoded>${toCdata(bodyHtml(article))}</content:encoded>`,
];

/** The teaser habit: a thumbnail inside the description and an opaque guid. */
const teaser = (article: PrintedArticle, slug: string): string[] => {
  const thumbnail =
    article.imageUrl === null ? '' : `<img src="${escapeMarkup(article.imageUrl)}" alt="" /> `;
  return [
    `<guid isPermaLink="false">${slug}-${escapeMarkup(article.key)}</guid>`,
    `<description>${toCdata(`${thumbnail}<p>${escapeMarkup(teaserOf(article))}</p>`)}</description>`,
  ];
};

const item = (issue: FeedIssue, article: PrintedArticle): string => {
  const { slug, utcOffset, fullText: isFull } = issue.publisher;
  return [
    '<item>',
    `<title>${isFull ? escapeMarkup(article.headline) : toCdata(article.headline)}</title>`,
    `<link>${escapeMarkup(linkOf(issue, article))}</link>`,
    ...(isFull ? fullText(article) : teaser(article, slug)),
    `<pubDate>${toRfc822(article.publishedAt, utcOffset)}</pubDate>`,
    ...article.authors.map(author => `<dc:creator>${escapeMarkup(author)}</dc:creator>`),
    ...(issue.publisher.language === null ? [`<dc:language>${article.language}</dc:language>`] : []),
    ...article.categories.map(category => `<category>${escapeMarkup(category)}</category>`),
    ...picture(article),
    '</item>',
  ].join('\n');
};

const language = (issue: FeedIssue): string[] => {
  const { language: code, country } = issue.publisher;
  return code === null ? [] : [`<language>${code}-${country}</language>`];
};

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with the Media RSS, Dublin Core and content modules. */
export const toRss = (issue: FeedIssue): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0" ${namespaces}>`,
    '<channel>',
    `<title>${escapeMarkup(issue.publisher.title)}</title>`,
    `<link>${escapeMarkup(issue.homepage)}</link>`,
    `<description>${escapeMarkup(issue.publisher.tagline)}</description>`,
    ...language(issue),
    `<atom:link href="${escapeMarkup(issue.feedUrl)}" rel="self" type="application/rss+xml" />`,
    `<lastBuildDate>${toRfc822(issue.updatedAt, issue.publisher.utcOffset)}</lastBuildDate>`,
    '<ttl>10</ttl>',
    ...issue.articles.map(article => item(issue, article)),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
