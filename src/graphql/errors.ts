import { unwrapResolverError } from '@apollo/server/errors';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, errorCodes, messageOf, type ErrorCode } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { isDatabaseAway, isDatabaseTooSlow } from '../storage/faults.ts';
import type { Context } from './context.ts';

/** The most errors of one answer. */
export const maxErrors = 20;

/** A message quotes what was sent, which may be as long as a body. */
const maxMessageLength = 300;

/** Fields that conflict have a place each, and there may be hundreds. */
const maxLocations = 3;

const shortened = (message: string): string =>
  message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength)}…`;

/** The one way in which an error leaves: a known code and a message for the caller, or a masked one with the log's key. */
export const createErrorFormatter =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(thrown);
    const place = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations.slice(0, maxLocations) }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    if (cause instanceof AppError)
      return {
        ...place,
        message: shortened(cause.message),
        extensions: { code: cause.code, ...cause.details },
      };
    if (isDatabaseTooSlow(cause)) return { ...place, ...timedOut };
    if (isDatabaseAway(cause)) {
      log.error({ err: cause }, 'the database does not answer');
      return { ...place, ...unavailable };
    }
    const code = knownCode(formatted.extensions?.['code']);
    if (code !== 'INTERNAL_SERVER_ERROR')
      return {
        ...place,
        message: shortened(formatted.message),
        extensions: { ...formatted.extensions, code },
      };
    const asked = cause instanceof GraphQLError ? codeOfRequestFault(cause) : null;
    if (asked !== null)
      return { ...place, message: shortened(formatted.message), extensions: { code: asked } };
    log.error({ err: cause, path: formatted.path?.join('.') }, `unexpected: ${messageOf(cause)}`);
    return { ...place, message: 'Something went wrong on our side', extensions: { code } };
  };

const timedOut = { message: 'This took too long', extensions: { code: 'TIMEOUT' } } as const;

const unavailable = {
  message: 'The database does not answer; try again soon',
  extensions: { code: 'SERVICE_UNAVAILABLE' },
} as const;

const knownCode = (code: unknown): ErrorCode =>
  errorCodes.find(known => known === code) ?? 'INTERNAL_SERVER_ERROR';

/** What is wrong with the request, where graphql-js or Apollo says so without a code. */
const codeOfRequestFault = (error: GraphQLError): ErrorCode | null => {
  if (error.originalError === undefined && inputFaults.test(error.message)) return 'BAD_USER_INPUT';
  // Apollo on a persisted query whose hash is not that of its text.
  return isClientStatus(error.extensions['http']) ? 'BAD_REQUEST' : null;
};

/** Variables, and arguments made of them, that do not fit their type; or too many of them to name all. */
const inputFaults =
  /^(?:Variable "\$|Argument "[^"]*" (?:of (?:required|non-null) type|has invalid value)|Too many errors processing variables)/u;

const isClientStatus = (http: unknown): boolean =>
  typeof http === 'object' &&
  http !== null &&
  'status' in http &&
  typeof http.status === 'number' &&
  http.status >= 400 &&
  http.status < 500;

/** Puts the request id beside the code of each error, so that a report can be matched with the log; not too many. */
export const requestIdPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: ({ contextValue }) =>
    Promise.resolve({
      willSendResponse: ({ response: { body } }) => {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return Promise.resolve();
        body.singleResult.errors = body.singleResult.errors.slice(0, maxErrors).map(error => ({
          ...error,
          extensions: { ...error.extensions, requestId: contextValue.requestId },
        }));
        return Promise.resolve();
      },
    }),
};
