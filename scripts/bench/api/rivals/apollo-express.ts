/* Apollo Server on Express 5 as its documentation sets it up, in production mode. */
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { answerQuestions } from '../../child.ts';
import { openReads } from './reads.ts';
import { createContext, resolvers, typeDefs, type RivalContext } from './schema.ts';
import { listen, serverInput } from './serve.ts';

const start = async (input: unknown): Promise<{ port: number }> => {
  const reads = await openReads(serverInput.parse(input).uri);
  const apollo = new ApolloServer<RivalContext>({ typeDefs, resolvers });
  await apollo.start();
  const app = express();
  app.use(
    '/graphql',
    express.json(),
    expressMiddleware(apollo, { context: () => Promise.resolve(createContext(reads)) }),
  );
  return listen(app);
};

answerQuestions({ start });
