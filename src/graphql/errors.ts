import { unwrapResolverError } from '@apollo/server/errors';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, errorCodes, messageOf, type ErrorCode } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { isDatabaseAway, isDatabaseTooSlow } from '../storage/faults.ts';
import type { Context } from './context.ts';

/** The one way in which an error leaves: a known code and a message for the caller, or a masked one with the log's key. */
export const createErrorFormatter =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(thrown);
    const place = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    if (cause instanceof AppError)
      return { ...place, message: cause.message, extensions: { code: cause.code, ...cause.details } };
    if (isDatabaseTooSlow(cause)) return { ...place, ...timedOut };
    if (isDatabaseAway(cause)) {
      log.error({ err: cause }, 'the database does not answer');
      return { ...place, ...unavailable };
    }
    const code = knownCode(formatted.extensions?.['code']);
    if (code !== 'INTERNAL_SERVER_ERROR')
      return { ...place, message: formatted.message, extensions: { ...formatted.extensions, code } };
    if (cause instanceof GraphQLError && cause.originalError === undefined && isVariableFault(cause))
      return { ...place, message: cause.message, extensions: { code: 'BAD_USER_INPUT' } };
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

/** graphql-js gives no code to a variable that does not fit its type. */
const isVariableFault = (error: GraphQLError): boolean => error.message.startsWith('Variable "$');

/** Puts the request id beside the code of each error, so that a report can be matched with the log. */
export const requestIdPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: ({ contextValue }) =>
    Promise.resolve({
      willSendResponse: ({ response: { body } }) => {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return Promise.resolve();
        body.singleResult.errors = body.singleResult.errors.map(error => ({
          ...error,
          extensions: { ...error.extensions, requestId: contextValue.requestId },
        }));
        return Promise.resolve();
      },
    }),
};
