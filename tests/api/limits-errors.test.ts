import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

/** However much is wrong with a request, the answer is short: at most 20 errors, and none of them long. */

let api: TestApi;

beforeAll(async () => {
  api = await startApi('errors');
  await seedSources(api.stores, ['daily']);
  await seedArticles(api.stores, [{ source: 'daily', headline: 'One', tags: ['rivers'] }]);
});

afterAll(() => api.stop());

const times = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');
const around = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

describe('what the validation refuses is told in few words', () => {
  const invalid: [string, string][] = [
    ['many unknown fields', `{ latest { ${times(400, place => `unknown${place}`)} } }`],
    ['an unknown field with an endless name', `{ ${'x'.repeat(95_000)} }`],
    [
      'fragments in a circle',
      '{ latest { nodes { ...A } } } fragment A on Article { id ...B } fragment B on Article { id ...A }',
    ],
    [
      'a fragment in itself',
      '{ latest { nodes { ...A } } } fragment A on Article { related { article { ...A ...A } } }',
    ],
    [
      'fields of types of fields without end',
      `{ __schema { types { ${around(3, 'fields { type { ', 'name', ' } } ')} } } }`,
    ],
    [
      'the fields of one type without end',
      `{ __type(name: "Article") { ${around(4, 'fields { type { ', 'name', ' } } ')} } }`,
    ],
    ['a kind of operation that the schema lacks', 'subscription { articleAdded { id } }'],
    ['variables that nobody uses', `query (${times(300, place => `$v${place}: Int`)}) { __typename }`],
    [
      'fields that conflict',
      `{ latest { ${times(25, place => `a: totalCount b: ${place % 2 === 0 ? 'edges { cursor }' : 'nodes { id }'}`).replaceAll('a: ', '')} } }`,
    ],
  ];

  test.each(invalid)('%s', async (_name, query) => {
    const { status, body } = await api.ask(query);
    expect(status).toBe(400);
    expect(body.data ?? null).toBeNull();
    expect(body.errors?.length).toBeGreaterThan(0);
    expect(body.errors?.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
    for (const { extensions } of body.errors ?? [])
      expect(['GRAPHQL_VALIDATION_FAILED', 'QUERY_TOO_COMPLEX']).toContain(extensions?.['code']);
  });
});

test.each<[string, unknown]>([
  ['a long text for a number', 'x'.repeat(90_000)],
  ['an object for a number', { $gt: '' }],
])('%s in a variable is bad input, told in few words', async (_name, value) => {
  const { status, body } = await api.ask('query ($n: Int) { latest(first: $n) { totalCount } }', {
    n: value,
  });
  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  expect(JSON.stringify(body).length).toBeLessThan(2_000);
});

test('lists in lists in lists in a variable are bad input too', async () => {
  const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`;
  const response = await fetch(`${api.gateway.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":"query ($n: Int) { latest(first: $n) { totalCount } }","variables":{"n":${deep}}}`,
  });
  const text = await response.text();
  expect(response.status, text.slice(0, 500)).toBe(400);
  expect(text).toContain('BAD_USER_INPUT');
  expect(text.length).toBeLessThan(2_000);
});

test('many wrong values in one variable are at most 20 errors', async () => {
  const { status, body } = await api.ask(
    'query ($l: [LanguageTag!]) { latest(languages: $l) { totalCount } }',
    {
      l: Array.from({ length: 4_000 }, (_, place) => `not one ${place}`),
    },
  );
  expect(status).toBe(400);
  expect(body.errors?.length).toBeLessThanOrEqual(20);
  expect(JSON.stringify(body).length).toBeLessThan(10_000);
});

test('many errors of an execution are cut to 20', async () => {
  const { body } = await api.ask('query ($i: [ID!]!) { nodes(ids: $i) { id } }', {
    i: Array.from({ length: 100 }, (_, place) => `nonsense ${place}`),
  });
  expect(body.errors).toHaveLength(20);
});

test.each([
  ['articles', ''],
  ['sources', ''],
  ['tags', ''],
  ['search', 'query: "one"'],
])('a cursor of %s that was tampered with is bad input at most', async (field, args) => {
  const real = await api.data<Record<string, { pageInfo: { endCursor: string | null } }>>(
    `{ ${field}(${args} first: 1) { pageInfo { endCursor } } }`,
  );
  const cursor = real[field]?.pageInfo.endCursor ?? '';
  const text = Buffer.from(cursor, 'base64url').toString();
  const changed = ['1e999', '-1e999', '1e300', '"x"', 'null', '{"$gt":0}', '[1]'].flatMap(value =>
    [...text.matchAll(/\d+|"[^"]*"/gu)].map(
      ({ 0: part, index }) => text.slice(0, index) + value + text.slice(index + part.length),
    ),
  );
  expect(changed.length).toBeGreaterThan(0);
  for (const value of changed) {
    const { body } = await api.ask(
      `query ($a: String) { ${field}(${args} first: 1, after: $a) { totalCount } }`,
      {
        a: Buffer.from(value).toString('base64url'),
      },
    );
    expect([undefined, 'BAD_USER_INPUT'], value).toContain(body.errors?.[0]?.extensions?.['code']);
  }
});
