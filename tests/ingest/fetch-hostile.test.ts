import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clientFor, selfSigned, serveHttp, serveRaw } from './fetch-servers.ts';

const megabyte = 1024 * 1024;
const feed = Buffer.from('<rss>ख़बर</rss>');
const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n';

/** Writes a piece every few milliseconds until the socket is gone. */
const drip = (socket: Socket, piece: string | Buffer, everyMs = 5): void => {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on('close', () => clearInterval(timer));
};

describe('a server that never finishes ends at the deadline', () => {
  const deadlineMs = 300;

  test('when it accepts and says nothing', async () => {
    const server = await serveRaw(() => undefined);
    const outcome = await clientFor([server]).get(server.origin, { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TIMEOUT' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('when its headers come byte by byte', async () => {
    const server = await serveRaw(socket => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      drip(socket, 'a');
    });
    const outcome = await clientFor([server]).get(server.origin, { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TIMEOUT' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('when its body comes byte by byte', async () => {
    const server = await serveRaw(socket => {
      socket.write(`${head}content-length: 100000\r\n\r\n`);
      drip(socket, 'a');
    });
    const outcome = await clientFor([server]).get(server.origin, { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TIMEOUT' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('when it sends interim answers without end', async () => {
    const server = await serveRaw(socket => drip(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'));
    const outcome = await clientFor([server]).get(server.origin, { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('when each of its redirects takes a while', async () => {
    let hop = 0;
    const server = await serveHttp((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: `/${++hop}` }).end(), 120);
    });
    const outcome = await clientFor([server]).get(server.origin, { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TIMEOUT' });
  });

  test('when its name is never resolved', async () => {
    const client = clientFor([], {}, { resolve: () => new Promise(() => undefined) });
    const outcome = await client.get('http://slow.example/feed', { deadlineMs });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TIMEOUT' });
  });
});

describe('a body over the cap', () => {
  test('is refused by its length alone', async () => {
    const server = await serveRaw(socket => socket.write(`${head}content-length: 50000000\r\n\r\n`));
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'TOO_LARGE',
    });
  });

  test('stops at the cap when it has no end', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 97), Buffer.from('\r\n')]);
    const server = await serveRaw(socket => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      drip(socket, chunk, 0);
    });
    const outcome = await clientFor([server]).get(server.origin, { maxBytes: megabyte });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TOO_LARGE' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('stops at the cap when it is a %s bomb', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(16 * megabyte));
    const server = await serveHttp((_request, response) =>
      response.setHeader('content-encoding', coding).end(bomb),
    );
    const outcome = await clientFor([server]).get(server.origin, { maxBytes: megabyte });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TOO_LARGE' });
  });

  test('stops at the cap when one bomb is packed in another', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(32 * megabyte)));
    const server = await serveHttp((_request, response) =>
      response.setHeader('content-encoding', 'gzip, gzip').end(bomb),
    );
    const outcome = await clientFor([server]).get(server.origin, { maxBytes: megabyte });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'TOO_LARGE' });
  });

  test('is also one of a megabyte of headers', async () => {
    const server = await serveRaw(socket => socket.write(`${head}x-big: ${'a'.repeat(megabyte)}\r\n\r\n`));
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'TOO_LARGE',
    });
  });

  test('passes when it is just the cap', async () => {
    const server = await serveHttp((_request, response) => response.end(Buffer.alloc(megabyte, 97)));
    const outcome = await clientFor([server]).get(server.origin, { maxBytes: megabyte });
    expect(outcome.kind === 'fetched' && outcome.body.length).toBe(megabyte);
  });
});

describe('a coded body is decoded', () => {
  test.each([
    ['gzip', gzipSync(feed)],
    ['GZIP', gzipSync(feed)],
    ['x-gzip', gzipSync(feed)],
    ['br', brotliCompressSync(feed)],
    ['zstd', zstdCompressSync(feed)],
    ['deflate', deflateSync(feed)],
    ['deflate', deflateRawSync(feed)],
    ['identity', feed],
    ['gzip, br', brotliCompressSync(gzipSync(feed))],
    ['gzip', feed],
    ['zstd', feed],
  ])('from %s', async (coding, body) => {
    const server = await serveHttp((_request, response) =>
      response.setHeader('content-encoding', coding).end(body),
    );
    const outcome = await clientFor([server]).get(server.origin);
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(feed.toString());
  });

  test('from a .gz file that is served as such', async () => {
    const server = await serveHttp((_request, response) =>
      response.setHeader('content-type', 'application/x-gzip').end(gzipSync(feed)),
    );
    const outcome = await clientFor([server]).get(`${server.origin}/sitemap.xml.gz`);
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(feed.toString());
  });

  test.each([
    ['br', feed],
    ['gzip', gzipSync(Buffer.alloc(5000, 97)).subarray(0, 25)],
    ['compress', feed],
    ['gzip, gzip, gzip, gzip', feed],
  ])('but a broken or unknown %s is named', async (coding, body) => {
    const server = await serveHttp((_request, response) =>
      response.setHeader('content-encoding', coding).end(body),
    );
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'BAD_ENCODING',
    });
  });
});

