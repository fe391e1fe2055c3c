import mongoose, { type Connection } from 'mongoose';
import { createArticleStore, type ArticleStore } from './article-store.ts';
import { createArticleWriter, type ArticleWriter } from './article-writer.ts';
import { ensureIndexes } from './indexes.ts';
import { createLeaseStore, type LeaseStore } from './lease-store.ts';
import { createPageBlockStore, type PageBlockStore } from './page-block-store.ts';
import { removeArticle, type Removal } from './remove-article.ts';
import { createReprintStore, type ReprintStore } from './reprint-store.ts';
import { createRevisionStore, type RevisionStore } from './revision-store.ts';
import { createTombstoneStore, type TombstoneStore } from './tombstone-store.ts';
import { createRelatedStore, type RelatedStore } from './related-store.ts';
import { createRuleExclusions, type RuleExclusions } from './rule-exclusions.ts';
import { createRuleScan, type RuleScan } from './rule-scan.ts';
import { createRuleStore, type RuleStore } from './rule-store.ts';
import { createSearchStore, type SearchStore } from './search-store.ts';
import { createSitemapStore, type SitemapStore } from './sitemap-store.ts';
import { createSourceClaims, type SourceClaims } from './source-claims.ts';
import { createSourceStore, type SourceStore } from './source-store.ts';
import { createTagCounts, type TagCounts } from './tag-counts.ts';
import { createTagEditor, type TagEditor } from './tag-editor.ts';
import { createTagLearning, type TagLearning } from './tag-learning.ts';
import { createTagStore, type TagStore } from './tag-store.ts';
import { createWebSubDeliveries, type WebSubDeliveries } from './websub-deliveries.ts';
import { createWebSubStore, type WebSubStore } from './websub-store.ts';

/** Everything that is stored, and the connection's own life. */
export interface Stores {
  connection: Connection;
  /** Where the database is, for a thread with a connection of its own. */
  uri: string;
  articles: ArticleStore;
  articleWriter: ArticleWriter;
  sources: SourceStore;
  claims: SourceClaims;
  leases: LeaseStore;
  sitemaps: SitemapStore;
  pageBlocks: PageBlockStore;
  tags: TagStore;
  tagEditor: TagEditor;
  tagLearning: TagLearning;
  tagCounts: TagCounts;
  search: SearchStore;
  related: RelatedStore;
  reprints: ReprintStore;
  revisions: RevisionStore;
  tombstones: TombstoneStore;
  rules: RuleStore;
  ruleExclusions: RuleExclusions;
  ruleScan: RuleScan;
  websub: WebSubStore;
  websubDeliveries: WebSubDeliveries;
  /** Removes a source with its articles, whatever of it is there; false when nothing was. */
  removeSource(id: string): Promise<boolean>;
  /** Removes an article for good: no poll brings it back. False when there is none, nor ever was one removed. */
  removeArticle(removal: Removal): Promise<boolean>;
  /** Milliseconds of a round trip; throws when the database does not answer. */
  ping(): Promise<number>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  uri: string;
  /** Memory for decoded parts of the search index, in bytes. */
  searchCacheBytes: number;
  /** Called with the name of each command that goes to the database. */
  onCommand?: (name: string) => void;
}

/** The database within the server, where the connection string names none. */
const defaultDatabase = 'khabar';

/** Whether there is a name behind the hosts: mongodb://hosts/NAME?options. */
const namesDatabase = (uri: string): boolean => /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/u.test(uri);

/**
 * Connects and makes sure that every index exists. Writes are acknowledged by a majority and journalled before they
 * count; a server that is gone is reported within seconds instead of holding a request.
 */
export const connectStores = async ({
  uri,
  searchCacheBytes,
  onCommand,
}: ConnectOptions): Promise<Stores> => {
  const connection = await mongoose
    .createConnection(uri, {
      ...(namesDatabase(uri) ? {} : { dbName: defaultDatabase }),
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      serverSelectionTimeoutMS: 5_000,
      connectTimeoutMS: 5_000,
      maxPoolSize: 50,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 20_000 },
      readPreference: 'primaryPreferred',
      monitorCommands: onCommand !== undefined,
    })
    .asPromise();
  if (onCommand !== undefined)
    connection.getClient().on('commandStarted', event => onCommand(event.commandName));
  await ensureIndexes(connection);
  const stores = {
    connection,
    uri,
    articles: createArticleStore(connection),
    articleWriter: createArticleWriter(connection),
    sources: createSourceStore(connection),
    claims: createSourceClaims(connection),
    leases: createLeaseStore(connection),
    sitemaps: createSitemapStore(connection),
    pageBlocks: createPageBlockStore(connection),
    tags: createTagStore(connection),
    tagEditor: createTagEditor(connection),
    tagLearning: createTagLearning(connection),
    tagCounts: createTagCounts(connection),
    search: createSearchStore(connection, { cacheBytes: searchCacheBytes }),
    related: createRelatedStore(connection),
    reprints: createReprintStore(connection),
    revisions: createRevisionStore(connection),
    tombstones: createTombstoneStore(connection),
    rules: createRuleStore(connection),
    ruleExclusions: createRuleExclusions(connection),
    websub: createWebSubStore(connection),
    websubDeliveries: createWebSubDeliveries(connection),
  };
  return {
    ...stores,
    ruleScan: createRuleScan(connection, stores),
    removeSource: id => removeSource(stores, id),
    removeArticle: removal => removeArticle(stores, removal),
    ping: async () => {
      const started = performance.now();
      await connection.db?.admin().command({ ping: 1 }, { timeoutMS: 2_000 });
      return performance.now() - started;
    },
    close: async () => {
      await stores.search.close();
      await connection.close();
    },
  };
};

/** The source goes first, so that no worker writes for it any more; doing it again sweeps what a crash left. */
const removeSource = async (
  {
    sources,
    articleWriter,
    search,
    tags,
    reprints,
    revisions,
    websub,
    sitemaps,
    pageBlocks,
    rules,
    ruleExclusions,
  }: Pick<
    Stores,
    | 'sources'
    | 'articleWriter'
    | 'search'
    | 'tags'
    | 'websub'
    | 'sitemaps'
    | 'pageBlocks'
    | 'rules'
    | 'ruleExclusions'
    | 'reprints'
    | 'revisions'
  >,
  id: string,
): Promise<boolean> => {
  const removed = await sources.remove([id]);
  await websub.leaveSources([id]);
  await sitemaps.forget([id]);
  await pageBlocks.forget([id]);
  await rules.removeOfSource(id);
  await ruleExclusions.removeOfSource(id);
  const { articleIds, tagIds } = await articleWriter.removeOfSource(id);
  await search.remove(articleIds);
  await reprints.promote(articleIds);
  await revisions.forget(articleIds);
  await tags.recount(tagIds);
  return removed + articleIds.length > 0;
};
