import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assets } from './assets.ts';
import { articleHtml } from './article-page.ts';
import * as operations from './operations.ts';
import { type Execute, type Operation, type OperationFault, run } from './operations.ts';
import { frontHtml, searchHtml, sourceHtml, tagHtml, type Trouble, troubleHtml } from './pages.ts';
import { type View, viewOf } from './view.ts';

export interface ReaderOptions {
  execute: Execute;
  /** IANA name of the zone that times are shown in. */
  timeZone?: string;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;
interface PageRequest {
  Params: { slug: string };
  Querystring: Query;
}
type Request = FastifyRequest<PageRequest>;

/** What a page comes to: markup, and whether it is what was asked for. */
interface Page {
  status: number;
  markup: string;
}

/** Pictures come from the publishers; everything else from here, and nothing runs. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' https: http:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const defaultTimeZone = 'Asia/Kolkata';
const pageSize = 20;
const maxQueryChars = 300;

const param = (query: Query, name: string): string | undefined => {
  const value = query[name];
  return Array.isArray(value) ? value[0] : value;
};

const statusOf: Readonly<Record<Trouble, number>> = {
  notFound: 404,
  badRequest: 400,
  unavailable: 503,
  failed: 500,
};

const troublePage = (view: View, trouble: Trouble, detail?: string): Page => ({
  status: statusOf[trouble],
  markup: troubleHtml(view, trouble, detail),
});

const found = (markup: string): Page => ({ status: 200, markup });

const sendPage = (request: FastifyRequest, reply: FastifyReply, { status, markup }: Page) => {
  const etag = `"${createHash('sha256').update(markup).digest('base64url').slice(0, 22)}"`;
  void reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer');
  if (status === 200) void reply.header('cache-control', 'public, max-age=10').header('etag', etag);
  else void reply.header('cache-control', 'no-store');
  if (status === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.code(status).type('text/html; charset=utf-8').send(markup);
};

/** Everything that a page needs from its request. */
interface Visit {
  view: View;
  slug: string;
  after: string | null;
  query: string;
  /** Runs an operation with the paging and language that the visitor asked for. */
  ask: <Answer>(operation: Operation<Answer>) => ReturnType<typeof run<Answer>>;
}

const visitOf = (request: Request, { execute, timeZone = defaultTimeZone }: ReaderOptions): Visit => {
  const view = viewOf({ lang: param(request.query, 'lang'), timeZone });
  const after = param(request.query, 'after') ?? null;
  const query = (param(request.query, 'q') ?? '').trim().slice(0, maxQueryChars);
  const { slug } = request.params;
  const languages = view.only === null ? null : [view.only];
  const filter = languages === null ? null : { languages };
  const variables = { slug, query, first: pageSize, after, languages, filter };
  return { view, slug, after, query, ask: operation => run(execute, operation, variables) };
};

const faultPage = ({ view }: Visit, fault: OperationFault, request: Request): Page => {
  if (fault.kind === 'BAD_INPUT') return troublePage(view, 'badRequest', fault.message);
  request.log.error({ fault }, 'a page of the reader failed');
  return troublePage(view, fault.kind === 'UNAVAILABLE' ? 'unavailable' : 'failed');
};

type PageMaker = (visit: Visit, request: Request) => Promise<Page>;

const front: PageMaker = async (visit, request) => {
  const answer = await visit.ask(operations.frontPage);
  if (!answer.ok) return faultPage(visit, answer.fault, request);
  return found(frontHtml(visit.view, answer.value, visit.after !== null));
};

const article: PageMaker = async (visit, request) => {
  const answer = await visit.ask(operations.articlePage);
  if (!answer.ok) return faultPage(visit, answer.fault, request);
  const story = answer.value.article;
  return story === null
    ? troublePage(visit.view, 'notFound')
    : found(articleHtml(visit.view, answer.value, story));
};

const tag: PageMaker = async (visit, request) => {
  const answer = await visit.ask(operations.tagPage);
  if (!answer.ok) return faultPage(visit, answer.fault, request);
  const shown = answer.value.tag;
  return shown === null
    ? troublePage(visit.view, 'notFound')
    : found(tagHtml(visit.view, shown, visit.after !== null));
};

const source: PageMaker = async (visit, request) => {
  const answer = await visit.ask(operations.sourcePage);
  if (!answer.ok) return faultPage(visit, answer.fault, request);
  const shown = answer.value.source;
  return shown === null
    ? troublePage(visit.view, 'notFound')
    : found(sourceHtml(visit.view, shown, visit.after !== null));
};

const search: PageMaker = async (visit, request) => {
  const { view, query } = visit;
  const later = visit.after !== null;
  if (query === '') return found(searchHtml(view, { query, results: null, fault: null, later }));
  const answer = await visit.ask(operations.searchPage);
  if (answer.ok) return found(searchHtml(view, { query, results: answer.value.search, fault: null, later }));
  if (answer.fault.kind !== 'BAD_INPUT') return faultPage(visit, answer.fault, request);
  return {
    status: 400,
    markup: searchHtml(view, { query, results: null, fault: answer.fault.message, later }),
  };
};

const pages: readonly (readonly [string, PageMaker])[] = [
  ['/', front],
  ['/article/:slug', article],
  ['/tag/:slug', tag],
  ['/source/:slug', source],
  ['/search', search],
];

/** A browser gets a page that leads on, a program gets JSON. */
const answerNotFound = (
  request: FastifyRequest,
  reply: FastifyReply,
  { timeZone = defaultTimeZone }: ReaderOptions,
) => {
  if (request.headers.accept?.includes('text/html') !== true)
    return reply.code(404).send({ error: 'not found' });
  const view = viewOf({ lang: undefined, timeZone });
  return sendPage(request, reply, troublePage(view, 'notFound'));
};

/**
 * The reader: pages of HTML that work without scripts, made from what the schema answers. It also answers for
 * every path of the application that does not exist.
 */
export const readerRoutes = (app: FastifyInstance, options: ReaderOptions): void => {
  for (const [path, make] of pages) {
    app.get<PageRequest>(path, async (request, reply) => {
      const visit = visitOf(request, options);
      try {
        return await sendPage(request, reply, await make(visit, request));
      } catch (error) {
        request.log.error({ err: error }, 'a page of the reader failed');
        return sendPage(request, reply, troublePage(visit.view, 'failed'));
      }
    });
  }
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply, options));
  for (const { path, type, body } of assets) {
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .type(type)
        .send(body),
    );
  }
};
