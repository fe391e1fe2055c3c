/** Loopback servers that misbehave, and a certificate that nobody trusts. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createFetcher, type FetcherOptions, type FetcherParts } from '../../src/ingest/fetch.ts';
import type { HttpClient } from '../../src/ingest/outcome.ts';

export interface Served {
  origin: string;
  port: number;
  /** What was asked, in order: the request targets of HTTP, or one entry a connection of a raw server. */
  requests: string[];
  sockets: Set<Socket>;
}

const listen = async (server: Server, requests: string[], host: string): Promise<Served> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { origin: `http://${host}:${port}`, port, requests, sockets };
};

export const serveHttp = (handler: RequestListener, host = '127.0.0.1'): Promise<Served> => {
  const requests: string[] = [];
  const server = createHttpServer((request, response) => {
    requests.push(request.url ?? '');
    handler(request, response);
  });
  return listen(server, requests, host);
};

/** Calls back once a whole request head has come in; what is written is up to the test. */
export const serveRaw = (onRequest: (socket: Socket) => void, host = '127.0.0.1'): Promise<Served> => {
  const requests: string[] = [];
  const server = createNetServer(socket => {
    let head = '';
    socket.on('data', chunk => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      requests.push(head);
      head = '';
      onRequest(socket);
    });
  });
  return listen(server, requests, host);
};

/** Counts connections, and fails the test by what its `requests` hold. */
export const serveCanary = (host = '127.0.0.1'): Promise<Served> => {
  const requests: string[] = [];
  const server = createNetServer(socket => {
    requests.push('connected');
    socket.destroy();
  });
  return listen(server, requests, host);
};

/** A client that may reach the given servers, closed when the test ends. */
export const clientFor = (
  servers: readonly Served[],
  options: Partial<FetcherOptions> = {},
  parts: Partial<FetcherParts> = {},
): HttpClient => {
  const allowedOrigins = new Set(servers.map(server => server.origin));
  const client = createFetcher({ userAgent: 'Khabar-test/1.0', allowedOrigins, ...options }, parts);
  onTestFinished(() => client.close());
  return client;
};

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

/** A self-signed certificate for 127.0.0.1 (X.509 v1, RFC 5280), put together by hand so that no key lies in the tree. */
export const selfSigned = (): { key: string; cert: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const commonName = der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('127.0.0.1')));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(
    0x30,
    der(0x17, Buffer.from('200101000000Z')),
    der(0x17, Buffer.from('490101000000Z')),
  );
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' });
  const body = der(0x30, der(0x02, Buffer.from([1])), ecdsaWithSha256, name, validity, name, subjectKey);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const certificate = der(0x30, body, ecdsaWithSha256, signature).toString('base64');
  const lines = certificate.replace(/.{64}/g, '$&\n');
  const cert = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
};
