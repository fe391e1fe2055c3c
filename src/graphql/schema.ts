import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ArticleRemoval } from './article-removal.ts';
import { ArticleReprintsResolver } from './article-reprints.ts';
import { ArticleResolver } from './article-resolver.ts';
import { ArticleRevisionsResolver, RevisionResolver } from './article-revisions.ts';
import { NodeResolver } from './node-resolver.ts';
import { RuleMutations } from './rule-mutations.ts';
import { RuleResolver } from './rule-resolver.ts';
import { SearchResolver } from './search.ts';
import { SourceHealthResolver } from './source-health-resolver.ts';
import { SourceHubResolver } from './source-hub.ts';
import { SourceMutations } from './source-mutations.ts';
import { SourceResolver } from './source-resolver.ts';
import { TagMutations } from './tag-mutations.ts';
import { TagResolver } from './tag-resolver.ts';

export const createSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      NodeResolver,
      ArticleResolver,
      ArticleReprintsResolver,
      ArticleRevisionsResolver,
      RevisionResolver,
      ArticleRemoval,
      SourceResolver,
      SourceHealthResolver,
      SourceHubResolver,
      TagResolver,
      TagMutations,
      SearchResolver,
      SourceMutations,
      RuleResolver,
      RuleMutations,
    ],
    validate: false,
  });

/** The contract as text, sorted so that only real changes show in a diff. */
export const printedSchema = (schema: GraphQLSchema = createSchema()): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
