import { getIntrospectionQuery, introspectionFromSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { startApi, type TestApi } from '../kit/api.ts';
import { seedArticles } from '../kit/seed.ts';

/** Operations that ask for too much, against the whole gateway: refused before the database hears of them. */

let api: TestApi;

beforeAll(async () => {
  api = await startApi('limits');
  await seedArticles(api.stores, [{ source: 'daily', headline: 'One', tags: ['rivers'] }]);
});

afterAll(() => api.stop());

const times = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');
const around = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

const ofSource = 'source { articles(first: 1) { edges { node { ';
const ofSourceEnd = '} } } } ';
const pagesInPages =
  'query ($n: Int = 100) { latest(first: $n) { nodes { source { articles(first: $n) { nodes { source { articles(first: $n) { nodes { id } } } } } } } } }';

const floods: [string, string, string, Record<string, unknown>?][] = [
  ['aliases', 'aliases', `{ ${times(19, place => `a${place}: latest(first: 1) { b: totalCount }`)} }`],
  ['aliases of __typename', 'aliases', `{ latest { ${times(101, place => `a${place}: __typename`)} } }`],
  [
    'aliases through a fragment',
    'aliases',
    `{ ${times(5, place => `t${place}: tags(first: 1) { nodes { ...F } }`)} } fragment F on Tag { ${times(6, place => `a${place}: name`)} }`,
  ],
  [
    'aliases that double from fragment to fragment',
    'aliases',
    `{ latest { nodes { ...F0 } } } ${times(40, place => `fragment F${place} on Article { a${place}: id ${place < 39 ? `...F${place + 1} ...F${place + 1}` : ''} }`)}`,
  ],
  ['directives that are unknown', 'directivesAtOnePlace', `{ __typename ${'@aa '.repeat(500)} }`],
  ['directives that are known', 'directivesAtOnePlace', `{ __typename ${'@skip(if: false) '.repeat(100)} }`],
  [
    'directives on many fields',
    'directives',
    `{ latest(first: 1) { nodes { ${times(51, () => `... on Article @skip(if: false) { id }`)} } } }`,
  ],
  [
    'levels of fields',
    'depth',
    `{ latest(first: 1) { edges { node { ${around(20, ofSource, 'id ', ofSourceEnd)} } } } }`,
  ],
  [
    'levels through fragments',
    'depth',
    `{ latest(first: 1) { edges { node { ...F0 } } } } ${times(8, place => `fragment F${place} on Article { source { articles(first: 1) { nodes { id ${place < 7 ? `...F${place + 1}` : ''} } } } }`)}`,
  ],
  [
    'fields at the top',
    'rootFields',
    `{ ${['latest', 'articles', 'tags', 'sources', 'latest'].map(field => `... on Query { ${`${field} { totalCount } `.repeat(5)} }`).join(' ')} }`,
  ],
  ['the same field', 'repeatsOfOneField', `{ latest { totalCount ${'totalCount '.repeat(500)} } }`],
  ['operations', 'operations', times(100, place => `query Q${place} { __typename }`)],
  ['tokens', 'tokens', `{ ${'a '.repeat(2_500)} }`],
  ['tokens in a value', 'tokens', `{ nodes(ids: [${'"a" '.repeat(2_500)}]) { id } }`],
  ['nested braces', 'tokens', around(5_000, '{a', '', '}')],
  [
    'lists in lists',
    'nodes',
    pagesInPages
      .replaceAll('$n: Int = 100', '$n: Int!')
      .replaceAll('query ($n: Int!)', 'query')
      .replaceAll('$n', '100'),
  ],
  ['lists in lists through a variable', 'nodes', pagesInPages, { n: 90 }],
  ['lists in lists through a default', 'nodes', pagesInPages],
  [
    'lists in lists through a fragment',
    'nodes',
    `{ latest(first: 100) { ...P } } fragment P on ArticleConnection { nodes { source { articles(first: 100) { nodes { id } } } } }`,
  ],
  [
    'an enormous page in a page',
    'nodes',
    '{ latest(first: 1) { nodes { source { articles(first: 2147483647) { nodes { id } } } } } }',
  ],
  [
    'comparisons of texts',
    'cost',
    '{ latest(first: 20) { nodes { revisions(first: 50) { nodes { changes { diff { text } } } } } } }',
  ],
  [
    'related articles of related articles',
    'cost',
    '{ latest(first: 10) { nodes { related(first: 10) { article { related(first: 50) { article { html source { title } } } } } } } }',
  ],
  [
    'searches',
    'cost',
    `{ ${times(19, place => `s${place}: search(query: "a${place}", first: 100) { nodes { text tags { name names { name } } } }`)} }`,
  ],
  [
    'types of fields of types under many names',
    'introspection',
    `{ ${times(5, place => `s${place}: __schema { types { fields { args { type { name ofType { name } } } type { fields { name type { name } } } } } }`)} }`,
  ],
  [
    'aliases as long as the body',
    'aliasLength',
    `{ latest(first: 100) { nodes { ${'x'.repeat(90_000)}: id } } }`,
  ],
];

test.each(floods)(
  'too many %s are refused by %s before anything is read',
  async (_name, limit, query, variables) => {
    api.commands.length = 0;
    const { status, headers, body } = await api.ask(query, variables ?? {});
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(400);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      limit,
      maximum: expect.any(Number) as number,
      requestId: headers.get('x-request-id'),
    });
    expect(body.data ?? null).toBeNull();
    expect(JSON.stringify(body).length).toBeLessThan(1_000);
    expect(api.commands).toEqual([]);
  },
);

test('the introspection of tools passes, with all that it can ask for', async () => {
  const query = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  const { status, body } = await api.ask(query);
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  const types = (body.data?.['__schema'] as { types: unknown[] }).types;
  expect(types).toHaveLength(introspectionFromSchema(createSchema()).__schema.types.length);
});

test('every answer tells its cost and what it may cost', async () => {
  const page = '{ latest(first: 10) { nodes { id headline } } }';
  for (const query of [page, page])
    expect((await api.ask(query)).body).toMatchObject({
      extensions: { cost: { requested: 12, limit: 5_000 } },
    });
  const sized = 'query ($n: Int) { latest(first: $n) { nodes { id headline } } }';
  for (const [n, requested] of [
    [10, 12],
    [100, 120],
    [null, 24],
    [undefined, 24],
  ] as const)
    expect((await api.ask(sized, { n })).body).toMatchObject({ extensions: { cost: { requested } } });
});

test('a document that was refused is refused again, and one that passed passes again', async () => {
  for (const status of [200, 200]) expect((await api.ask(pagesInPages, { n: 3 })).status).toBe(status);
  for (const status of [400, 400]) expect((await api.ask(pagesInPages, { n: 80 })).status).toBe(status);
  expect((await api.ask(pagesInPages, { n: 3 })).status).toBe(200);
});
