import { buildSchema, Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';

/** A schema with the shapes that matter here: pages in pages, lists in lists, a choice of types. */
export const newsSchema = buildSchema(`
  type Query {
    articles(first: Int, last: Int, after: String): ArticleConnection
    top(first: Int = 7): [Article!]!
    nodes(ids: [ID!]!): [Node]!
    search(query: String!, first: Int): ArticleConnection
  }
  type Mutation { rename(id: ID!): Article }
  interface Node { id: ID! }
  type Article implements Node { id: ID! headline: String source: Source tags: [Tag!]! related(first: Int): [Article!]! }
  type Source implements Node { id: ID! title: String articles(first: Int): ArticleConnection }
  type Tag implements Node { id: ID! name: String }
  type ArticleConnection { edges: [ArticleEdge!]! nodes: [Article!]! pageInfo: PageInfo! totalCount: Int! }
  type ArticleEdge { cursor: String! node: Article! }
  type PageInfo { hasNextPage: Boolean! }
`);

export const operationOf = (text: string): { document: DocumentNode; operation: OperationDefinitionNode } => {
  const document = parse(text);
  const operation = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('the document has no operation');
  return { document, operation };
};
