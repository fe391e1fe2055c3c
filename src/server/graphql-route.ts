import {
  HeaderMap,
  type ApolloServer,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { messageOf, type ErrorCode } from '../core/errors.ts';
import type { Context } from '../graphql/context.ts';
import { orLate, startDeadline } from '../graphql/limits/deadline.ts';

/**
 * GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/
 *
 * Whatever is wrong with a request is told as a GraphQL answer with a code and the request's id, also what
 * Fastify finds before GraphQL sees it.
 */
export interface GraphqlRouteOptions {
  path: string;
  apollo: ApolloServer<Context>;
  /** The most bytes of a body. */
  bodyBytes: number;
  /** The most time for one request. */
  operationMs: number;
  contextOf: (request: FastifyRequest, signal: AbortSignal) => Context;
}

export const graphqlRoute = (app: FastifyInstance, options: GraphqlRouteOptions): void => {
  const { path, bodyBytes } = options;
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: bodyBytes },
      scope.getDefaultJsonParser('error', 'error'),
    );
    scope.setErrorHandler<FastifyError>((error, request, reply) =>
      refuse(reply, request, toRefusal(error, request, bodyBytes)),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: path,
      preValidation: (request, reply, next) => {
        if (acceptsAnswer(request.headers.accept)) next();
        else refuse(reply, request, notAcceptable);
      },
      handler: (request, reply) => answer(request, reply, options),
    });
    scope.route({
      method: ['PUT', 'PATCH', 'DELETE'],
      url: path,
      // Before the body is read: no type of it would do.
      onRequest: (request, reply) => {
        refuse(reply.header('allow', 'GET, POST'), request, notAllowed);
      },
      handler: () => undefined,
    });
    done();
  });
};

const answer = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, operationMs, contextOf }: GraphqlRouteOptions,
): Promise<string> => {
  const deadline = startDeadline(operationMs);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) deadline.abort();
  });
  const work = apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toGraphqlRequest(request),
    context: () => Promise.resolve(contextOf(request, deadline.signal)),
  });
  const { status = 200, headers, body } = await orLate(work, deadline.signal, () => lateAnswer);
  deadline.clear();
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status);
  if (body.kind === 'chunked') throw new Error('an incremental answer, which nothing in the schema asks for');
  return status < 400 ? body.string : withRequestId(body.string, request.id);
};

const toGraphqlRequest = ({ body, method, headers, url }: FastifyRequest): HTTPGraphQLRequest => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  const start = url.indexOf('?');
  return { body, method, headers: map, search: start < 0 ? '' : url.slice(start) };
};

const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

/** RFC 9110, 12.5.1: a range with the weight 0 is one that is not wanted. */
const acceptsAnswer = (accept: string | undefined): boolean =>
  accept === undefined ||
  accept.split(',').some(part => {
    const [range = '', ...parameters] = part.split(';').map(piece => piece.trim().toLowerCase());
    const isWanted = !parameters.some(parameter => /^q=0(?:\.0*)?$/u.test(parameter));
    return isWanted && ['*/*', 'application/*', '', ...mediaTypes].includes(range);
  });

interface Refusal {
  status: number;
  code: ErrorCode;
  message: string;
  details?: Readonly<Record<string, unknown>>;
}

const notAcceptable: Refusal = {
  status: 406,
  code: 'BAD_REQUEST',
  message: `Answers are ${mediaTypes.join(' or ')}`,
};

const notAllowed: Refusal = { status: 405, code: 'BAD_REQUEST', message: 'GraphQL is asked by GET or POST' };

const lateAnswer: HTTPGraphQLResponse = {
  status: 504,
  headers: new HeaderMap([['content-type', 'application/json; charset=utf-8']]),
  body: {
    kind: 'complete',
    string: JSON.stringify({
      errors: [{ message: 'This took too long', extensions: { code: 'TIMEOUT' satisfies ErrorCode } }],
    }),
  },
};

/** What Fastify found, in our words. */
const toRefusal = (error: FastifyError, request: FastifyRequest, bodyBytes: number): Refusal => {
  const { statusCode = 500 } = error;
  if (statusCode === 413)
    return {
      status: 413,
      code: 'QUERY_TOO_COMPLEX',
      message: `The request has more than the ${bodyBytes} bytes that are allowed`,
      details: { limit: 'body', maximum: bodyBytes },
    };
  if (statusCode === 415)
    return { status: 415, code: 'BAD_REQUEST', message: 'A body must be application/json' };
  if (statusCode >= 400 && statusCode < 500)
    return { status: statusCode, code: 'BAD_REQUEST', message: 'The body is not a JSON object' };
  request.log.error({ err: error }, `unexpected: ${messageOf(error)}`);
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side' };
};

const refuse = (
  reply: FastifyReply,
  request: FastifyRequest,
  { status, code, message, details = {} }: Refusal,
): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code, ...details, requestId: request.id } }] }));

/** Apollo refuses some requests before it starts one of its own, which is what puts the id beside the code. */
const withRequestId = (text: string, requestId: string): string => {
  if (text.includes('"requestId":')) return text;
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || !('errors' in parsed)) return text;
  const errors = Array.isArray(parsed.errors) ? parsed.errors.map(error => withId(error, requestId)) : [];
  return JSON.stringify({ ...parsed, errors });
};

const withId = (error: unknown, requestId: string): unknown => {
  if (typeof error !== 'object' || error === null) return error;
  const extensions = 'extensions' in error && typeof error.extensions === 'object' ? error.extensions : {};
  return { ...error, extensions: { ...extensions, requestId } };
};
