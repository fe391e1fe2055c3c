/* A fresh process that asks both engines: each query once cold, then in rounds. */
import mongoose from 'mongoose';
import { z } from 'zod';
import { createSearchStore } from '../../../src/storage/search-store.ts';
import { answerQuestions } from '../child.ts';
import { percentile } from '../statistics.ts';
import { queryClasses, searchQuery, type SearchQuery } from './classes.ts';
import { ourEngine, textCollection, textEngine, type Engine, type TextRow } from './engines.ts';

const measureInput = z.object({
  uri: z.string(),
  queries: z.array(searchQuery),
  rounds: z.number(),
  cacheBytes: z.number(),
  /** The most time that one engine may take for one class in one round. */
  budgetMs: z.number(),
});

interface Timing {
  engine: string;
  class: string;
  /** -1: each query for the first time in this process. */
  round: number;
  queries: number;
  /** Queries that found nothing. */
  empty: number;
  p50Ms: number;
  p95Ms: number;
}

const timeOne = async (engine: Engine, query: SearchQuery): Promise<{ ms: number; found: number }> => {
  const started = performance.now();
  const ids = await engine.search(query);
  return { ms: performance.now() - started, found: ids.length };
};

const timeClass = async (engine: Engine, queries: readonly SearchQuery[], budgetMs: number) => {
  const started = performance.now();
  const times: number[] = [];
  let empty = 0;
  for (const query of queries) {
    const { ms, found } = await timeOne(engine, query);
    times.push(ms);
    if (found === 0) empty += 1;
    if (performance.now() - started > budgetMs) break;
  }
  return { queries: times.length, empty, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
};

const measure = async (input: unknown) => {
  const { uri, queries, rounds, cacheBytes, budgetMs } = measureInput.parse(input);
  const connection = await mongoose.createConnection(uri).asPromise();
  const store = createSearchStore(connection, { cacheBytes });
  const texts = connection.getClient().db(connection.name).collection<TextRow>(textCollection);
  const engines = [ourEngine(store), textEngine(texts)];
  const timings: Timing[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const kind of queryClasses) {
      const ofKind = queries.filter(query => query.class === kind);
      if (ofKind.length === 0) continue;
      for (const engine of engines)
        timings.push({
          engine: engine.name,
          class: kind,
          round,
          ...(await timeClass(engine, ofKind, budgetMs)),
        });
    }
  }
  await store.close();
  await connection.close();
  return { timings, memoryMegabytes: process.memoryUsage.rss() / 2 ** 20 };
};

answerQuestions({ measure });
