import { assertNever } from '../../core/result.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { toAtom } from './atom.ts';
import { toJsonFeed } from './json-feed.ts';
import { toRdf } from './rdf.ts';
import { toRss } from './rss.ts';
import type { FeedIssue } from './issue.ts';

export interface PrintedFeed {
  contentType: string;
  body: string;
}

/** What many sites answer when they are down: an unclosed HTML page with status 200 under the feed's media type. */
const toBrokenFeed = (issue: FeedIssue): string => `<!DOCTYPE html>
<html lang="hi"><head><title>${escapeMarkup(issue.publisher.title)}</title><meta charset="utf-8">
<body><div class="notice"><h1>साइट पर काम चल रहा है</h1>
<p>कृपया थोड़ी देर बाद आएँ &nbsp;<br>
<ul><li>संपर्क<li>सहायता</ul></body>
`;

/** The feed in its publisher's format, with the media type that goes with it. */
export const printFeed = (issue: FeedIssue): PrintedFeed => {
  const { format } = issue.publisher;
  switch (format) {
    case 'RSS':
      return { contentType: 'application/rss+xml; charset=utf-8', body: toRss(issue) };
    case 'ATOM':
      return { contentType: 'application/atom+xml; charset=utf-8', body: toAtom(issue) };
    case 'RDF':
      return { contentType: 'application/rdf+xml; charset=utf-8', body: toRdf(issue) };
    case 'JSON_FEED':
      return { contentType: 'application/feed+json; charset=utf-8', body: toJsonFeed(issue) };
    case 'BROKEN':
      return { contentType: 'application/rss+xml; charset=utf-8', body: toBrokenFeed(issue) };
    default:
      return assertNever(format);
  }
};
