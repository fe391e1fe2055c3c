import { maxTagsPerArticle } from '../../tags/tag.ts';

/**
 * What things cost, as data. A point is about what one row costs that is read, sent and written out as an object;
 * a plain value on it is a tenth. Everything under a list counts once for each entry that the list may have.
 */
export const pointsOfObject = 1;
export const pointsOfValue = 0.1;

/** Points on top of that, by type and field: database work of their own, or computing. */
export const extraPoints: Readonly<Record<string, number>> = {
  // A query of its own for each parent: the loaders cannot batch windows.
  'Source.articles': 8,
  'Tag.articles': 8,
  // An aggregation over the articles of days.
  'Tag.related': 20,
  'Query.trendingTags': 100,
  'Query.search': 20,
  // A body is some kilobytes; the loader reads those of a page at once.
  'Article.sections': 1,
  'Article.html': 1,
  'Article.text': 1,
  'Article.excerpt': 1,
  'Article.reprints': 1,
  'Article.revisions': 1,
  // Two bodies and a word-by-word comparison.
  'Revision.changes': 10,
  'ArticleConnection.totalCount': 10,
  'SearchConnection.totalCount': 0,
  // A scan of up to 20,000 articles, and requests to a site.
  'Query.previewRule': 200,
  'Mutation.discoverFeeds': 100,
  'Mutation.addSource': 100,
};

/** Each mutation writes. */
export const pointsOfMutation = 10;

/** Types that only hold others together. */
export const freeTypes: RegExp = /(?:Connection|Edge|^PageInfo)$/u;

/** Arguments that say how long a list is, by a number or by having as many values. */
export const sizeArguments = ['first', 'last', 'ids'] as const;

/** How long a list is whose argument is left out: the page size of the API. */
export const sizeUnsaid = 20;

/** Fields of a connection that are as long as its page. */
export const pageFields: ReadonlySet<string> = new Set(['edges', 'nodes']);

/** How long lists are that nobody chooses the length of: what articles commonly have, not the most. */
export const assumedSizes: Readonly<Record<string, number>> = {
  'Article.authors': 2,
  'Article.images': 3,
  'Article.sections': 6,
  'Article.shareLinks': 6,
  'Article.tags': maxTagsPerArticle / 3,
  'ArticleChange.diff': 20,
  'Query.rules': 100,
  'Revision.changes': 3,
  'Tag.names': 2,
};

/** For other lists, the length that the cost specification of IBM takes where nothing is declared. */
export const assumedSize = 10;
