/* Mercurius on Fastify with its just-in-time compiler from the first request on. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { answerQuestions } from '../../child.ts';
import { openReads } from './reads.ts';
import { createContext, resolvers, typeDefs, type RivalContext } from './schema.ts';
import { serverInput } from './serve.ts';

declare module 'mercurius' {
  interface MercuriusContext {
    reads: RivalContext['reads'];
    loaders: RivalContext['loaders'];
  }
}

const start = async (input: unknown): Promise<{ port: number }> => {
  const reads = await openReads(serverInput.parse(input).uri);
  const app = Fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers, jit: 1, context: () => createContext(reads) });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port };
};

answerQuestions({ start });
