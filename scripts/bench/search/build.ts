/* A process that fills both engines with the same articles and chooses the queries. */
import mongoose, { type mongo } from 'mongoose';
import { z } from 'zod';
import type { IndexableArticle } from '../../../src/search/request.ts';
import { createSearchStore } from '../../../src/storage/search-store.ts';
import { sourceId } from '../../../src/storage/source-rows.ts';
import { tagId } from '../../../src/tags/tag.ts';
import { answerQuestions } from '../child.ts';
import { createCorpus, type Corpus, type MadeArticle } from '../corpus/articles.ts';
import { sourceHost, toIndexable } from '../corpus/indexable.ts';
import { chooseQueries, wordsOf } from './classes.ts';
import { createTextIndex, textCollection, toTextRow, type TextRow } from './engines.ts';

const buildInput = z.object({
  uri: z.string(),
  articles: z.number(),
  queriesPerClass: z.number(),
  newest: z.string(),
});

/** Larger than what ingest indexes at a time, so that large sizes are reached at all. */
const batchSize = 1_000;
const sizes = { sources: 200, tags: 2_000 } as const;

const hostId = (host: string): string => sourceId(`https://${host}/feed`);

const indexable = (made: MadeArticle, { words }: Corpus): IndexableArticle => {
  const tags = made.tags.map(tag => `${words[made.language][200 + tag] ?? ''} ${tag}`);
  return toIndexable(made, { sourceId: hostId(sourceHost(made.source)), tagIds: tags.map(tagId), tags });
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

const build = async (input: unknown) => {
  const { uri, articles, queriesPerClass, newest } = buildInput.parse(input);
  const corpus = createCorpus({ ...sizes, newest: new Date(newest) });
  const connection = await mongoose.createConnection(uri).asPromise();
  const db = connection.getClient().db(connection.name);
  const texts = db.collection<TextRow>(textCollection);
  const store = createSearchStore(connection);
  const frequencies = new Map<string, number>();
  let ours = 0;
  for (let from = 0; from < articles; from += batchSize) {
    const made = Array.from({ length: Math.min(batchSize, articles - from) }, (_, i) =>
      corpus.article(from + i),
    );
    for (const article of made)
      for (const word of new Set(wordsOf(article))) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    const batch = made.map(article => indexable(article, corpus));
    await texts.insertMany(batch.map(toTextRow), { ordered: false });
    ours += await seconds(() => store.index(batch));
  }
  ours += await seconds(() => store.maintain());
  const text = await seconds(() => createTextIndex(texts));
  const { segmentCount, bytes, articleCount } = await store.stats();
  await store.close();
  if (articleCount !== articles) throw new Error(`${articleCount} of ${articles} articles are in the index`);
  const sizesOnDisk = { ours: await searchBytes(db), text: (await storageOf(db, textCollection)).text };
  await connection.close();
  const settings = { corpus, total: articles, frequencies, count: queriesPerClass, sourceIdOf: hostId };
  return {
    queries: chooseQueries(settings),
    indexSeconds: { ours, text },
    segments: segmentCount,
    liveBytes: bytes,
    diskBytes: sizesOnDisk,
  };
};

const storageStats = z.object({
  storageSize: z.number(),
  totalIndexSize: z.number(),
  indexSizes: z.record(z.string(), z.number()),
});

const storageOf = async (db: mongo.Db, collection: string) => {
  const { storageSize, totalIndexSize, indexSizes } = storageStats.parse(
    await db.command({ collStats: collection }),
  );
  return { all: storageSize + totalIndexSize, text: indexSizes['text'] ?? 0 };
};

/** Everything that the product keeps for search, also what merges have left behind. */
const searchBytes = async (db: mongo.Db): Promise<number> => {
  // Sizes on disk are those of the last checkpoint.
  await db.admin().command({ fsync: 1 });
  const collections = await db.listCollections({ name: /^search/u }, { nameOnly: true }).toArray();
  const all = await Promise.all(collections.map(({ name }) => storageOf(db, name)));
  return all.reduce((sum, each) => sum + each.all, 0);
};

answerQuestions({ build });
