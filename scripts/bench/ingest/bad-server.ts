/* A process whose feeds fail in three ways: no answer at all, one byte a second, a reset connection. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerQuestions } from '../child.ts';

const dripMs = 1_000;

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  const [, kind] = (request.url ?? '').split('/');
  if (kind === 'reset') {
    request.socket.resetAndDestroy();
  } else if (kind === 'drip') {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    const dripping = setInterval(() => response.write('<'), dripMs);
    response.on('close', () => clearInterval(dripping));
  }
  // Whoever is left waits for as long as he likes.
};

answerQuestions({
  start: async () => {
    const server = createServer(answer);
    server.requestTimeout = 0;
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { port: address.port };
  },
});
