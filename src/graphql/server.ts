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
import { createErrorFormatter, requestIdPlugin } from './errors.ts';
import { createSchema } from './schema.ts';

/** The most tokens of one document; parsing stops there. */
const maxLexicalTokens = 2_000;

/**
 * Apollo Server without the plugins that cost time for nothing here: the cache-control plugin alone wraps every
 * resolver. Introspection stays on, since the schema is public and committed.
 */
export const createApolloServer = (log: Log): ApolloServer<Context> =>
  new ApolloServer<Context>({
    schema: createSchema(),
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens },
    formatError: createErrorFormatter(log),
    // Apollo's own would indent every answer.
    stringifyResult: result => JSON.stringify(result),
    logger: log,
    plugins: [
      requestIdPlugin,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
