import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Answer, type TestApi } from '../kit/api.ts';

/**
 * What the scanner graphql-cop looks for. Introspection is the one finding that stays: the schema is public, it is
 * in the repository, and clients are made from it.
 */

let api: TestApi;

beforeAll(async () => {
  api = await startApi('scanner');
});

afterAll(() => api.stop());

const isRefused = ({ status, body }: Answer): boolean =>
  status >= 400 && status < 500 && body.data == null && body.errors?.length === 1;

const raw = (init: RequestInit, search = '') => fetch(`${api.gateway.origin}/graphql${search}`, init);
const typename = encodeURIComponent('query cop { __typename }');

test('alias overloading: 101 aliases of one field', async () => {
  const aliases = Array.from({ length: 101 }, (_, place) => `alias${place}: __typename`).join(' ');
  expect(isRefused(await api.ask(`query cop { ${aliases} }`))).toBe(true);
});

test('array-based batching: ten operations in one body', async () => {
  const response = await raw({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }))),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).not.toBeInstanceOf(Array);
});

test('directive overloading: ten directives on a field give one error, not ten', async () => {
  expect(isRefused(await api.ask(`query cop { __typename ${'@aa'.repeat(10)} }`))).toBe(true);
});

test('field duplication: one field 500 times', async () => {
  expect(isRefused(await api.ask(`query cop { ${'__typename '.repeat(500)} }`))).toBe(true);
});

test('circular introspection: fields of types of fields of types', async () => {
  const circle = 'fields { type { '.repeat(4) + 'name' + ' } }'.repeat(4);
  expect(isRefused(await api.ask(`query cop { __schema { types { ${circle} } } }`))).toBe(true);
});

test('circular fragments', async () => {
  const { status, body } = await api.ask(
    'query cop { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }',
  );
  expect([status, body.data]).toEqual([400, undefined]);
});

test('introspection is open, which is meant', async () => {
  const { status, body } = await api.ask(getIntrospectionQuery({ descriptions: false }));
  expect([status, body.errors]).toEqual([200, undefined]);
});

test('field suggestions tell only what introspection tells', async () => {
  const { status, body } = await api.ask('query cop { __schema { directive } }');
  expect(status).toBe(400);
  expect(body.errors?.[0]?.message).toContain('directive');
});

test('questions by GET from any page are refused', async () => {
  expect((await raw({}, `?query=${typename}`)).status).toBe(400);
});

test('mutations by GET are refused', async () => {
  const mutation = encodeURIComponent('mutation cop { __typename }');
  for (const headers of [{}, { 'apollo-require-preflight': '1' }] as const)
    expect((await raw({ headers }, `?query=${mutation}`)).status).toBeGreaterThanOrEqual(400);
});

test('forms that any page can post are refused', async () => {
  const response = await raw({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `query=${typename}`,
  });
  expect(response.status).toBe(415);
});

test('nobody traces: answers carry no times of resolvers', async () => {
  const { body } = await api.ask('query cop { __typename }');
  expect(JSON.stringify(body)).not.toContain('tracing');
});

test('an error tells nothing of the code behind it', async () => {
  const { body } = await api.ask('qwerty cop { abc }');
  expect(body.errors?.[0]?.extensions).toEqual({
    code: 'GRAPHQL_PARSE_FAILED',
    requestId: expect.any(String) as string,
  });
});
