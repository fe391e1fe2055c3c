import { apiMappingSchema, type ApiMapping, type ApiMappingInput } from './api-mapping.ts';

/** APIs in the manner of newsapi.org v2: `everything` and `top-headlines`, or any service that answers like them. */
const newsApi: ApiMappingInput = {
  items: 'articles',
  fields: {
    url: ['url'],
    title: ['title'],
    // `content` is left out: it is cut after 200 characters, and the article's page has the whole text.
    summary: ['description'],
    authors: ['author'],
    publishedAt: ['publishedAt'],
    images: ['urlToImage'],
  },
  keys: [{ place: 'HEADER', name: 'X-Api-Key', variable: 'KHABAR_SECRET_NEWSAPI' }],
  paging: { kind: 'PAGE', parameter: 'page', maxPages: 2 },
  check: { path: 'status', equals: ['ok'], message: 'message' },
  skip: [{ path: 'title', equals: ['[Removed]'] }],
};

/** APIs in the manner of the Guardian's Open Platform: its `search` end point and its sections. */
const guardian: ApiMappingInput = {
  items: 'response.results',
  fields: {
    url: ['webUrl'],
    guid: ['id'],
    title: ['fields.headline', 'webTitle'],
    summary: ['fields.trailText'],
    content: ['fields.body'],
    authors: ['tags[type=contributor].webTitle', 'fields.byline'],
    categories: ['tags[type=keyword].webTitle', 'sectionName'],
    publishedAt: ['webPublicationDate'],
    updatedAt: ['fields.lastModified'],
    images: ['fields.thumbnail'],
    language: ['fields.lang', '=en'],
  },
  query: [
    { name: 'show-fields', value: 'headline,trailText,byline,thumbnail,body,lastModified,lang' },
    { name: 'show-tags', value: 'contributor,keyword' },
    { name: 'order-by', value: 'newest' },
    { name: 'page-size', value: '50' },
  ],
  keys: [{ place: 'HEADER', name: 'api-key', variable: 'KHABAR_SECRET_GUARDIAN' }],
  paging: { kind: 'PAGE', parameter: 'page', last: 'response.pages', maxPages: 2 },
  check: { path: 'response.status', equals: ['ok'], message: 'response.message' },
};

/** Mappings that come with the product, by name. */
export const mappingPresets: ReadonlyMap<string, ApiMapping> = new Map(
  Object.entries({ newsapi: newsApi, guardian }).map(([name, mapping]) => [
    name,
    apiMappingSchema.parse(mapping),
  ]),
);
