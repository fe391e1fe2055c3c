import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { clientFor, serveHttp } from './fetch-servers.ts';

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('a good answer', () => {
  test('comes with its body, its type, its validators and where it came from', async () => {
    const server = await serveHttp((_request, response) => {
      response.setHeader('content-type', 'application/rss+xml; charset=utf-8');
      response.setHeader('etag', '"v1"');
      response.setHeader('last-modified', 'Tue, 24 Nov 2026 03:00:00 GMT');
      response.end('<rss>ख़बर</rss>');
    });
    const outcome = await clientFor([server]).get(`${server.origin}/feed?x=1#part`);
    expect(outcome).toMatchObject({
      kind: 'fetched',
      contentType: 'application/rss+xml; charset=utf-8',
      etag: '"v1"',
      lastModified: 'Tue, 24 Nov 2026 03:00:00 GMT',
      finalUrl: `${server.origin}/feed?x=1`,
      movedTo: null,
    });
    expect(outcome.kind === 'fetched' && text(outcome.body)).toBe('<rss>ख़बर</rss>');
    expect(server.requests).toEqual(['/feed?x=1']);
  });

  test('is asked for with our name, the codings we know, and no cookie even after one was set', async () => {
    const seen: unknown[] = [];
    const server = await serveHttp((request, response) => {
      seen.push(request.headers);
      response.setHeader('set-cookie', 'id=1; Path=/');
      response.end('x');
    });
    const client = clientFor([server]);
    await client.get(`${server.origin}/a`, { accept: 'text/html' });
    await client.get(`${server.origin}/b`);
    expect(seen[0]).toMatchObject({ 'user-agent': 'Khabar-test/1.0', accept: 'text/html' });
    expect(seen[0]).toMatchObject({
      'accept-encoding': expect.stringMatching(/^gzip, deflate, br(, zstd)?$/) as string,
    });
    expect(seen[1]).not.toHaveProperty('cookie');
    expect(seen[1]).not.toHaveProperty('referer');
  });

  test('reuses its connections when the feed is unchanged', async () => {
    const server = await serveHttp((_request, response) => response.writeHead(304).end());
    const client = clientFor([server]);
    for (let poll = 0; poll < 5; poll++) await client.get(`${server.origin}/feed`, { etag: '"v1"' });
    expect(server.requests).toHaveLength(5);
    expect(server.sockets.size).toBeLessThanOrEqual(2);
  });
});

describe('a conditional request', () => {
  test('carries both validators and takes 304 for an answer', async () => {
    let headers: unknown;
    const server = await serveHttp((request, response) => {
      headers = request.headers;
      response.writeHead(304).end();
    });
    const validators = { etag: 'W/"v1"', lastModified: 'Tue, 24 Nov 2026 03:00:00 GMT' };
    const outcome = await clientFor([server]).get(`${server.origin}/feed`, validators);
    expect(outcome).toEqual({ kind: 'notModified', movedTo: null });
    expect(headers).toMatchObject({
      'if-none-match': 'W/"v1"',
      'if-modified-since': validators.lastModified,
    });
  });

  test('takes 304 for an answer although it asked without validators', async () => {
    const server = await serveHttp((_request, response) => response.writeHead(304).end());
    expect(await clientFor([server]).get(`${server.origin}/feed`)).toMatchObject({ kind: 'notModified' });
  });

  test('leaves out validators that would break the request', async () => {
    let headers: unknown;
    const server = await serveHttp((request, response) => {
      headers = request.headers;
      response.end('x');
    });
    await clientFor([server]).get(`${server.origin}/feed`, { etag: '"a\r\nx-evil: 1"', lastModified: 'ख़बर' });
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
    expect(headers).not.toHaveProperty('x-evil');
  });
});

describe('a failing status', () => {
  test.each([
    [401, {}, 'FORBIDDEN'],
    [402, {}, 'PAYWALL'],
    [403, {}, 'FORBIDDEN'],
    [403, { 'cf-mitigated': 'challenge' }, 'BOT_WALL'],
    [403, { server: 'cloudflare' }, 'BOT_WALL'],
    [403, { server: 'cloudflare', 'cf-cache-status': 'DYNAMIC' }, 'FORBIDDEN'],
    [403, { 'x-datadome': 'protected' }, 'BOT_WALL'],
    [403, { server: 'AkamaiGHost' }, 'BOT_WALL'],
    [403, { server: 'nginx' }, 'FORBIDDEN'],
    [405, { 'x-amzn-waf-action': 'captcha' }, 'BOT_WALL'],
    [202, { 'x-amzn-waf-action': 'challenge' }, 'BOT_WALL'],
    [404, { server: 'cloudflare' }, 'NOT_FOUND'],
    [404, {}, 'NOT_FOUND'],
    [410, {}, 'GONE'],
    [429, {}, 'RATE_LIMITED'],
    [451, {}, 'FORBIDDEN'],
    [418, {}, 'HTTP_STATUS'],
    [206, {}, 'HTTP_STATUS'],
    [302, {}, 'HTTP_STATUS'],
    [500, {}, 'SERVER_ERROR'],
    [503, { server: 'cloudflare' }, 'SERVER_ERROR'],
    [503, { 'cf-mitigated': 'challenge' }, 'BOT_WALL'],
    [522, {}, 'SERVER_ERROR'],
  ])('%i with %o is %s', async (status, headers, reason) => {
    const server = await serveHttp((_request, response) => response.writeHead(status, headers).end('no'));
    const outcome = await clientFor([server]).get(server.origin);
    expect(outcome).toMatchObject({ kind: 'failed', reason, status });
  });

  test.each([
    ['120', 120],
    ['Tue, 24 Nov 2026 04:05:00 GMT', 300],
    ['Tue, 24 Nov 2026 03:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1e9', null],
  ])('with Retry-After "%s" asks to wait %s seconds', async (value, seconds) => {
    const server = await serveHttp((_request, response) =>
      response.writeHead(429, { 'retry-after': value }).end(),
    );
    const clock = fixedClock(new Date('2026-11-24T04:00:00Z'));
    const outcome = await clientFor([server], {}, { clock }).get(server.origin);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'RATE_LIMITED', retryAfterSeconds: seconds });
  });

  test('does not wait for its body', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(500);
      response.write('never finished');
    });
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      reason: 'SERVER_ERROR',
      status: 500,
    });
  });
});

describe('a post', () => {
  test('sends its body with its type and headers', async () => {
    let received = '';
    let headers: unknown;
    const server = await serveHttp((request, response) => {
      headers = request.headers;
      request.on('data', (chunk: Buffer) => (received += chunk.toString()));
      request.on('end', () => response.writeHead(202).end());
    });
    const contentType = 'application/x-www-form-urlencoded';
    const outcome = await clientFor([server]).post(`${server.origin}/hub`, {
      body: 'hub.mode=subscribe',
      contentType,
      headers: { 'x-signature': 'sha256=00' },
    });
    expect(outcome).toMatchObject({ kind: 'fetched' });
    expect(received).toBe('hub.mode=subscribe');
    expect(headers).toMatchObject({ 'content-type': contentType, 'x-signature': 'sha256=00' });
  });

  test('follows no redirect', async () => {
    const server = await serveHttp((_request, response) =>
      response.writeHead(307, { location: '/other' }).end(),
    );
    const outcome = await clientFor([server]).post(`${server.origin}/hub`, {
      body: 'x',
      contentType: 'text/plain',
    });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'HTTP_STATUS', status: 307 });
    expect(server.requests).toEqual(['/hub']);
  });
});
