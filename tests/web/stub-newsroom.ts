import { buildSchema, graphql, GraphQLError, type GraphQLSchema } from 'graphql';
import { shareLinks } from '../../src/articles/share.ts';
import { printedSchema } from '../../src/graphql/schema.ts';
import type { Execute } from '../../src/web/operations.ts';

/** A newsroom in memory behind the gateway's real schema, so that pages are tested without a database. */

export interface StubArticle {
  slug: string;
  headline: string;
  language: string;
  dek?: string;
  url?: string;
  authors?: string[];
  images?: { url: string; width?: number; height?: number; caption?: string; credit?: string }[];
  sections?: { heading: string | null; html: string }[];
  tags?: string[];
  related?: string[];
  reprints?: string[];
  revisions?: unknown[];
  source?: string | null;
  publication?: { value: string; precision: 'INSTANT' | 'ZONE_UNKNOWN' | 'DAY' } | null;
}

export interface StubTag {
  slug: string;
  name: string;
  names: { language: string; name: string }[];
}

export interface StubNewsroom {
  articles: readonly StubArticle[];
  tags: readonly StubTag[];
  sources: readonly { slug: string; title: string; consecutiveFailures?: number }[];
}

interface ListArgs {
  first?: number;
  after?: string | null;
  languages?: string[] | null;
  filter?: { languages?: string[] | null } | null;
}

const userError = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const pageOf = <T extends { slug: string }>(rows: readonly T[], { first = 20, after }: ListArgs) => {
  const start = (after ?? null) === null ? 0 : rows.findIndex(row => row.slug === after) + 1;
  if (start === 0 && (after ?? null) !== null) throw userError('after is not a cursor of this API');
  const nodes = rows.slice(start, start + first);
  return {
    nodes,
    edges: nodes.map(node => ({ node, cursor: node.slug })),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: start + first < rows.length,
      hasPreviousPage: start > 0,
      endCursor: nodes.at(-1)?.slug ?? null,
    },
  };
};

const inLanguages = <T extends { language: string }>(rows: readonly T[], args: ListArgs): T[] => {
  const languages = args.languages ?? args.filter?.languages;
  return rows.filter(
    row => languages === undefined || languages === null || languages.includes(row.language),
  );
};

const graphOf = (room: StubNewsroom) => {
  const sources = room.sources.map(source => ({
    id: `source-${source.slug}`,
    homepage: `https://${source.slug}.example/`,
    language: null,
    ...source,
    health: {
      lastSuccessAt: '2026-03-01T06:30:00.000Z',
      consecutiveFailures: source.consecutiveFailures ?? 0,
    },
    articles: (args: ListArgs): unknown =>
      pageOf(
        articles.filter(each => each.sourceSlug === source.slug),
        args,
      ),
  }));
  const tags = room.tags.map(tag => ({
    ...tag,
    id: `tag-${tag.slug}`,
    articles: (args: ListArgs): unknown =>
      pageOf(
        inLanguages(
          articles.filter(each => each.tagSlugs.includes(tag.slug)),
          args,
        ),
        args,
      ),
  }));
  const articles = room.articles.map(article => {
    const url = article.url ?? `https://news.example/${article.slug}`;
    const sourceSlug = article.source === undefined ? room.sources[0]?.slug : article.source;
    return {
      id: `article-${article.slug}`,
      slug: article.slug,
      headline: article.headline,
      language: article.language,
      dek: article.dek ?? null,
      url,
      publication:
        article.publication === undefined
          ? { value: '2026-03-01T03:45:00.000Z', precision: 'INSTANT' }
          : article.publication,
      firstSeenAt: '2026-03-01T04:00:00.000Z',
      updatedAt: '2026-03-01T04:00:00.000Z',
      readingTime: 95,
      authors: (article.authors ?? []).map(name => ({ name })),
      images: (article.images ?? []).map(image => ({
        width: null,
        height: null,
        caption: null,
        credit: null,
        ...image,
      })),
      sections: article.sections ?? [],
      shareLinks: shareLinks(url, article.headline),
      sourceSlug,
      source: (): unknown => sources.find(source => source.slug === sourceSlug) ?? null,
      tagSlugs: article.tags ?? [],
      tags: (): unknown[] => tags.filter(tag => article.tags?.includes(tag.slug)),
      related: (): unknown[] =>
        (article.related ?? []).map(slug => ({
          article: articles.find(each => each.slug === slug),
          score: 0.5,
          why: [],
        })),
      reprintOf: null,
      reprints: (): unknown[] =>
        (article.reprints ?? []).map(slug => articles.find(each => each.slug === slug)),
      revisions: { nodes: article.revisions ?? [] },
    };
  });
  return { sources, tags, articles };
};

const rootOf = (room: StubNewsroom) => {
  const { sources, tags, articles } = graphOf(room);
  const bySlug =
    <T extends { slug: string }>(rows: readonly T[]) =>
    ({ slug }: { slug: string }) =>
      rows.find(row => row.slug === slug) ?? null;
  return {
    latest: (args: ListArgs) => pageOf(inLanguages(articles, args), args),
    tags: (args: ListArgs) => pageOf(tags, args),
    article: bySlug(articles),
    tag: bySlug(tags),
    source: bySlug(sources),
    search: ({ query, ...args }: ListArgs & { query: string }) => {
      if (query.includes('"')) throw userError('a quotation mark is not closed');
      const hits = inLanguages(articles, args).filter(each =>
        each.headline.toLowerCase().includes(query.toLowerCase()),
      );
      return { ...pageOf(hits, args), mode: 'ALL' };
    },
  };
};

const schema: GraphQLSchema = buildSchema(printedSchema());

export const stubExecute = (room: StubNewsroom): Execute => {
  const rootValue = rootOf(room);
  return async (document, variables) => {
    const { data, errors } = await graphql({
      schema,
      source: document,
      rootValue,
      variableValues: { ...variables },
    });
    return { data, errors: errors?.map(({ message, extensions }) => ({ message, extensions })) };
  };
};
