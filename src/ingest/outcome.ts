import type { FetchFailureReason } from '../sources/source.ts';

/** What came of one outgoing request. Nothing is thrown for what the network or a server does. */
export type FetchOutcome =
  | {
      kind: 'fetched';
      /** Decompressed body. */
      body: Uint8Array;
      contentType: string | null;
      etag: string | null;
      lastModified: string | null;
      /** Where the body came from, after redirects. */
      finalUrl: string;
      /** Set when every hop was permanent (301, 308): the address to remember. */
      movedTo: string | null;
      /** The Link headers (RFC 8288), joined by commas; absent when there were none. */
      link?: string;
    }
  | {
      kind: 'notModified';
      /** As of a fetched answer; absent is null. */
      movedTo?: string | null;
    }
  | {
      kind: 'failed';
      reason: FetchFailureReason;
      /** One line for an operator. */
      detail: string;
      status: number | null;
      /** Seconds the server asks us to wait, from Retry-After. */
      retryAfterSeconds: number | null;
      /** Where an answer to a POST points that was not followed (307, 308). */
      location?: string;
    };

export interface FetchRequest {
  etag?: string | null;
  lastModified?: string | null;
  /** Value of the Accept header. */
  accept?: string;
  /** Further headers, such as a key. Names in lower case; they do not follow a redirect to another origin. */
  headers?: Readonly<Record<string, string>>;
  /** Cap on the decompressed body. */
  maxBytes?: number;
  /** Whole time for all hops and the body. */
  deadlineMs?: number;
  signal?: AbortSignal;
}

export interface Fetcher {
  get(url: string, request?: FetchRequest): Promise<FetchOutcome>;
  close(): Promise<void>;
}

export interface PostRequest extends Omit<FetchRequest, 'etag' | 'lastModified'> {
  body: string | Uint8Array;
  contentType: string;
  /** Further headers, such as a signature. Names in lower case. */
  headers?: Readonly<Record<string, string>>;
}

/** The one way out for everything that the gateway sends: reads, subscriptions, deliveries. */
export interface HttpClient extends Fetcher {
  /** Follows no redirect: a body goes to the address that was asked for and to no other. */
  post(url: string, request: PostRequest): Promise<FetchOutcome>;
}
