/** A loopback server that serves each case as its `serve` says, and the canary that nobody may call. */
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { DocumentCase } from './hostile-cases.ts';

export interface Stage {
  origin: string;
  canaryPort: number;
  /** Requests that the server has seen for a case. */
  requestsFor(id: string): number;
  canaryHits(): number;
  close(): void;
}

interface Served {
  entry: DocumentCase;
  body: Buffer;
  headers: Record<string, string>;
}

/** Writes one piece after another until the other side is gone. */
const drip = (socket: Socket, piece: string | Buffer, everyMs: number): void => {
  const timer = setInterval(() => {
    if (socket.writableLength < 1_000_000) socket.write(piece);
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
};

const headOf = ({ entry, headers }: Served): string => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${entry.serve.status ?? 200} Said\r\n${lines.join('')}`;
};

type Behaviour = (socket: Socket, served: Served) => void;

const chunkOf = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.toString(16)}\r\n`), Buffer.alloc(bytes, 'a'), Buffer.from('\r\n')]);

/** What the prose of `behaviour` means, the first that fits. */
const behaviours: readonly (readonly [RegExp, Behaviour])[] = [
  [/never answer|hang/i, () => undefined],
  [
    /header byte/i,
    socket => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      drip(socket, 'a', 1_000);
    },
  ],
  [
    /headers/i,
    (socket, served) => {
      const megabytes = /(\d+)\s*MB/.exec(served.entry.serve.behaviour ?? '')?.[1] ?? '1';
      const line = `x-big: ${'a'.repeat(8_000)}\r\n`;
      socket.write(headOf(served) + line.repeat(Number(megabytes) * 125) + 'content-length: 0\r\n\r\n');
    },
  ],
  [
    /endless|infinite/i,
    (socket, served) => {
      socket.write(`${headOf(served)}\r\n`);
      drip(socket, chunkOf(65_536), 1);
    },
  ],
  [
    /byte (?:per|a|every) second|slow/i,
    (socket, served) => {
      socket.write(`${headOf(served)}content-length: ${served.body.length + 100_000}\r\n\r\n`);
      drip(socket, 'a', 1_000);
    },
  ],
  [
    /reset|rst/i,
    (socket, served) => {
      socket.write(`${headOf(served)}content-length: ${served.body.length + 100}\r\n\r\n`);
      socket.write(served.body, () => setTimeout(() => socket.resetAndDestroy(), 50));
    },
  ],
  [
    /length|half|truncat|close/i,
    (socket, served) => {
      socket.write(`${headOf(served)}content-length: ${served.body.length}\r\n\r\n`);
      socket.end(served.body.subarray(0, served.body.length / 2));
    },
  ],
];

const answer = (response: ServerResponse, served: Served): void => {
  const { status = 200, behaviour } = served.entry.serve;
  const found = behaviours.find(([pattern]) => pattern.test(behaviour ?? ''));
  if (behaviour !== undefined && found !== undefined && response.socket !== null) {
    found[1](response.socket, served);
  } else {
    response.writeHead(status, served.headers).end(status === 304 ? undefined : served.body);
  }
};

const listen = async (server: Server, sockets: Set<Socket>): Promise<number> => {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const loadCases = async (
  data: string,
  cases: readonly DocumentCase[],
  canaryPort: number,
): Promise<Map<string, Served>> => {
  const token = '{{CANARY_PORT}}';
  const loaded = new Map<string, Served>();
  for (const entry of cases) {
    const file = await readFile(join(data, entry.file));
    const body = file.includes(token)
      ? Buffer.from(file.toString().replaceAll(token, String(canaryPort)))
      : file;
    const headers = Object.entries(entry.serve.headers ?? {});
    const filled = headers.map(
      ([name, value]) => [name, value.replaceAll(token, String(canaryPort))] as const,
    );
    loaded.set(entry.id, { entry, body, headers: Object.fromEntries(filled) });
  }
  return loaded;
};

/** Each case is at `origin/ID`. */
export const openStage = async (data: string, cases: readonly DocumentCase[]): Promise<Stage> => {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let hits = 0;
  const canary = createTcpServer(socket => {
    hits++;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nCANARY');
  });
  const canaryPort = await listen(canary, sockets);
  const served = await loadCases(data, cases, canaryPort);
  const onRequest: RequestListener = (request, response) => {
    const id = (request.url ?? '').slice(1).split('?')[0] ?? '';
    requests.push(id);
    const found = served.get(id);
    if (found === undefined) response.writeHead(404).end();
    else answer(response, found);
  };
  const server = createHttpServer(onRequest);
  const port = await listen(server, sockets);
  return {
    origin: `http://127.0.0.1:${port}`,
    canaryPort,
    requestsFor: id => requests.filter(request => request === id).length,
    canaryHits: () => hits,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      canary.close();
    },
  };
};
