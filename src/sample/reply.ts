import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer before the conditions and the encoding of the request are applied. */
export interface Reply {
  status: number;
  contentType: string;
  body: string;
  lastModified: Date | null;
  location?: string;
}

export const htmlReply = (body: string, lastModified: Date | null = null): Reply => ({
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body,
  lastModified,
});

export const notFound: Reply = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  body: 'Not found\n',
  lastModified: null,
};

/** Weak, because the plain and the compressed answer share it (RFC 9110, 8.8.3). */
const etagOf = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2). */
const isUnchanged = (request: IncomingMessage, etag: string, lastModified: Date | null): boolean => {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some(tag => tag.trim() === '*' || opaque(tag) === opaque(etag));
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return lastModified !== null && !Number.isNaN(since) && lastModified.getTime() <= since;
};

export const hasValidator = (request: IncomingMessage): boolean =>
  request.headers['if-none-match'] !== undefined || request.headers['if-modified-since'] !== undefined;

const acceptsGzip = (request: IncomingMessage): boolean => {
  const codings = (request.headers['accept-encoding'] ?? '').split(',');
  return codings.some(coding => /^\s*gzip\s*(;|$)/i.test(coding) && !/;\s*q=0(\.0*)?\s*$/i.test(coding));
};

/** Sends the reply: 304 where the client has it already, gzip where it asked for it, no body for HEAD. */
export const send = (request: IncomingMessage, response: ServerResponse, reply: Reply): void => {
  const etag = etagOf(reply.body);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', 'no-cache');
  if (reply.status === 200) response.setHeader('ETag', etag);
  if (reply.lastModified !== null) response.setHeader('Last-Modified', reply.lastModified.toUTCString());
  if (reply.location !== undefined) response.setHeader('Location', reply.location);
  if (reply.status === 200 && isUnchanged(request, etag, reply.lastModified)) {
    response.writeHead(304).end();
    return;
  }
  const isGzip = acceptsGzip(request);
  const bytes = isGzip ? gzipSync(reply.body) : Buffer.from(reply.body);
  if (isGzip) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(reply.status, { 'Content-Type': reply.contentType, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
};
