import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Verdict } from './hostile-cases.ts';

const limits = { maxMs: 1_000, maxErrors: 20, maxBytesOnReject: 10_240 };

const graphqlCase = z.object({
  id: z.string(),
  name: z.string(),
  expect: z.enum(['reject', 'allow', 'allow_or_client_error']),
  req: z.object({
    query: z.string().optional(),
    variables: z.unknown().optional(),
    operationName: z.string().optional(),
    raw: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    method: z.string().optional(),
  }),
});

type GraphqlCase = z.infer<typeof graphqlCase>;

/** Fragments of the schema under test by the names that the cases use; `%` stands for a token's argument. */
export type Bindings = Readonly<Record<string, string>>;

const bind = (text: string, bindings: Bindings): string =>
  text.replace(
    /\{\{([A-Z_]+)(?::((?:[^}]|\}(?!\}))*))?\}\}/g,
    (_token, name: string, argument: string | undefined) => {
      const fragment = bindings[name];
      if (fragment === undefined) throw new Error(`no binding for ${name}`);
      return argument === undefined ? fragment : fragment.replaceAll('%', () => argument);
    },
  );

interface Answer {
  status: number;
  text: string;
  ms: number;
}

const post = async (endpoint: string, { req }: GraphqlCase, bindings: Bindings): Promise<Answer> => {
  const { query = '', variables, operationName, raw } = req;
  const body =
    raw === undefined
      ? JSON.stringify({ query: bind(query, bindings), variables, operationName })
      : bind(raw, bindings);
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...req.headers };
  const started = performance.now();
  const signal = AbortSignal.timeout(20_000);
  const response = await fetch(endpoint, { method: req.method ?? 'POST', headers, body, signal });
  const text = await response.text();
  return { status: response.status, text, ms: performance.now() - started };
};

const answerShape = z.object({ data: z.unknown().optional(), errors: z.array(z.unknown()).optional() });

const parseAnswer = (text: string): z.infer<typeof answerShape> => {
  try {
    const parsed = answerShape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
};

/** Names and paths of code: what a stack trace is made of. */
const leak = /stacktrace|\bat [\w.<>]+ \(|node_modules|file:\/\/|\.(?:ts|js|mjs):\d+/;

const faultsOf = ({ expect }: GraphqlCase, { status, text, ms }: Answer): string[] => {
  const { data, errors = [] } = parseAnswer(text);
  const isRejected = status >= 400 || errors.length > 0;
  const checks: [boolean, string][] = [
    [ms > limits.maxMs, `took ${Math.round(ms)} ms`],
    [status >= 500, `HTTP ${status}`],
    [text.includes('INTERNAL_SERVER_ERROR'), 'INTERNAL_SERVER_ERROR'],
    [leak.test(text), 'tells of its code'],
    [errors.length > limits.maxErrors, `${errors.length} errors`],
    [expect === 'reject' && !isRejected, 'was accepted'],
    [expect === 'reject' && text.length > limits.maxBytesOnReject, `${text.length} bytes to say no`],
    [
      expect === 'allow' && (status !== 200 || errors.length > 0 || data === undefined || data === null),
      `was refused with HTTP ${status}`,
    ],
  ];
  return checks.filter(([bad]) => bad).map(([, why]) => why);
};

/** Sends the operations of graphql.json to a running gateway. Throws when a binding is missing. */
export const runGraphqlCases = async (
  data: string,
  endpoint: string,
  bindings: Bindings,
): Promise<Verdict[]> => {
  const file: unknown = JSON.parse(await readFile(join(data, 'graphql.json'), 'utf8'));
  const { cases } = z.object({ cases: z.array(graphqlCase) }).parse(file);
  const verdicts: Verdict[] = [];
  for (const entry of cases) {
    const id = `graphql ${entry.id} ${entry.name}`;
    try {
      const answer = await post(endpoint, entry, bindings);
      const faults = faultsOf(entry, answer);
      const why =
        faults.length > 0 ? `${faults.join('; ')}: ${answer.text.slice(0, 200)}` : `HTTP ${answer.status}`;
      verdicts.push({ id, pass: faults.length === 0, why });
    } catch (thrown) {
      verdicts.push({ id, pass: false, why: String(thrown) });
    }
  }
  return verdicts;
};
