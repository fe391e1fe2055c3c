import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/api.ts';

/** The statuses of the draft for GraphQL over HTTP, each with a code and the id of the request. */

let api: TestApi;

beforeAll(async () => {
  api = await startApi('statuses');
});

afterAll(() => api.stop());

const json = { 'content-type': 'application/json' };

interface Sent {
  method?: string;
  search?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const send = async ({ method = 'POST', search = '', headers = json, body }: Sent) => {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(`${api.gateway.origin}/graphql${search}`, {
    method,
    headers,
    ...(text === undefined ? {} : { body: text }),
  });
  return { response, text: await response.text() };
};

const byGet = (
  query: string,
  headers: Record<string, string> = { 'apollo-require-preflight': '1' },
): Sent => ({
  method: 'GET',
  search: `?query=${encodeURIComponent(query)}`,
  headers,
});

const fine = { query: '{ __typename }' };
const both = ['application/json', 'application/graphql-response+json'];

describe.each(both)('a client that accepts %s', accept => {
  test.each<[string, number, Sent]>([
    ['data', 200, { body: fine }],
    ['data beside an error', 200, { body: { query: '{ __typename node(id: "?") { id } }' } }],
    ['a document that cannot be read', 400, { body: { query: '{' } }],
    ['a document that is not valid', 400, { body: { query: '{ nothing }' } }],
    [
      'an operation that is not there',
      400,
      { body: { query: 'query A { __typename }', operationName: 'B' } },
    ],
    [
      'no choice between operations',
      400,
      { body: { query: 'query A { __typename } query B { __typename }' } },
    ],
    [
      'a variable that does not fit',
      400,
      { body: { query: 'query ($i: Int!) { latest(first: $i) { totalCount } }', variables: { i: 'x' } } },
    ],
    [
      'a mutation by GET',
      405,
      byGet('mutation { removeSource(input: { id: "a" }) { userErrors { code } } }'),
    ],
  ])('%s is answered with %i', async (_name, status, sent) => {
    const { response, text } = await send({ ...sent, headers: { ...(sent.headers ?? json), accept } });
    expect(response.status, text).toBe(status);
    expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
  });
});

const code = (text: string) =>
  (JSON.parse(text) as { errors: { extensions: Record<string, unknown> }[] }).errors[0]?.extensions['code'];

test.each<[string, number, string, Sent]>([
  ['no JSON', 400, 'BAD_REQUEST', { body: '{"query":' }],
  ['no body', 400, 'BAD_REQUEST', {}],
  ['an empty object', 400, 'BAD_REQUEST', { body: {} }],
  ['JSON null', 400, 'BAD_REQUEST', { body: 'null' }],
  ['a JSON string', 400, 'BAD_REQUEST', { body: '"{ __typename }"' }],
  ['an empty document', 400, 'BAD_REQUEST', { body: { query: '' } }],
  ['a document that is no string', 400, 'BAD_REQUEST', { body: { query: { kind: 'Document' } } }],
  ['variables that are a list', 400, 'BAD_REQUEST', { body: { ...fine, variables: [1] } }],
  ['variables as a string', 400, 'BAD_REQUEST', { body: { ...fine, variables: '{}' } }],
  ['an operation name that is a number', 400, 'BAD_REQUEST', { body: { ...fine, operationName: 1 } }],
  ['extensions that are a list', 400, 'BAD_REQUEST', { body: { ...fine, extensions: [] } }],
  ['a batch', 400, 'BAD_REQUEST', { body: Array.from({ length: 10 }, () => fine) }],
  [
    'a prototype in the variables',
    400,
    'BAD_REQUEST',
    { body: '{"query":"{__typename}","variables":{"__proto__":{"a":1}}}' },
  ],
  [
    'the wrong hash of a persisted query',
    400,
    'BAD_REQUEST',
    {
      body: { ...fine, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    },
  ],
  [
    'a version of persisted queries that is not there',
    400,
    'BAD_REQUEST',
    {
      body: { ...fine, extensions: { persistedQuery: { version: 9, sha256Hash: 'a' } } },
    },
  ],
  ['a body as text', 415, 'BAD_REQUEST', { headers: { 'content-type': 'text/plain' }, body: fine }],
  [
    'a body as a form',
    415,
    'BAD_REQUEST',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=%7B__typename%7D',
    },
  ],
  [
    'a body as a form of parts',
    415,
    'BAD_REQUEST',
    {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    },
  ],
  [
    'a document as the body',
    415,
    'BAD_REQUEST',
    {
      headers: { 'content-type': 'application/graphql' },
      body: '{ __typename }',
    },
  ],
  ['a text answer', 406, 'BAD_REQUEST', { headers: { ...json, accept: 'text/plain' }, body: fine }],
  [
    'an answer that is expressly unwanted',
    406,
    'BAD_REQUEST',
    {
      headers: { ...json, accept: 'application/json;q=0, text/csv' },
      body: fine,
    },
  ],
  ['PUT', 405, 'BAD_REQUEST', { method: 'PUT', body: fine }],
  ['PATCH', 405, 'BAD_REQUEST', { method: 'PATCH', body: fine }],
  ['DELETE', 405, 'BAD_REQUEST', { method: 'DELETE', headers: {} }],
  ['a question by GET as any page can send it', 400, 'BAD_REQUEST', byGet('{ __typename }', {})],
  ['GET without a document', 400, 'BAD_REQUEST', { ...byGet(''), search: '' }],
  [
    'GET with variables that are no JSON',
    400,
    'BAD_REQUEST',
    {
      ...byGet('{ __typename }'),
      search: '?query=%7B__typename%7D&variables=%7B',
    },
  ],
  [
    'a body over the limit',
    413,
    'QUERY_TOO_COMPLEX',
    { body: { query: `# ${'x'.repeat(100_000)}\n{ __typename }` } },
  ],
])('%s is refused with %i and %s', async (_name, status, expected, sent) => {
  const { response, text } = await send(sent);
  expect(response.status, text).toBe(status);
  expect(code(text)).toBe(expected);
  expect(text).toContain(`"requestId":"${response.headers.get('x-request-id') ?? ''}"`);
  expect(response.headers.get('content-type')).toMatch(
    /^application\/(?:graphql-response\+)?json; charset=utf-8$/u,
  );
  expect(text.length).toBeLessThan(2_000);
});

test('where the method is wrong the answer names those that are not', async () => {
  const put = await send({ method: 'PUT', body: fine });
  expect(put.response.headers.get('allow')).toBe('GET, POST');
  const mutation = await send(byGet('mutation { removeSource(input: { id: "a" }) { userErrors { code } } }'));
  expect(mutation.response.headers.get('allow')).toBe('POST');
});

test('a mutation whose answer nobody wants is not carried out', async () => {
  const { body } = await api.ask('{ sources { totalCount } }');
  const { response } = await send({
    headers: { ...json, accept: 'text/csv', authorization: 'Bearer admin-key-of-the-tests' },
    body: {
      query:
        'mutation { addSource(input: { url: "https://a.example/feed", discover: false }) { source { id } } }',
    },
  });
  expect(response.status).toBe(406);
  expect((await api.ask('{ sources { totalCount } }')).body.data).toEqual(body.data);
});

test.each(['*/*', 'application/*', 'text/html;q=0.5, application/json', 'APPLICATION/JSON', undefined])(
  'an Accept of %s is served',
  async accept => {
    const { response } = await send({
      headers: { ...json, ...(accept === undefined ? {} : { accept }) },
      body: fine,
    });
    expect(response.status).toBe(200);
  },
);
