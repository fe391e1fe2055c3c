import { teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { toCdata } from '../markup.ts';
import { toRfc3339 } from '../dates.ts';
import { linkOf } from './issue.ts';
import type { PrintedArticle } from '../article.ts';
import type { FeedIssue } from './issue.ts';

const namespaces = [
  'xmlns="http://purl.org/rss/1.0/"',
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
].join(' ');

const item = (issue: FeedIssue, article: PrintedArticle): string =>
  [
    `<item rdf:about="${escapeMarkup(article.url)}">`,
    `<title>${escapeMarkup(article.headline)}</title>`,
    `<link>${escapeMarkup(linkOf(issue, article))}</link>`,
    `<description>${toCdata(teaserOf(article))}</description>`,
    `<dc:date>${toRfc3339(article.publishedAt, issue.publisher.utcOffset)}</dc:date>`,
    ...article.authors.map(author => `<dc:creator>${escapeMarkup(author)}</dc:creator>`),
    ...article.categories.map(category => `<dc:subject>${escapeMarkup(category)}</dc:subject>`),
    '</item>',
  ].join('\n');

/** RSS 1.0 (https://web.resource.org/rss/1.0/spec): items stand beside the channel, which lists their addresses. */
export const toRdf = (issue: FeedIssue): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rdf:RDF ${namespaces}>`,
    `<channel rdf:about="${escapeMarkup(issue.feedUrl)}">`,
    `<title>${escapeMarkup(issue.publisher.title)}</title>`,
    `<link>${escapeMarkup(issue.homepage)}</link>`,
    `<description>${escapeMarkup(issue.publisher.tagline)}</description>`,
    `<dc:language>${issue.publisher.language ?? 'und'}</dc:language>`,
    `<dc:date>${toRfc3339(issue.updatedAt, issue.publisher.utcOffset)}</dc:date>`,
    '<sy:updatePeriod>hourly</sy:updatePeriod>',
    '<sy:updateFrequency>6</sy:updateFrequency>',
    '<items><rdf:Seq>',
    ...issue.articles.map(article => `<rdf:li rdf:resource="${escapeMarkup(article.url)}" />`),
    '</rdf:Seq></items>',
    '</channel>',
    ...issue.articles.map(article => item(issue, article)),
    '</rdf:RDF>',
    '',
  ].join('\n');
