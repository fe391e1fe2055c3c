import { teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { bodyHtml } from '../markup.ts';
import { toRfc3339 } from '../dates.ts';
import { linkOf } from './issue.ts';
import type { PrintedArticle } from '../article.ts';
import type { FeedIssue } from './issue.ts';

const xhtmlContent = (article: PrintedArticle): string =>
  `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${bodyHtml(article)}</div></content>`;

/** Escaped HTML with a lead-in picture, the commoner habit. */
const htmlSummary = (article: PrintedArticle): string =>
  `<summary type="html">${escapeMarkup(`<p>${escapeMarkup(teaserOf(article))}</p>`)}</summary>`;

const body = (article: PrintedArticle, isFull: boolean): string[] =>
  isFull
    ? [`<summary>${escapeMarkup(teaserOf(article))}</summary>`, xhtmlContent(article)]
    : [htmlSummary(article)];

const picture = (article: PrintedArticle): string[] =>
  article.imageUrl === null || article.image === null
    ? []
    : [
        `<media:thumbnail url="${escapeMarkup(article.imageUrl)}" />`,
        `<link rel="enclosure" type="image/svg+xml" href="${escapeMarkup(article.imageUrl)}" title="${escapeMarkup(article.image.caption)}" />`,
      ];

const author = (name: string): string => `<author><name>${escapeMarkup(name)}</name></author>`;

const entry = (issue: FeedIssue, article: PrintedArticle): string => {
  const { slug, utcOffset, fullText } = issue.publisher;
  return [
    `<entry xml:lang="${article.language}">`,
    `<id>tag:${slug}.example,2023:${escapeMarkup(article.key)}</id>`,
    `<title type="html">${escapeMarkup(escapeMarkup(article.headline))}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(linkOf(issue, article))}" />`,
    `<published>${toRfc3339(article.publishedAt, utcOffset)}</published>`,
    `<updated>${toRfc3339(article.modifiedAt, utcOffset)}</updated>`,
    ...article.authors.map(author),
    ...article.categories.map(category => `<category term="${escapeMarkup(category)}" />`),
    ...picture(article),
    ...body(article, fullText),
    '</entry>',
  ].join('\n');
};

/** Atom (RFC 4287). Titles are of type html, so they are escaped twice. */
export const toAtom = (issue: FeedIssue): string => {
  const { slug, title, tagline, language, utcOffset } = issue.publisher;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${language ?? 'und'}">`,
    `<id>tag:${slug}.example,2023:feed</id>`,
    `<title>${escapeMarkup(title)}</title>`,
    `<subtitle>${escapeMarkup(tagline)}</subtitle>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(issue.homepage)}" />`,
    `<link rel="self" type="application/atom+xml" href="${escapeMarkup(issue.feedUrl)}" />`,
    `<updated>${toRfc3339(issue.updatedAt, utcOffset)}</updated>`,
    author(title),
    ...issue.articles.map(article => entry(issue, article)),
    '</feed>',
    '',
  ].join('\n');
};
