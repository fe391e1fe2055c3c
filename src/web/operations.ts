import { z } from 'zod';
import { type Result, fail, ok } from '../core/result.ts';

/**
 * What the reader asks the schema. Each operation is a GraphQL document with the shape of its answer; the
 * reader knows nothing else of the gateway.
 */

/** Runs a document against the schema: in process or over HTTP, as the caller likes. */
export type Execute = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<GraphqlAnswer>;

export interface GraphqlAnswer {
  data?: unknown;
  errors?: readonly { message: string; extensions?: Readonly<Record<string, unknown>> }[] | undefined;
}

export interface Operation<Answer> {
  document: string;
  answer: z.ZodType<Answer>;
}

/** BAD_INPUT is the visitor's doing (a stale cursor, a faulty query); UNAVAILABLE passes; FAILED is a bug. */
export interface OperationFault {
  kind: 'BAD_INPUT' | 'UNAVAILABLE' | 'FAILED';
  message: string;
}

const faultKinds: Readonly<Record<string, OperationFault['kind']>> = {
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  QUERY_TOO_COMPLEX: 'BAD_INPUT',
  RATE_LIMITED: 'UNAVAILABLE',
  SERVICE_UNAVAILABLE: 'UNAVAILABLE',
  TIMEOUT: 'UNAVAILABLE',
};

/** Runs one operation and checks the shape of what comes back. */
export const run = async <Answer>(
  execute: Execute,
  operation: Operation<Answer>,
  variables: Readonly<Record<string, unknown>>,
): Promise<Result<Answer, OperationFault>> => {
  const { data, errors } = await execute(operation.document, variables);
  const error = errors?.[0];
  if (error !== undefined) {
    return fail({ kind: faultKinds[String(error.extensions?.code)] ?? 'FAILED', message: error.message });
  }
  const answer = operation.answer.safeParse(data);
  return answer.success ? ok(answer.data) : fail({ kind: 'FAILED', message: answer.error.message });
};

const image = z.object({
  url: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  caption: z.string().nullable(),
  credit: z.string().nullable(),
});

const card = z.object({
  slug: z.string(),
  headline: z.string(),
  dek: z.string().nullable(),
  language: z.string(),
  publication: z.object({ value: z.string(), precision: z.string() }).nullable(),
  firstSeenAt: z.string(),
  images: z.array(image),
  source: z.object({ slug: z.string(), title: z.string() }).nullable(),
});
export type Card = z.infer<typeof card>;

const cardPage = z.object({
  nodes: z.array(card),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
export type CardPage = z.infer<typeof cardPage>;

const cardFragment = `
  fragment Card on Article {
    slug headline dek language publication { value precision } firstSeenAt
    images { url width height caption credit }
    source { slug title }
  }`;

const pageFragment = `
  fragment Page on ArticleConnection { nodes { ...Card } pageInfo { hasNextPage endCursor } }
  ${cardFragment}`;

const tag = z.object({
  slug: z.string(),
  name: z.string(),
  names: z.array(z.object({ language: z.string(), name: z.string() })),
});
export type TagLink = z.infer<typeof tag>;

const tagFragment = `fragment TagLink on Tag { slug name names { language name } }`;

export const frontPage = {
  document: `query ReaderFront($first: Int!, $after: String, $languages: [LanguageTag!], $filter: ArticleFilter) {
    latest(first: $first, after: $after, languages: $languages) { ...Page }
    tags(first: 6) { nodes { ...TagLink articles(first: 4, filter: $filter) { nodes { ...Card } } } }
  } ${pageFragment} ${tagFragment}`,
  answer: z.object({
    latest: cardPage,
    tags: z.object({
      nodes: z.array(tag.extend({ articles: z.object({ nodes: z.array(card) }) })),
    }),
  }),
};
export type FrontData = z.infer<typeof frontPage.answer>;

const print = z.object({
  slug: z.string(),
  headline: z.string(),
  language: z.string(),
  source: z.object({ slug: z.string(), title: z.string() }).nullable(),
});
export type Print = z.infer<typeof print>;

const edit = z.object({
  revision: z.number(),
  at: z.string(),
  changes: z.array(
    z.object({
      field: z.string(),
      diff: z.array(z.object({ kind: z.enum(['SAME', 'ADDED', 'REMOVED']), text: z.string() })),
    }),
  ),
});
export type Edit = z.infer<typeof edit>;

export const articlePage = {
  document: `query ReaderArticle($slug: String!, $languages: [LanguageTag!]) {
    article(slug: $slug) {
      ...Card url updatedAt readingTime
      authors { name }
      sections { heading html }
      shareLinks { service url }
      tags { ...TagLink }
      related(first: 3) { article { ...Card } }
      reprintOf { slug headline language source { slug title } }
      reprints(first: 10) { slug headline language source { slug title } }
      revisions(first: 5) { nodes { revision at changes { field diff { kind text } } } }
    }
    latest(first: 8, languages: $languages) { nodes { ...Card } }
  } ${cardFragment} ${tagFragment}`,
  answer: z.object({
    article: card
      .extend({
        url: z.string(),
        updatedAt: z.string(),
        readingTime: z.number(),
        authors: z.array(z.object({ name: z.string() })),
        sections: z.array(z.object({ heading: z.string().nullable(), html: z.string() })),
        shareLinks: z.array(z.object({ service: z.string(), url: z.string() })),
        tags: z.array(tag),
        related: z.array(z.object({ article: card })),
        reprintOf: print.nullable(),
        reprints: z.array(print),
        revisions: z.object({ nodes: z.array(edit) }),
      })
      .nullable(),
    latest: z.object({ nodes: z.array(card) }),
  }),
};
export type ArticleData = z.infer<typeof articlePage.answer>;
export type FullArticle = NonNullable<ArticleData['article']>;

export const tagPage = {
  document: `query ReaderTag($slug: String!, $first: Int!, $after: String, $filter: ArticleFilter) {
    tag(slug: $slug) { ...TagLink articles(first: $first, after: $after, filter: $filter) { ...Page } }
  } ${pageFragment} ${tagFragment}`,
  answer: z.object({ tag: tag.extend({ articles: cardPage }).nullable() }),
};
export type TagData = NonNullable<z.infer<typeof tagPage.answer>['tag']>;

export const sourcePage = {
  document: `query ReaderSource($slug: String!, $first: Int!, $after: String) {
    source(slug: $slug) {
      slug title homepage language health { lastSuccessAt consecutiveFailures }
      articles(first: $first, after: $after) { ...Page }
    }
  } ${pageFragment}`,
  answer: z.object({
    source: z
      .object({
        slug: z.string(),
        title: z.string(),
        homepage: z.string().nullable(),
        language: z.string().nullable(),
        health: z.object({ lastSuccessAt: z.string().nullable(), consecutiveFailures: z.number() }),
        articles: cardPage,
      })
      .nullable(),
  }),
};
export type SourceData = NonNullable<z.infer<typeof sourcePage.answer>['source']>;

export const searchPage = {
  document: `query ReaderSearch($query: String!, $first: Int!, $after: String, $filter: ArticleFilter) {
    search(query: $query, first: $first, after: $after, filter: $filter) {
      totalCount mode nodes { ...Card } pageInfo { hasNextPage endCursor }
    }
  } ${cardFragment}`,
  answer: z.object({ search: cardPage.extend({ totalCount: z.number(), mode: z.string() }) }),
};
export type SearchHits = z.infer<typeof searchPage.answer>['search'];
