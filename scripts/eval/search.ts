/* Indexes a collection through the product's own store and runs its queries: one TREC line a hit. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { openDatabase } from '../../src/database/open.ts';
import type { IndexableArticle } from '../../src/search/request.ts';
import { createSearchStore } from '../../src/storage/search-store.ts';
import type { SearchStore } from '../../src/storage/search-store.ts';
import { readLines } from './search-lines.ts';

const documentLine = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  lang: z.string(),
  source: z.string(),
  publishedAt: z.string().nullish(),
});

const queryLine = z.object({ id: z.string(), text: z.string(), lang: z.string().nullish() });

/** Documents without a date count as old, so that age says nothing about them. */
const undated = new Date('2000-01-01T00:00:00Z');
const batchSize = 500;
const hitsPerQuery = 20;

const toArticle = (line: z.infer<typeof documentLine>): IndexableArticle => {
  const date = new Date(line.publishedAt ?? undated);
  return {
    id: line.id,
    revision: 1,
    language: line.lang,
    sourceId: line.source,
    tagIds: [],
    sortAt: Number.isNaN(date.getTime()) ? undated : date,
    headline: line.title,
    dek: null,
    body: line.body,
    tags: [],
  };
};

/** Characters of the query language that these queries do not mean as such; quotes stay. */
const literal = (text: string): string => {
  const plain = text.replace(/[()|:]/g, ' ').replace(/(^|\s)-+/g, '$1');
  return (plain.match(/["“”]/g)?.length ?? 0) % 2 === 0 ? plain : plain.replace(/["“”]/g, ' ');
};

const runQueries = async (store: SearchStore, file: string): Promise<string[]> => {
  const lines: string[] = [];
  for (const query of await readLines(file, queryLine)) {
    const { hits, fault } = await store.search({
      text: literal(query.text),
      language: typeof query.lang === 'string' ? [query.lang] : [],
      order: 'RELEVANCE',
      first: hitsPerQuery,
      now: new Date(),
    });
    if (fault !== undefined) process.stderr.write(`${query.id}: ${fault.reason}\n`);
    for (const [i, hit] of hits.entries())
      lines.push(`${query.id} Q0 ${hit.articleId} ${i + 1} ${hit.score} khabar`);
  }
  return lines;
};

const evaluate = async (connection: Connection, data: string): Promise<string[]> => {
  const store = createSearchStore(connection);
  try {
    const articles = (await readLines(join(data, 'documents.jsonl'), documentLine)).map(toArticle);
    for (let from = 0; from < articles.length; from += batchSize)
      await store.index(articles.slice(from, from + batchSize));
    await store.maintain();
    return await runQueries(store, join(data, 'queries.jsonl'));
  } finally {
    await store.close();
  }
};

/** Runs on a database of its own name, which it drops. */
export const run = async ({ data, out }: { data: string; out: string }): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'khabar-eval-'));
  const database = await openDatabase({
    mongodbUri: process.env.MONGODB_URI ?? null,
    dataDir: directory,
    cacheDir: join(import.meta.dirname, '..', '..', '.khabar', 'mongod'),
    progress: () => undefined,
  });
  if (!database.ok) throw new Error(database.fault.message);
  const connection = await mongoose
    .createConnection(database.value.uri, { dbName: `khabar-eval-search-${process.pid}` })
    .asPromise();
  try {
    await writeFile(out, (await evaluate(connection, data)).join('\n') + '\n');
  } finally {
    await connection.dropDatabase();
    await connection.close();
    await database.value.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
