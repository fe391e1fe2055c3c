import { z } from 'zod';
import { startChild, type Child } from '../child.ts';

const loadResult = z.object({
  perSecond: z.number(),
  /** Answers within the time that was measured. */
  answers: z.number(),
  /** Every answer, warming up included. */
  all: z.number(),
  /** Answers that were errors, warming up included. */
  failed: z.number(),
  meanBytes: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
});

export type LoadResult = z.infer<typeof loadResult>;

export interface LoadSettings {
  ports: number[];
  requests: string[];
  connections: number;
  warmUpMs: number;
  durationMs: number;
}

export const startGenerator = (cpus: string | null): Child =>
  startChild(`${import.meta.dirname}/generator.ts`, { cpus });

/** Puts load on servers and says how they bore it; a failed answer is a fault of the benchmark and stops it. */
export const putLoad = async (generator: Child, settings: LoadSettings): Promise<LoadResult> => {
  const result = await generator.ask('load', settings, loadResult);
  if (result.failed > 0) throw new Error(`${result.failed} answers were errors`);
  return result;
};

/** A POST of a GraphQL operation as it goes over the wire. */
export const graphqlRequest = (body: {
  query: string;
  operationName: string;
  variables: unknown;
}): string => {
  const text = JSON.stringify(body);
  return [
    'POST /graphql HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/graphql-response+json, application/json;q=0.9',
    `content-length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
};
