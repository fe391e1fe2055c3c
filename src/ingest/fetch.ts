/**
 * The one function by which anything goes out: every hop passes the address guard, the whole request ends at one
 * deadline, the body stops at one cap, no cookies are kept, and nothing that a server or the network does is thrown.
 */
import { Agent, buildConnector } from 'undici';
import { systemClock, type Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { FetchFailureReason } from '../sources/source.ts';
import { acceptEncoding, decodeBody } from './fetch-body.ts';
import { createConnector, type Resolve } from './fetch-connector.ts';
import { exchange, headerOf, type WireAnswer, type WireRequest } from './fetch-exchange.ts';
import { detailLine, isBotWall, reasonOfError, reasonOfStatus, retryAfterSeconds } from './fetch-failure.ts';
import { followRedirects, type Hops } from './fetch-redirects.ts';
import { createResolver } from './fetch-resolve.ts';
import { isPublicAddress, type GuardPolicy } from './guard.ts';
import type { FetchOutcome, FetchRequest, HttpClient } from './outcome.ts';

export interface FetchLimits {
  /** Cap on a body, before and after it is decompressed. */
  maxBytes: number;
  /** Whole time for all hops and the body. */
  deadlineMs: number;
  /** For the name lookup, the connection and the TLS handshake of one hop. */
  connectTimeoutMs: number;
  /** Cap on the headers of one answer. */
  maxHeaderBytes: number;
  maxRedirects: number;
}

export const defaultFetchLimits: FetchLimits = {
  maxBytes: 10 * 1024 * 1024,
  deadlineMs: 25_000,
  connectTimeoutMs: 10_000,
  maxHeaderBytes: 32 * 1024,
  maxRedirects: 5,
};

export interface FetcherOptions {
  /** As sent, with an address where publishers find who reads them. */
  userAgent: string;
  /** Exact origins that may be reached although they are not public: the sample newsroom, a developer's server. */
  allowedOrigins: ReadonlySet<string>;
  limits?: Partial<FetchLimits>;
}

/** What tests put in the place of the network's parts. */
export interface FetcherParts {
  resolve: Resolve;
  isPublic: (ip: string) => boolean;
  dial: (options: buildConnector.BuildOptions) => buildConnector.connector;
  clock: Clock;
}

type Failed = Extract<FetchOutcome, { kind: 'failed' }>;

const defaultAccept =
  'application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.8';

/** Thrown by our own timer and by close(); never leaves this file. */
class Stopped extends Error {
  readonly reason: FetchFailureReason;

  constructor(reason: FetchFailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

const failed = (reason: FetchFailureReason, detail: string, rest: Partial<Failed> = {}): Failed => ({
  kind: 'failed',
  reason,
  detail: detailLine(detail),
  status: null,
  retryAfterSeconds: null,
  ...rest,
});

/** Validators come from servers: one that could not be sent back as it came is not sent. */
const validatorHeaders = ({ etag, lastModified }: FetchRequest): Record<string, string> => {
  const headers: Record<string, string> = {};
  const isSendable = (value: string | null | undefined): value is string =>
    /^[\x20-\x7e]{1,1024}$/.test(value ?? '');
  if (isSendable(etag)) headers['if-none-match'] = etag;
  if (isSendable(lastModified)) headers['if-modified-since'] = lastModified;
  return headers;
};

const toOutcome = async (answer: WireAnswer, hops: Hops, limits: { maxBytes: number; now: Date }) => {
  const { status, headers } = answer;
  const movedTo = hops.allPermanent ? hops.url.href : null;
  if (status === 304) return { kind: 'notModified', movedTo } as const;
  // 206 answers a range that was not asked for: half a document.
  if (status < 200 || status >= 300 || status === 206 || isBotWall(status, headers)) {
    const wait = retryAfterSeconds(headerOf(headers, 'retry-after'), limits.now);
    const location = status === 307 || status === 308 ? headerOf(headers, 'location') : null;
    const rest = { status, retryAfterSeconds: wait, ...(location === null ? {} : { location }) };
    return failed(reasonOfStatus(status, headers), `HTTP ${status}`, rest);
  }
  const contentType = headerOf(headers, 'content-type');
  const labels = { contentEncoding: headerOf(headers, 'content-encoding'), contentType };
  const body = await decodeBody(answer.body, labels, limits.maxBytes);
  const link = [headers['link'] ?? []].flat().join(', ');
  if (!body.ok) return failed(body.fault.reason, body.fault.detail, { status });
  return {
    kind: 'fetched',
    body: body.value,
    contentType,
    etag: headerOf(headers, 'etag'),
    lastModified: headerOf(headers, 'last-modified'),
    finalUrl: hops.url.href,
    movedTo,
    ...(link === '' ? {} : { link }),
  } as const;
};

/** One signal for the deadline, for the caller's own signal and for the end of the client. */
const startTimer = (deadlineMs: number, signals: readonly (AbortSignal | undefined)[]) => {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new Stopped('TIMEOUT', `not finished in ${deadlineMs} ms`));
  }, deadlineMs);
  const stop = () => controller.abort(new Stopped('CONNECTION', 'stopped by the caller'));
  for (const signal of signals) {
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  }
  const end = () => {
    clearTimeout(timer);
    for (const signal of signals) signal?.removeEventListener('abort', stop);
  };
  return { signal: controller.signal, end };
};

