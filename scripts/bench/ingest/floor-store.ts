/* A floor: documents that are ready, upserted in bulk by the driver under the product's own indexes. */
import mongoose, { type mongo } from 'mongoose';
import { request } from 'undici';
import { z } from 'zod';
import { stableId } from '../../../src/core/identity.ts';
import { parseFeed } from '../../../src/ingest/parse/index.ts';
import { ensureIndexes } from '../../../src/storage/indexes.ts';
import { sourceId } from '../../../src/storage/source-rows.ts';
import { tagId } from '../../../src/tags/tag.ts';
import { answerQuestions } from '../child.ts';

const prepareInput = z.object({ uri: z.string(), urls: z.array(z.string()), concurrency: z.number() });

interface Row {
  _id: string;
  fields: Record<string, unknown>;
}

interface Prepared {
  articles: mongo.Collection<{ _id: string }>;
  connection: mongoose.Connection;
  feeds: Row[][];
  concurrency: number;
}

let prepared: Prepared | null = null;

const rowsOf = async (url: string): Promise<Row[]> => {
  const response = await request(url);
  const parsed = parseFeed(new Uint8Array(await response.body.arrayBuffer()), { contentType: null, url });
  if (!parsed.ok) throw new Error(`${url}: ${parsed.fault.detail}`);
  return parsed.value.items.map(item => ({
    _id: stableId('article', item.url ?? item.guid ?? ''),
    fields: {
      canonicalUrl: item.url,
      slug: stableId('slug', item.url ?? ''),
      guid: item.guid,
      sourceId: sourceId(url),
      headline: item.title,
      sections: [{ heading: null, html: item.contentHtml ?? '', text: '' }],
      authors: item.authors,
      language: 'en',
      publishedAt: item.publishedAt,
      sortAt: item.publishedAt?.value ?? new Date(),
      firstSeenAt: new Date(),
      tagIds: item.categories.map(tagId),
      revision: 1,
      pending: false,
    },
  }));
};

const prepare = async (input: unknown): Promise<void> => {
  const { uri, urls, concurrency } = prepareInput.parse(input);
  const connection = await mongoose
    .createConnection(uri, { writeConcern: { w: 'majority', journal: true } })
    .asPromise();
  await ensureIndexes(connection);
  const articles = connection.getClient().db(connection.name).collection<{ _id: string }>('articles');
  const feeds: Row[][] = [];
  for (const url of urls) feeds.push(await rowsOf(url));
  prepared = { articles, connection, feeds, concurrency };
};

/** Writes everything, one bulk a feed; a second time it finds everything there. */
const write = async () => {
  if (prepared === null) throw new Error('nothing was prepared');
  const { articles, feeds, concurrency } = prepared;
  const queue = feeds.values();
  let inserted = 0;
  const started = performance.now();
  const work = async () => {
    for (const rows of queue) {
      const operations = rows.map(({ _id, fields }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
      }));
      const { upsertedCount } = await articles.bulkWrite(operations, { ordered: false });
      inserted += upsertedCount;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { ms: performance.now() - started, inserted };
};

const close = async (): Promise<void> => {
  await prepared?.connection.close();
  prepared = null;
};

answerQuestions({ prepare, write, close });
