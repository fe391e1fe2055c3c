/* No GraphQL at all: node:http, the same driver queries and the answer put together by hand. The floor. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { answerQuestions } from '../../child.ts';
import {
  byId,
  cursorOf,
  openReads,
  toLink,
  toSource,
  toSummary,
  toTag,
  toWhole,
  type Reads,
  type SummaryRow,
} from './reads.ts';
import { listen, serverInput } from './serve.ts';

const question = z.object({
  operationName: z.enum(['page', 'article', 'search']),
  variables: z.object({
    first: z.number().optional(),
    after: z.string().optional(),
    slug: z.string().optional(),
    query: z.string().optional(),
  }),
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString();
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

interface Edges {
  links: number;
  whole: boolean;
}

/** Sources, tags and related articles of some rows: three queries at the same time. */
const edgesOf = async (reads: Reads, rows: readonly SummaryRow[], { links, whole }: Edges) => {
  const linkIds = distinct(rows.flatMap(row => row.related.slice(0, links).map(ref => ref.articleId)));
  const [sources, tags, related] = await Promise.all([
    reads.sources(distinct(rows.map(row => row.sourceId))).then(byId),
    reads.tags(distinct(rows.flatMap(row => row.tagIds))).then(byId),
    linkIds.length === 0 ? null : reads.links(linkIds).then(byId),
  ]);
  return (row: SummaryRow) => {
    const source = sources.get(row.sourceId);
    const fields = {
      source: source === undefined ? null : toSource(source),
      tags: row.tagIds.flatMap(id => {
        const tag = tags.get(id);
        return tag === undefined ? [] : [toTag(tag)];
      }),
    };
    if (related === null) return fields;
    return {
      ...fields,
      related: row.related.slice(0, links).flatMap(({ articleId, score, why }) => {
        const link = related.get(articleId);
        return link === undefined ? [] : [{ score, ...(whole ? { why } : {}), article: toLink(link) }];
      }),
    };
  };
};

type Variables = z.infer<typeof question>['variables'];

const answers = {
  page: async (reads: Reads, { first = 20, after }: Variables) => {
    const rows = await reads.page(first, after ?? null);
    const shown = rows.slice(0, first);
    const edges = await edgesOf(reads, shown, { links: 3, whole: false });
    const last = shown.at(-1);
    return {
      articles: {
        edges: shown.map(row => ({ cursor: cursorOf(row), node: { ...toSummary(row), ...edges(row) } })),
        pageInfo: { hasNextPage: rows.length > first, endCursor: last === undefined ? null : cursorOf(last) },
      },
    };
  },
  article: async (reads: Reads, { slug = '' }: Variables) => {
    const row = await reads.whole(slug);
    if (row === null) return { article: null };
    const edges = await edgesOf(reads, [row], { links: 6, whole: true });
    return { article: { ...toWhole(row), ...edges(row) } };
  },
  search: async (reads: Reads, { query = '', first = 20 }: Variables) => {
    const { hits, hasNextPage, totalCount } = await reads.search(query, first);
    const found = byId(await reads.summaries(hits.map(hit => hit.articleId)));
    const rows = hits.flatMap(hit => found.get(hit.articleId) ?? []);
    const edges = await edgesOf(reads, rows, { links: 0, whole: false });
    return {
      search: {
        edges: rows.map(row => {
          const { authors: _authors, images: _images, ...fields } = toSummary(row);
          return { node: { ...fields, ...edges(row) } };
        }),
        pageInfo: { hasNextPage },
        totalCount,
      },
    };
  },
};

const start = async (input: unknown): Promise<{ port: number }> => {
  const reads = await openReads(serverInput.parse(input).uri);
  const answer = async (request: IncomingMessage): Promise<string> => {
    const { operationName, variables } = question.parse(JSON.parse(await bodyOf(request)));
    return JSON.stringify({ data: await answers[operationName](reads, variables) });
  };
  return listen((request, response) => {
    answer(request).then(
      text => {
        response.setHeader('content-type', 'application/json; charset=utf-8');
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
};

answerQuestions({ start });
