import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ArticleResolver } from './article-resolver.ts';
import { NodeResolver } from './node-resolver.ts';
import { SearchResolver } from './search.ts';
import { SourceHubResolver } from './source-hub.ts';
import { SourceMutations } from './source-mutations.ts';
import { SourceResolver } from './source-resolver.ts';
import { TagResolver } from './tag-resolver.ts';

export const createSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      NodeResolver,
      ArticleResolver,
      SourceResolver,
      SourceHubResolver,
      TagResolver,
      SearchResolver,
      SourceMutations,
    ],
    validate: false,
  });

/** The contract as text, sorted so that only real changes show in a diff. */
export const printedSchema = (schema: GraphQLSchema = createSchema()): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
