import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import {
  GraphQLError,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { createMeasure, introspectionLimit, type Cost } from './cost.ts';
import { remembering } from './cost-memo.ts';
import { createDocumentCache } from './document-cache.ts';
import { toLimitError, type LimitFault, type QueryLimits } from './query-limits.ts';
import { findShapeFault } from './shape.ts';

/** Stands in for a document that is refused, so that it is neither parsed again nor validated. */
const refusedDocument = parse('{ __typename }');

/** graphql-js says it in words only; its version is pinned and a test holds the words. */
const tooManyTokens = /tokens\. Parsing aborted/u;

type Looked = { kind: 'fine' | 'unreadable' } | { kind: 'refused'; fault: LimitFault };

const lookAt = (source: string, limits: QueryLimits): Looked => {
  let document: DocumentNode;
  try {
    document = parse(source, { maxLexicalTokens: limits.tokens, noLocation: true });
  } catch (thrown) {
    const tooLong = thrown instanceof GraphQLError && tooManyTokens.test(thrown.message);
    return tooLong
      ? { kind: 'refused', fault: { limit: 'tokens', requested: null, maximum: limits.tokens } }
      : { kind: 'unreadable' };
  }
  const fault = findShapeFault(document, limits);
  return fault === null ? { kind: 'fine' } : { kind: 'refused', fault };
};

const costFault = (asked: Cost, limits: QueryLimits, introspection: number): LimitFault | null => {
  const limited = { nodes: limits.nodes, cost: limits.cost, introspection };
  for (const [limit, maximum] of Object.entries(limited) as [keyof typeof limited, number][])
    if (asked[limit] > maximum) return { limit, requested: Math.ceil(asked[limit]), maximum };
  return null;
};

/** graphql-js validates an operation of a kind that the schema lacks, and fails only when it is to be run. */
const noSuchRoot = (kind: string): GraphQLError =>
  new GraphQLError(`The schema has no ${kind} operations`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });

/**
 * Holds the limits before anything is executed. The shape is looked at before Apollo validates, since validation
 * is what a flood makes expensive; the cost after it, when fields and variables are known. A document that passed
 * once is kept and neither parsed nor validated again: Apollo's own store of documents is switched off for it.
 *
 * Apollo takes an error without HTTP 500 only from didResolveOperation, so whatever was found waits until there.
 */
export const limitsPlugin = (schema: GraphQLSchema, limits: QueryLimits): ApolloServerPlugin<Context> => {
  const documents = createDocumentCache();
  const measure = remembering(createMeasure(schema));
  const maxIntrospection = introspectionLimit(measure);

  const check = (
    document: DocumentNode,
    operation: OperationDefinitionNode | undefined,
    variables: Readonly<Record<string, unknown>> | undefined,
  ): Cost | null => {
    if (operation === undefined) return null;
    if (schema.getRootType(operation.operation) == null) throw noSuchRoot(operation.operation);
    const asked = measure(document, operation, variables);
    const fault = asked === null ? null : costFault(asked, limits, maxIntrospection);
    if (fault !== null) throw toLimitError(fault);
    return asked;
  };

  const requestDidStart = (): Promise<GraphQLRequestListener<Context>> => {
    let refused: LimitFault | null = null;
    let asked: Cost | null = null;
    return Promise.resolve({
      didResolveSource: request => {
        const kept = documents.get(request.queryHash);
        const looked: Looked = kept === undefined ? lookAt(request.source, limits) : { kind: 'fine' };
        if (looked.kind === 'refused') refused = looked.fault;
        const document = refused === null ? kept : refusedDocument;
        // Read-only by its type, yet Apollo parses and validates only where there is none (5.5, requestPipeline).
        if (document !== undefined) Object.assign(request, { document });
        return Promise.resolve();
      },
      didResolveOperation: ({ queryHash, source, document, operation, request: { variables } }) => {
        if (refused !== null) return Promise.reject(toLimitError(refused));
        documents.set(queryHash, document, source.length);
        asked = check(document, operation, variables);
        return Promise.resolve();
      },
      willSendResponse: ({ response: { body } }) => {
        if (asked !== null && body.kind === 'single')
          body.singleResult.extensions = {
            ...body.singleResult.extensions,
            cost: { requested: asked.cost, limit: limits.cost },
          };
        return Promise.resolve();
      },
    });
  };
  return { requestDidStart };
};
