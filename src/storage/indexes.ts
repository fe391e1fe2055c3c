import type { Connection } from 'mongoose';

interface IndexPlan {
  collection: string;
  keys: Record<string, 1 | -1>;
  options?: {
    unique?: true;
    name?: string;
    partialFilterExpression?: Record<string, unknown>;
    expireAfterSeconds?: number;
  };
  /** The question that it answers. */
  serves: string;
}

/** Every index of the database outside the search index, with the query that needs it. */
export const indexPlans: readonly IndexPlan[] = [
  { collection: 'articles', keys: { sortAt: -1, _id: -1 }, serves: 'latest, articles' },
  { collection: 'articles', keys: { language: 1, sortAt: -1, _id: -1 }, serves: 'articles in a language' },
  { collection: 'articles', keys: { sourceId: 1, sortAt: -1, _id: -1 }, serves: "a source's articles" },
  {
    collection: 'articles',
    keys: { tagIds: 1, sortAt: -1, _id: -1 },
    serves: "a tag's articles; counts of tags",
  },
  { collection: 'articles', keys: { slug: 1 }, options: { unique: true }, serves: 'article(slug)' },
  { collection: 'articles', keys: { canonicalUrl: 1 }, serves: 'article(url)' },
  {
    collection: 'articles',
    keys: { sourceId: 1, guid: 1 },
    serves: 'ingest: an entry whose address changed',
  },
  {
    collection: 'articles',
    keys: { firstSeenAt: 1 },
    options: { partialFilterExpression: { pending: true }, name: 'pending' },
    serves: 'ingest: what the search index lacks',
  },
  {
    collection: 'articles',
    keys: { reprintOf: 1, sortAt: 1 },
    options: { partialFilterExpression: { reprintOf: { $type: 'string' } }, name: 'reprints' },
    serves: "an article's reprints",
  },
  {
    collection: 'articles',
    keys: { aliases: 1 },
    options: { partialFilterExpression: { aliases: { $exists: true } }, name: 'aliases' },
    serves: 'ingest, article(url): a page under another address',
  },
  {
    collection: 'revisions',
    keys: { articleId: 1, revision: -1 },
    serves: "an article's edits, the latest first",
  },
  { collection: 'tombstones', keys: { aliases: 1 }, serves: 'ingest: a removed page under another address' },
  { collection: 'tombstones', keys: { sourceId: 1, guid: 1 }, serves: 'ingest: a removed entry of a source' },
  { collection: 'sources', keys: { nextFetchAt: 1 }, serves: 'ingest: the source that is due' },
  { collection: 'sources', keys: { slug: 1 }, options: { unique: true }, serves: 'source(slug)' },
  { collection: 'sources', keys: { title: 1, _id: 1 }, serves: 'sources' },
  { collection: 'tags', keys: { slug: 1 }, serves: 'tag(slug)' },
  {
    collection: 'hubSubscriptions',
    keys: { sourceId: 1 },
    options: { unique: true, partialFilterExpression: { isCurrent: true }, name: 'current' },
    serves: "a source's subscription at its hub, of which there is one",
  },
  { collection: 'hubSubscriptions', keys: { nextActionAt: 1 }, serves: 'ingest: the hub to ask' },
  {
    collection: 'hubDeliveries',
    keys: { expiresAt: 1 },
    options: { expireAfterSeconds: 0 },
    serves: 'the end of what nobody took',
  },
  {
    collection: 'hubDeliveries',
    keys: { takenUntil: 1, receivedAt: 1 },
    serves: 'ingest: the next delivery',
  },
  { collection: 'hubDeliveries', keys: { subscriptionId: 1 }, serves: 'how many deliveries wait' },
  { collection: 'tags', keys: { articleCount: -1, _id: 1 }, serves: 'tags' },
  { collection: 'tags', keys: { kind: 1, articleCount: -1, _id: 1 }, serves: 'tags of one kind' },
  { collection: 'tags', keys: { slugs: 1 }, serves: 'tag(slug) by any of its names' },
  { collection: 'tags', keys: { mergedInto: 1 }, serves: 'tags that were merged into one' },
  { collection: 'tags', keys: { soundKey: 1 }, serves: 'tags that may be one name in two scripts' },
  { collection: 'tags', keys: { changedAt: 1 }, serves: 'what the registry of names lacks' },
  {
    collection: 'tags',
    keys: { todo: 1 },
    options: { partialFilterExpression: { todo: { $exists: true } }, name: 'todo' },
    serves: 'tags that the upkeep has to look at',
  },
  { collection: 'tagGlosses', keys: { settled: 1, lastAt: -1 }, serves: 'glosses to be judged' },
  { collection: 'tagEdits', keys: { tagId: 1, at: -1 }, serves: "a tag's history" },
  {
    collection: 'ruleExclusions',
    keys: { expiresAt: 1 },
    options: { expireAfterSeconds: 0 },
    serves: 'the end of what rules left out long ago',
  },
];

/** Creates what is missing; what exists is left alone. */
export const ensureIndexes = async (connection: Connection): Promise<void> => {
  for (const { collection, keys, options } of indexPlans)
    await connection.collection(collection).createIndexes([{ key: keys, ...options }]);
};
