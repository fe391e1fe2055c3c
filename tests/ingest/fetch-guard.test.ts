import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Resolve } from '../../src/ingest/fetch-connector.ts';
import { clientFor, serveCanary, serveHttp } from './fetch-servers.ts';

/** Loopback played as a network: 127.0.0.2 stands for a public address, every other one is private. */
const isPublic = (ip: string): boolean => ip === '127.0.0.2';

/** Answers each question with the next of the given lists, and the last one from then on. */
const resolveInTurn = (...answers: string[][]): Resolve => {
  let asked = 0;
  return () => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    return Promise.resolve(addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
};

describe('a canary on loopback sees no request', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::127.0.0.1]',
    'localhost',
    '１２７.０.０.１',
  ])('for the host %s', async host => {
    const canary = await serveCanary();
    const outcome = await clientFor([]).get(`http://${host}:${canary.port}/feed`);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
    expect(canary.requests).toEqual([]);
  });

  test('for a name that resolves to it', async () => {
    const canary = await serveCanary();
    const client = clientFor([], {}, { resolve: resolveInTurn(['127.0.0.1']) });
    const outcome = await client.get(`http://feed.example:${canary.port}/`);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
    expect(canary.requests).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])('for a redirect to it with %i', async status => {
    const canary = await serveCanary();
    const server = await serveHttp((_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${canary.port}/` }).end(),
    );
    const outcome = await clientFor([server]).get(server.origin);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS', status });
    expect(canary.requests).toEqual([]);
  });

  test('for a redirect to a name that resolves to it', async () => {
    const canary = await serveCanary();
    const server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: `//feed.example:${canary.port}/` }).end(),
    );
    const client = clientFor([server], {}, { resolve: resolveInTurn(['127.0.0.1', '::1']) });
    expect(await client.get(server.origin)).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
    expect(canary.requests).toEqual([]);
  });

  test('for a post', async () => {
    const canary = await serveCanary();
    const outcome = await clientFor([]).post(`http://127.0.0.1:${canary.port}/`, {
      body: 'x',
      contentType: 'text/plain',
    });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
    expect(canary.requests).toEqual([]);
  });
});

describe('a name that changes its answer', () => {
  test('is asked once a connection, and what was checked is what is connected to', async () => {
    const server = await serveHttp((_request, response) => response.end('public'), '127.0.0.2');
    const client = clientFor([], {}, { isPublic, resolve: resolveInTurn(['127.0.0.2'], ['127.0.0.1']) });
    const url = `http://feed.example:${server.port}/`;
    expect(await client.get(url)).toMatchObject({ kind: 'fetched' });
    expect(server.requests).toEqual(['/']);
  });

  test('is refused as soon as the answer is private', async () => {
    const server = await serveHttp(
      (_request, response) => response.writeHead(200, { connection: 'close' }).end('x'),
      '127.0.0.2',
    );
    const client = clientFor([], {}, { isPublic, resolve: resolveInTurn(['127.0.0.2'], ['127.0.0.1']) });
    const url = `http://feed.example:${server.port}/`;
    expect(await client.get(url)).toMatchObject({ kind: 'fetched' });
    expect(await client.get(url)).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
  });

  test('is reached only at the public ones of mixed addresses', async () => {
    const server = await serveHttp((_request, response) => response.end('public'), '127.0.0.2');
    const resolve = resolveInTurn(['127.0.0.1', '::1', '127.0.0.2']);
    const outcome = await clientFor([], {}, { isPublic, resolve }).get(`http://feed.example:${server.port}/`);
    expect(outcome).toMatchObject({ kind: 'fetched' });
  });
});

test('a socket that came out at another address than the checked one is closed unused', async () => {
  const server = await serveHttp((_request, response) => response.end('private'));
  const client = clientFor(
    [],
    {},
    {
      resolve: resolveInTurn(['93.184.216.34']),
      // Dials loopback whatever it was told, as a broken resolver library would.
      dial: () => (_target, callback) => {
        const socket = connect(server.port, '127.0.0.1', () => callback(null, socket));
      },
    },
  );
  const outcome = await client.get('http://feed.example/');
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'BLOCKED_ADDRESS' });
  expect(server.requests).toEqual([]);
});

describe('redirects', () => {
  test('are followed, and the address is remembered when all of them are permanent', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/newer' }).end();
      else if (request.url === '/newer') response.writeHead(308, { location: 'new?a=1#frag' }).end();
      else response.end('x');
    });
    const outcome = await clientFor([server]).get(`${server.origin}/old`);
    const url = `${server.origin}/new?a=1`;
    expect(outcome).toMatchObject({ kind: 'fetched', finalUrl: url, movedTo: url });
  });

  test('are followed but not remembered when one is temporary', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/newer' }).end();
      else if (request.url === '/newer') response.writeHead(302, { location: '/new' }).end();
      else response.end('x');
    });
    const outcome = await clientFor([server]).get(`${server.origin}/old`);
    expect(outcome).toMatchObject({ kind: 'fetched', finalUrl: `${server.origin}/new`, movedTo: null });
  });

  test('are remembered also when the new address has nothing new', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.writeHead(304).end();
    });
    const outcome = await clientFor([server]).get(`${server.origin}/old`, { etag: '"v1"' });
    expect(outcome).toEqual({ kind: 'notModified', movedTo: `${server.origin}/new` });
  });

  test.each([
    ['/self', 'to itself'],
    ['/ping', 'in a circle of two'],
    ['/1', 'ever further'],
  ])('from %s are given up: they lead %s', async path => {
    const next = new Map([
      ['/self', '/self'],
      ['/ping', '/pong'],
      ['/pong', '/ping'],
    ]);
    const server = await serveHttp((request, response) => {
      const url = request.url ?? '';
      response.writeHead(302, { location: next.get(url) ?? `/${Number(url.slice(1)) + 1}` }).end();
    });
    const outcome = await clientFor([server]).get(server.origin + path);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'REDIRECT_LOOP' });
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });

  test.each([
    ['file:///etc/passwd', 'BAD_URL'],
    ['gopher://feed.example/', 'BAD_URL'],
    ['http://reader:secret@feed.example/', 'BAD_URL'],
    ['http://[', 'BAD_URL'],
    ['http://feed.example:6379/', 'BLOCKED_ADDRESS'],
    ['http://169.254.169.254/latest/meta-data/', 'BLOCKED_ADDRESS'],
  ])('to %s are refused as %s', async (location, reason) => {
    const server = await serveHttp((_request, response) => response.writeHead(302, { location }).end());
    expect(await clientFor([server]).get(server.origin)).toMatchObject({ kind: 'failed', reason });
  });
});
