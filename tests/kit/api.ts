import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { startGateway, type Gateway } from '../../src/server/http.ts';
import type { Discover } from '../../src/sources/discovery.ts';
import { connectStores, type Stores } from '../../src/storage/mongo.ts';
import { readNamedOperations } from '../../src/web/named-operation.ts';
import { dropDatabase, testDatabaseUri } from './mongo.ts';

export const adminKey = 'admin-key-of-the-tests';
export const testNow = new Date('2026-03-01T12:00:00Z');
export const asAdmin = { authorization: `Bearer ${adminKey}` };

export interface Answer {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  };
}

export interface TestApi {
  gateway: Gateway;
  stores: Stores;
  clock: ReturnType<typeof fixedClock>;
  /** Names of the commands that went to the database, in order. */
  commands: string[];
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** Asks and expects an answer without errors; a failure shows the query, the body and the request id. */
  data<T>(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<T>;
  stop(): Promise<void>;
}

/** A gateway on a free port over a database of its own, with a clock that stands still. */
export const startApi = async (
  name: string,
  { discover }: { discover?: Discover } = {},
): Promise<TestApi> => {
  const uri = testDatabaseUri(name);
  const commands: string[] = [];
  const stores = await connectStores({
    uri,
    searchCacheBytes: 16_000_000,
    onCommand: command => commands.push(command),
  });
  const clock = fixedClock(testNow);
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    adminKey,
    corsOrigins: ['*'],
    stores,
    clock,
    log: createLog('silent'),
    operations: await readNamedOperations(
      fileURLToPath(new URL('../../schema/operations/', import.meta.url)),
    ),
    ...(discover === undefined ? {} : { discover }),
  });
  const ask: TestApi['ask'] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${gateway.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    };
  };
  return {
    gateway,
    stores,
    clock,
    commands,
    ask,
    data: async <T>(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>) => {
      const answer = await ask(query, variables, headers);
      const shown = `${query}\n${JSON.stringify(answer.body, null, 2)}\n${answer.headers.get('x-request-id') ?? ''}`;
      expect(answer.body.errors, shown).toBeUndefined();
      return answer.body.data as T;
    },
    stop: async () => {
      await gateway.stop();
      await stores.close();
      await dropDatabase(uri);
    },
  };
};
