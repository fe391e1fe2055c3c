import { connect, createServer } from 'node:net';

const loopback = '127.0.0.1';

/** Whether a TCP port of the loopback address can be listened on; 0 asks the system for any. Gives the port, or null. */
export const findFreePort = (wanted: number): Promise<number | null> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: loopback, port: wanted, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(port));
    });
  });

/**
 * Ports near MongoDB's own 27017 and below those that systems give to outgoing connections (from 32768 on Linux, from
 * 49152 elsewhere): a server that comes back after a stop most likely finds its port still free.
 */
const serverPorts = { first: 27_100, count: 900 } as const;
const maxDraws = 20;

/** A free port for a server to keep, or null when the loopback address has none. */
export const findServerPort = async (): Promise<number | null> => {
  for (let draw = 0; draw < maxDraws; draw += 1) {
    const port = await findFreePort(serverPorts.first + Math.floor(Math.random() * serverPorts.count));
    if (port !== null) return port;
  }
  return findFreePort(0);
};

/** Whether something accepts connections on the port. */
export const isListening = (port: number, timeoutMs: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host: loopback, port });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