interface Setting {
  limits: FetchLimits;
  policy: GuardPolicy & { isPublic: (ip: string) => boolean };
  clock: Clock;
  agent: Agent;
}

const createAgent = (limits: FetchLimits, policy: Setting['policy'], parts: Partial<FetcherParts>): Agent =>
  new Agent({
    connect: createConnector({
      policy,
      connectTimeoutMs: limits.connectTimeoutMs,
      resolve: parts.resolve ?? createResolver(),
      dial: parts.dial ?? buildConnector,
    }),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: limits.maxHeaderBytes,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  });

/** What may be said to any server; anything else could be a key of the one that was asked. */
const commonHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'user-agent',
  'if-none-match',
  'if-modified-since',
]);

const headersFor = (hop: URL, start: string, headers: Record<string, string>): Record<string, string> =>
  hop.origin === URL.parse(start)?.origin
    ? headers
    : Object.fromEntries(Object.entries(headers).filter(([name]) => commonHeaders.has(name)));

const send = async (url: string, wire: Omit<WireRequest, 'url'>, setting: Setting): Promise<FetchOutcome> => {
  const { limits, policy, clock, agent } = setting;
  const maxRedirects = wire.method === 'GET' ? limits.maxRedirects : 0;
  try {
    const walked = await followRedirects(url, { policy, maxRedirects }, hop =>
      exchange(agent, { ...wire, url: hop, headers: headersFor(hop, url, wire.headers) }),
    );
    if (!walked.ok) return failed(walked.fault.reason, walked.fault.detail, { status: walked.fault.status });
    const { answer, hops } = walked.value;
    return await toOutcome(answer, hops, { maxBytes: wire.maxBytes, now: clock.now() });
  } catch (thrown) {
    return failed(thrown instanceof Stopped ? thrown.reason : reasonOfError(thrown), messageOf(thrown));
  }
};

/** Ends with close(), which cuts what still runs. */
export const createFetcher = (options: FetcherOptions, parts: Partial<FetcherParts> = {}): HttpClient => {
  const limits = { ...defaultFetchLimits, ...options.limits };
  const allowedOrigins = new Set(
    [...options.allowedOrigins].map(origin => URL.parse(origin)?.origin ?? origin),
  );
  const policy = { allowedOrigins, isPublic: parts.isPublic ?? isPublicAddress };
  const agent = createAgent(limits, policy, parts);
  const setting: Setting = { limits, policy, agent, clock: parts.clock ?? systemClock };
  const closing = new AbortController();
  const common = { 'user-agent': options.userAgent, 'accept-encoding': acceptEncoding };

  const sendInTime = async (
    url: string,
    request: FetchRequest,
    wire: Pick<WireRequest, 'method' | 'headers' | 'body'>,
  ): Promise<FetchOutcome> => {
    const timer = startTimer(request.deadlineMs ?? limits.deadlineMs, [request.signal, closing.signal]);
    const { signal } = timer;
    const headers = { ...common, ...wire.headers };
    const maxBytes = request.maxBytes ?? limits.maxBytes;
    return send(url, { ...wire, headers, maxBytes, signal }, setting).finally(timer.end);
  };

  return {
    get: (url, request = {}) => {
      const accept = request.accept ?? defaultAccept;
      const headers = { ...request.headers, accept, ...validatorHeaders(request) };
      return sendInTime(url, request, { method: 'GET', headers, body: null });
    },
    post: (url, request) => {
      const headers = {
        accept: request.accept ?? '*/*',
        'content-type': request.contentType,
        ...request.headers,
      };
      return sendInTime(url, request, { method: 'POST', headers, body: request.body });
    },
    close: async () => {
      closing.abort();
      await agent.destroy();
    },
  };
};
