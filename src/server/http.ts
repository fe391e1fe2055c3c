import { randomUUID, timingSafeEqual, createHash } from 'node:crypto';
import cors from '@fastify/cors';
import type { ApolloServer } from '@apollo/server';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Context } from '../graphql/context.ts';
import { createLoaders } from '../graphql/loaders.ts';
import { startDeadline, orLate } from '../graphql/limits/deadline.ts';
import { defaultQueryLimits, type QueryLimits } from '../graphql/limits/query-limits.ts';
import { createApolloServer } from '../graphql/server.ts';
import type { Discover } from '../sources/discovery.ts';
import type { Stores } from '../storage/mongo.ts';
import type { NamedOperation } from '../web/named-operation.ts';
import type { Execute, GraphqlAnswer } from '../web/operations.ts';
import { playgroundRoutes } from '../web/playground.ts';
import { readerRoutes } from '../web/routes.ts';
import { graphqlRoute } from './graphql-route.ts';
import { webSubRoutes } from './websub.ts';

export const graphqlPath = '/graphql';

/** What one request may be and do. */
export interface RequestLimits extends QueryLimits {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Time for one operation as a whole. */
  readonly operationMs: number;
}

export const defaultRequestLimits: RequestLimits = {
  ...defaultQueryLimits,
  bodyBytes: 100_000,
  operationMs: 10_000,
};

const limits = {
  /** Whole time for a request to arrive. */
  requestMs: 30_000,
  /** How long requests under way may take to end when the server stops. */
  drainMs: 10_000,
} as const;

export interface GatewayOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  adminKey: string;
  corsOrigins: readonly string[];
  /** Address from outside, which hubs push to; without one there is no such route. */
  publicUrl?: string | null;
  stores: Stores;
  clock: Clock;
  log: Log;
  operations: readonly NamedOperation[];
  /** Looks for sources on the web; without it an address is taken as it is given. */
  discover?: Discover;
  /** Those of defaultRequestLimits where nothing else is said. */
  limits?: Partial<RequestLimits>;
}

export interface Gateway {
  /** http://host:port, without a slash at the end. */
  origin: string;
  /** Takes no new request, lets those under way end, and closes. */
  stop(): Promise<void>;
}

/** The HTTP side: GraphQL, playground, reader and health on one port. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { host, port, corsOrigins, log } = options;
  const bounds = { ...defaultRequestLimits, ...options.limits };
  const loggerInstance: FastifyBaseLogger = log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bounds.bodyBytes,
    requestTimeout: limits.requestMs,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
  });
  const state = { draining: false };
  await app.register(cors, {
    origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
    methods: ['GET', 'POST', 'OPTIONS'],
    exposedHeaders: ['x-request-id'],
    maxAge: 86_400,
  });
  app.addHook('onRequest', (request, reply, done) => {
    // A reply is a promise of its own end: awaiting it here would wait for ever.
    void reply.header('x-request-id', request.id);
    done();
  });
  healthRoutes(app, options, state);
  if (options.publicUrl != null) await webSubRoutes(app, options);
  const apollo = createApolloServer(log, bounds);
  await apollo.start();
  const execute: Execute = (document, variables) =>
    executeForReader(apollo, options, { document, variables, operationMs: bounds.operationMs });
  playgroundRoutes(app, { endpoint: graphqlPath, operations: options.operations, execute });
  graphqlRoute(app, {
    path: graphqlPath,
    apollo,
    bodyBytes: bounds.bodyBytes,
    operationMs: bounds.operationMs,
    contextOf: (request, signal) => contextOf(request, options, signal),
  });
  readerRoutes(app, { execute });
  await app.listen({ host, port });
  return { origin: originOf(app), stop: () => stop(app, apollo, state) };
};

const healthRoutes = (
  app: FastifyInstance,
  { stores, log }: GatewayOptions,
  state: { draining: boolean },
): void => {
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (state.draining) return reply.code(503).send({ status: 'draining' });
    try {
      return { status: 'ok', databaseMs: Math.round(await stores.ping()) };
    } catch (thrown) {
      log.warn({ err: thrown }, 'not ready: the database does not answer');
      return reply.code(503).send({ status: 'database does not answer' });
    }
  });
};

const contextOf = (request: FastifyRequest, options: GatewayOptions, signal: AbortSignal): Context => ({
  ...baseContext(options, request.id, signal),
  caller: callerOf(request.headers.authorization, options.adminKey),
});

const baseContext = (
  { stores, clock, discover }: GatewayOptions,
  requestId: string,
  signal: AbortSignal,
) => ({
  requestId,
  signal,
  stores,
  clock,
  ...(discover === undefined ? {} : { discover }),
  loaders: createLoaders(stores, signal),
});

const callerOf = (header: string | undefined, adminKey: string): Context['caller'] => {
  if (header === undefined) return 'ANONYMOUS';
  const key = /^Bearer\s+(\S+)$/iu.exec(header)?.[1] ?? '';
  return isSameSecret(key, adminKey) ? 'ADMIN' : 'UNKNOWN_KEY';
};

/** Compares digests, so that neither the length nor the first wrong byte shows in the time. */
const isSameSecret = (a: string, b: string): boolean => {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
};

interface ReaderQuestion {
  document: string;
  variables: Record<string, unknown>;
  operationMs: number;
}

/** The reader is a client like any other, with the same limits, only without a trip over the network. */
const executeForReader = async (
  apollo: ApolloServer<Context>,
  options: GatewayOptions,
  { document, variables, operationMs }: ReaderQuestion,
): Promise<GraphqlAnswer> => {
  const { signal, clear } = startDeadline(operationMs);
  const contextValue: Context = { ...baseContext(options, randomUUID(), signal), caller: 'ANONYMOUS' };
  const work = apollo.executeOperation({ query: document, variables }, { contextValue }).then(({ body }) => {
    if (body.kind !== 'single') throw new Error('an incremental answer to a reader page');
    const { data, errors } = body.singleResult;
    return { data, ...(errors === undefined ? {} : { errors }) };
  });
  try {
    return await orLate<GraphqlAnswer>(work, signal, () => lateAnswer);
  } finally {
    clear();
  }
};

const lateAnswer: GraphqlAnswer = {
  errors: [{ message: 'This took too long', extensions: { code: 'TIMEOUT' } }],
};

const originOf = (app: FastifyInstance): string => {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const host = ['0.0.0.0', '::'].includes(address.address) ? '127.0.0.1' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
};

const stop = async (
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  state: { draining: boolean },
): Promise<void> => {
  state.draining = true;
  const cut = setTimeout(() => app.server.closeAllConnections(), limits.drainMs);
  await app.close();
  clearTimeout(cut);
  await apollo.stop();
};
