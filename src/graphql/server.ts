import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log } from '../core/log.ts';
import type { Context } from './context.ts';
import { createErrorFormatter, maxErrors, requestIdPlugin } from './errors.ts';
import { limitsPlugin } from './limits/plugin.ts';
import { defaultQueryLimits, type QueryLimits } from './limits/query-limits.ts';
import { createSchema } from './schema.ts';

/**
 * Apollo Server without the plugins that cost time for nothing here: the cache-control plugin alone wraps every
 * resolver. Introspection stays on, since the schema is public and committed.
 */
export const createApolloServer = (
  log: Log,
  limits: QueryLimits = defaultQueryLimits,
): ApolloServer<Context> => {
  const schema = createSchema();
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    // graphql-js says in one error more that it stopped.
    validationOptions: { maxErrors: maxErrors - 1 },
    executionOptions: { maxCoercionErrors: maxErrors - 1 },
    // The limits keep the documents that passed them.
    documentStore: null,
    formatError: createErrorFormatter(log),
    // Apollo's own would indent every answer.
    stringifyResult: result => JSON.stringify(result),
    logger: log,
    plugins: [
      limitsPlugin(schema, limits),
      requestIdPlugin,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
};
