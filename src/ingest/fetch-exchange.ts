/**
 * One request and its answer on the wire, redirects not followed. The answer's body is collected here, chunk by chunk,
 * so that a body without end stops at the byte cap and a body that nobody wants is never read.
 */
import type { Dispatcher } from 'undici';

type Headers = Record<string, string | string[] | undefined>;

export interface WireRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  /** Cap on the body as it comes over the wire, before it is decompressed. */
  maxBytes: number;
  /** Ends the exchange, whatever it waits for; its reason is what the exchange rejects with. */
  signal: AbortSignal;
}

export interface WireAnswer {
  status: number;
  headers: Headers;
  /** Empty for a status whose body is not wanted. */
  body: Uint8Array;
}

/** The code of the error with which a body over its cap ends. */
export const tooLargeCode = 'ERR_BODY_TOO_LARGE';

/** The first value of a header, or null. */
export const headerOf = (headers: Headers, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

const tooLarge = (maxBytes: number): Error =>
  Object.assign(new Error(`the body is over ${maxBytes} bytes`), { code: tooLargeCode });

const unwanted = new Error('the body is not wanted');

/** Bodies of failures and redirects are not read. A 304 has none: its connection is left to be used again. */
const wantsBody = (status: number): boolean => (status >= 200 && status < 300) || status === 304;

interface Settle {
  answer: (answer: WireAnswer) => void;
  fail: (error: Error) => void;
}

const collector = (request: WireRequest, settle: Settle): Dispatcher.DispatchHandler => {
  let status = 0;
  let headers: Headers = {};
  let size = 0;
  const chunks: Uint8Array[] = [];
  const stop = (controller: Dispatcher.DispatchController, error: Error) => {
    settle.fail(error);
    controller.abort(error);
  };
  return {
    onResponseStart: (controller, answerStatus, answerHeaders) => {
      if (answerStatus < 200) return;
      status = answerStatus;
      headers = answerHeaders;
      if (!wantsBody(status)) {
        settle.answer({ status, headers, body: new Uint8Array() });
        controller.abort(unwanted);
      } else if (Number(headerOf(headers, 'content-length') ?? 0) > request.maxBytes) {
        stop(controller, tooLarge(request.maxBytes));
      }
    },
    onResponseData: (controller, chunk) => {
      size += chunk.length;
      if (size > request.maxBytes) stop(controller, tooLarge(request.maxBytes));
      else chunks.push(chunk);
    },
    onResponseEnd: () => settle.answer({ status, headers, body: Buffer.concat(chunks) }),
    onResponseError: (_controller, error) => settle.fail(error),
  };
};

/**
 * Rejects with undici's or the system's error, with the signal's reason, or with an error of code `tooLargeCode`. A
 * signal ends the wait at once, also while a name is looked up or a connection is made, where undici itself would wait.
 */
export const exchange = (dispatcher: Dispatcher, request: WireRequest): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const { url, method, headers, body, signal } = request;
    let running: Dispatcher.DispatchController | null = null;
    const stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : unwanted);
      running?.abort(unwanted);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    const settled = () => signal.removeEventListener('abort', stop);
    const handler = collector(request, {
      answer: answer => {
        settled();
        resolve(answer);
      },
      fail: error => {
        settled();
        reject(error);
      },
    });
    const onRequestStart = (controller: Dispatcher.DispatchController) => {
      running = controller;
      if (signal.aborted) controller.abort(unwanted);
    };
    // The signal is the only clock: it covers all hops, so the timers of undici are switched off.
    const timers = { headersTimeout: 0, bodyTimeout: 0 };
    const target = { origin: url.origin, path: url.pathname + url.search };
    dispatcher.dispatch({ ...target, ...timers, method, headers, body }, { ...handler, onRequestStart });
  });
