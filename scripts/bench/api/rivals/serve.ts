import { createServer, type RequestListener } from 'node:http';
import { z } from 'zod';

export const serverInput = z.object({ uri: z.string() });

/** Serves on a free port of the loopback interface. */
export const listen = async (listener: RequestListener): Promise<{ port: number }> => {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port };
};
