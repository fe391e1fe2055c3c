import { teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import type { PrintedArticle } from '../article.ts';
import type { SamplePublisher } from '../publishers.ts';

export interface HomeView {
  publisher: SamplePublisher;
  feedUrl: string;
  articles: readonly PrintedArticle[];
}

const entry = (article: PrintedArticle): string =>
  `<li><h2><a href="${escapeMarkup(article.url)}">${escapeMarkup(article.headline)}</a></h2><p>${escapeMarkup(teaserOf(article))}</p></li>`;

const mediaTypes = {
  RSS: 'application/rss+xml',
  ATOM: 'application/atom+xml',
  RDF: 'application/rdf+xml',
  JSON_FEED: 'application/feed+json',
  BROKEN: 'application/rss+xml',
} as const;

/** A publisher's home page; its head names the feed (https://www.rssboard.org/rss-autodiscovery). */
export const homePage = ({ publisher, feedUrl, articles }: HomeView): string => `<!DOCTYPE html>
<html lang="${publisher.language ?? 'en'}">
<head><meta charset="utf-8"><title>${escapeMarkup(publisher.title)}</title>
<meta name="description" content="${escapeMarkup(publisher.tagline)}">
<link rel="alternate" type="${mediaTypes[publisher.format]}" title="${escapeMarkup(publisher.title)}" href="${escapeMarkup(feedUrl)}"></head>
<body><h1>${escapeMarkup(publisher.title)}</h1><p>${escapeMarkup(publisher.tagline)}</p>
<ul>${articles.map(entry).join('\n')}</ul></body></html>
`;

export interface StandView {
  publishers: readonly { publisher: SamplePublisher; homepage: string; feedUrl: string }[];
}

/** The front of the server: all publishers with their feeds. */
export const standPage = ({ publishers }: StandView): string => {
  const rows = publishers.map(
    ({ publisher, homepage, feedUrl }) =>
      `<li><a href="${escapeMarkup(homepage)}">${escapeMarkup(publisher.title)}</a> (<a href="${escapeMarkup(feedUrl)}">${publisher.format}</a>)</li>`,
  );
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sample newsroom</title></head>
<body><h1>Sample newsroom</h1><p>Fictional newsrooms for trying things out; the articles are invented.</p>
<ul>${rows.join('\n')}</ul></body></html>
`;
};
