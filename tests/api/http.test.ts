import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi('http');
});

afterAll(() => api.stop());

test('live and ready answer', async () => {
  for (const path of ['/health/live', '/health/ready']) {
    const response = await fetch(api.gateway.origin + path);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok' });
  }
});

test('browsers of any origin may call, without credentials', async () => {
  const preflight = await fetch(`${api.gateway.origin}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://front-end.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
});

test('every answer has a request id, and every error carries it', async () => {
  const answer = await api.ask('{ node(id: "?") { id } }');
  const id = answer.headers.get('x-request-id');
  expect(id).toMatch(/^[\da-f-]{36}$/u);
  expect(answer.body.errors?.[0]?.extensions?.['requestId']).toBe(id);
});

test.each([
  ['a syntax error', '{ latest(', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['too many tokens', `{ ${'latest { totalCount } '.repeat(600)} }`, 'QUERY_TOO_COMPLEX'],
])('%s is answered with 400 and a code', async (_name, query, code) => {
  const answer = await api.ask(query);
  expect(answer.status).toBe(400);
  expect(answer.body.errors?.[0]?.extensions?.['code']).toBe(code);
  expect(JSON.stringify(answer.body)).not.toContain('node_modules');
});

test.each([
  [
    'a date that is none',
    'query ($d: DateTime) { articles(filter: { publishedAfter: $d }) { totalCount } }',
    { d: 'soon' },
  ],
  [
    'a date without a zone',
    'query ($d: DateTime) { articles(filter: { publishedAfter: $d }) { totalCount } }',
    { d: '2026-01-01T00:00:00' },
  ],
  [
    'a language that is none',
    'query ($l: LanguageTag!) { latest(languages: [$l]) { totalCount } }',
    { l: 'Hindi!' },
  ],
  ['a missing variable', 'query ($l: LanguageTag!) { latest(languages: [$l]) { totalCount } }', {}],
  ['an address that is none', 'query ($u: URL!) { article(url: $u) { id } }', { u: 'javascript:alert(1)' }],
])('%s in the variables is bad input', async (_name, query, variables) => {
  const answer = await api.ask(query, variables);
  expect(answer.status).toBe(400);
  expect(answer.body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
});

test('a body over the limit is refused with 413', async () => {
  const response = await fetch(`${api.gateway.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `# ${'x'.repeat(200_000)}\n{ __typename }` }),
  });
  expect(response.status).toBe(413);
});

test('a mutation by GET is refused with 405', async () => {
  const query = encodeURIComponent('mutation { removeSource(input: { id: "a" }) { userErrors { code } } }');
  const response = await fetch(`${api.gateway.origin}/graphql?query=${query}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  expect(response.status).toBe(405);
});

test('a query by GET is answered', async () => {
  const response = await fetch(
    `${api.gateway.origin}/graphql?query=${encodeURIComponent('{ __typename }')}`,
    {
      headers: { 'apollo-require-preflight': '1' },
    },
  );
  expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
});

test('when the database is gone the answer says so and tells nothing about it', async () => {
  const away = await startApi('away');
  await away.stores.close();
  const answer = await away.ask('{ latest { totalCount nodes { id } } }');
  expect(answer.body.errors?.[0]).toMatchObject({
    message: 'The database does not answer; try again soon',
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  });
  expect((await fetch(`${away.gateway.origin}/health/ready`)).status).toBe(503);
  expect((await fetch(`${away.gateway.origin}/health/live`)).status).toBe(200);
  await away.gateway.stop();
});