describe('a broken connection is named', () => {
  test('when nobody listens', async () => {
    const server = await serveRaw(() => undefined);
    const closed = { ...server, origin: 'http://127.0.0.1:1' };
    expect(await clientFor([closed]).get(closed.origin)).toMatchObject({
      kind: 'failed',
      reason: 'CONNECTION',
    });
  });

  test('when it is reset in the middle of the body', async () => {
    const server = await serveRaw(socket => {
      socket.write(`${head}content-length: 100\r\n\r\nhalf`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      );
    });
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'CONNECTION',
    });
  });

  test('when the body is shorter than its length says', async () => {
    const server = await serveRaw(socket => socket.end(`${head}content-length: 100\r\n\r\nhalf`));
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'CONNECTION',
    });
  });

  test('when a chunked body breaks off', async () => {
    const server = await serveRaw(socket =>
      socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`),
    );
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'CONNECTION',
    });
  });

  test('when the answer is not HTTP', async () => {
    const server = await serveRaw(socket => socket.end('220 mail.example ESMTP\r\n'));
    expect(await clientFor([server]).get(server.origin)).toMatchObject({
      kind: 'failed',
      reason: 'CONNECTION',
    });
  });

  test('when the name does not exist', async () => {
    const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const client = clientFor([], {}, { resolve: () => Promise.reject(notFound) });
    expect(await client.get('http://nowhere.example/')).toMatchObject({ kind: 'failed', reason: 'DNS' });
  });

  test('when the server speaks no TLS', async () => {
    const server = await serveHttp((_request, response) => response.end('x'));
    const origin = server.origin.replace('http:', 'https:');
    expect(await clientFor([{ ...server, origin }]).get(origin)).toMatchObject({
      kind: 'failed',
      reason: 'TLS',
    });
  });

  test('when the certificate is nobody’s', async () => {
    const tls = createTlsServer(selfSigned(), (_request, response) => response.end('x'));
    await new Promise<void>(resolve => tls.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void tls.close());
    const origin = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    const client = clientFor([], { allowedOrigins: new Set([origin]) });
    expect(await client.get(origin)).toMatchObject({
      kind: 'failed',
      reason: 'TLS',
      detail: expect.stringMatching(/self-signed/) as string,
    });
  });
});

test('a body longer than its length says is cut there and does not become the next answer', async () => {
  const server = await serveRaw(socket => {
    socket.write(`${head}content-length: 4\r\n\r\ngood${head}content-length: 4\r\n\r\nevil`);
  });
  const client = clientFor([server]);
  const bodies: string[] = [];
  for (let poll = 0; poll < 3; poll++) {
    const outcome = await client.get(server.origin);
    bodies.push(outcome.kind === 'fetched' ? Buffer.from(outcome.body).toString() : outcome.kind);
  }
  expect(bodies).not.toContain('evil');
  expect(bodies[0]).toBe('good');
});

describe('a request is stopped', () => {
  test('by the signal of its caller', async () => {
    const server = await serveRaw(() => controller.abort());
    const controller = new AbortController();
    const outcome = await clientFor([server]).get(server.origin, { signal: controller.signal });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'CONNECTION', detail: 'stopped by the caller' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  test('before it starts when the signal has fired already', async () => {
    const server = await serveHttp((_request, response) => response.end('x'));
    const outcome = await clientFor([server]).get(server.origin, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(server.requests).toEqual([]);
  });

  test('by the end of the client, which leaves no socket behind', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/done') response.end('x');
    });
    const client = clientFor([server]);
    await client.get(`${server.origin}/done`);
    const hanging = client.get(`${server.origin}/hang`);
    await expect.poll(() => server.requests.length).toBe(2);
    await client.close();
    expect(await hanging).toMatchObject({ kind: 'failed', reason: 'CONNECTION' });
    expect(await client.get(server.origin)).toMatchObject({ kind: 'failed' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });
});
