/* The same bytes whatever is asked: how fast this machine and this load generator can be at all. */
import { z } from 'zod';
import { answerQuestions } from '../../child.ts';
import { listen } from './serve.ts';

const start = async (input: unknown): Promise<{ port: number }> => {
  const body = Buffer.from(z.object({ body: z.string() }).parse(input).body);
  return listen((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(body);
    });
  });
};

answerQuestions({ start });
