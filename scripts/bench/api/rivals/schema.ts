/* The schema and resolvers that one writes for these operations: SDL, one dataloader for each edge, new for each request. */
import DataLoader from 'dataloader';
import {
  byId,
  cursorOf,
  toLink,
  toSource,
  toSummary,
  toTag,
  toWhole,
  type LinkRow,
  type Reads,
  type SummaryRow,
} from './reads.ts';

export const typeDefs = `
  type Query {
    articles(first: Int, after: String): ArticleConnection!
    article(slug: String): Article
    search(query: String!, first: Int): SearchConnection!
  }
  type ArticleConnection { edges: [ArticleEdge!]! pageInfo: PageInfo! }
  type ArticleEdge { cursor: String! node: Article! }
  type SearchConnection { edges: [SearchEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type SearchEdge { node: Article! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Article {
    id: ID! slug: String! url: String! headline: String! dek: String language: String!
    publishedAt: String updatedAt: String readingTime: Int wordCount: Int html: String
    authors: [Author!] images: [Image!] source: Source tags: [Tag!] related(first: Int): [Related!]
  }
  type Author { name: String! }
  type Image { url: String! width: Int height: Int caption: String }
  type Source { id: ID! slug: String! title: String! homepage: String }
  type Tag { id: ID! slug: String! name: String! }
  type Related { score: Float! why: [String!]! article: Article! }
`;

export interface RivalContext {
  reads: Reads;
  loaders: ReturnType<typeof createLoaders>;
}

const createLoaders = (reads: Reads) => {
  const loader = <T extends { _id: string }>(load: (ids: readonly string[]) => Promise<T[]>) =>
    new DataLoader<string, T | null>(async ids => {
      const rows = byId(await load(ids));
      return ids.map(id => rows.get(id) ?? null);
    });
  return {
    links: loader<LinkRow>(reads.links),
    summaries: loader<SummaryRow>(reads.summaries),
    sources: loader(reads.sources),
    tags: loader(reads.tags),
  };
};

export const createContext = (reads: Reads): RivalContext => ({ reads, loaders: createLoaders(reads) });

interface PageArgs {
  first?: number | null;
  after?: string | null;
}

/** What an article's resolvers get: its fields, and the row for its edges. */
const withRow = <T extends object>(fields: T, row: SummaryRow) => ({ ...fields, row });
type WithRow = { row: SummaryRow };

const notNull = <T>(value: T | null): value is T => value !== null;

export const resolvers = {
  Query: {
    articles: async (_: unknown, { first, after }: PageArgs, { reads }: RivalContext) => {
      const size = first ?? 20;
      const rows = await reads.page(size, after ?? null);
      const edges = rows
        .slice(0, size)
        .map(row => ({ cursor: cursorOf(row), node: withRow(toSummary(row), row) }));
      return {
        edges,
        pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null },
      };
    },
    article: async (_: unknown, { slug }: { slug: string }, { reads }: RivalContext) => {
      const row = await reads.whole(slug);
      return row === null ? null : withRow(toWhole(row), row);
    },
    search: async (
      _: unknown,
      { query, first }: { query: string; first?: number | null },
      ctx: RivalContext,
    ) => {
      const { hits, hasNextPage, totalCount } = await ctx.reads.search(query, first ?? 20);
      const rows = await Promise.all(hits.map(hit => ctx.loaders.summaries.load(hit.articleId)));
      const edges = rows.filter(notNull).map(row => ({ node: withRow(toSummary(row), row) }));
      return { edges, pageInfo: { hasNextPage }, totalCount };
    },
  },
  Article: {
    source: async ({ row }: WithRow, _: unknown, { loaders }: RivalContext) => {
      const source = await loaders.sources.load(row.sourceId);
      return source === null ? null : toSource(source);
    },
    tags: async ({ row }: WithRow, _: unknown, { loaders }: RivalContext) => {
      const tags = await Promise.all(row.tagIds.map(id => loaders.tags.load(id)));
      return tags.filter(notNull).map(toTag);
    },
    related: async ({ row }: WithRow, { first }: PageArgs, { loaders }: RivalContext) => {
      const refs = row.related.slice(0, first ?? 20);
      const links = await Promise.all(refs.map(ref => loaders.links.load(ref.articleId)));
      return refs.flatMap(({ score, why }, place) => {
        const link = links[place] ?? null;
        return link === null ? [] : [{ score, why, article: toLink(link) }];
      });
    },
  },
};
