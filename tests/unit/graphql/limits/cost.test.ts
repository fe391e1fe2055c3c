import 'reflect-metadata';
import { expect, test } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { defaultPageSize } from '../../../../src/graphql/connection.ts';
import { createMeasure, introspectionLimit } from '../../../../src/graphql/limits/cost.ts';
import { remembering } from '../../../../src/graphql/limits/cost-memo.ts';
import { sizeUnsaid } from '../../../../src/graphql/limits/cost-table.ts';
import { newsSchema, operationOf } from './schema.ts';

const measure = createMeasure(newsSchema);
const costOf = (text: string, variables?: Record<string, unknown>) => {
  const { document, operation } = operationOf(text);
  return measure(document, operation, variables);
};
const nodesOf = (text: string, variables?: Record<string, unknown>) => costOf(text, variables)?.nodes;

test('the size that is taken where none is said is that of the API', () => {
  expect(sizeUnsaid).toBe(defaultPageSize);
});

test.each([
  ['a literal', '{ articles(first: 50) { nodes { id } } }', {}, 50],
  ['a variable', 'query ($n: Int) { articles(first: $n) { nodes { id } } }', { n: 50 }, 50],
  ['the default of a variable', 'query ($n: Int = 50) { articles(first: $n) { nodes { id } } }', {}, 50],
  [
    'a variable beside its default',
    'query ($n: Int = 5) { articles(first: $n) { nodes { id } } }',
    { n: 50 },
    50,
  ],
  ['the default of an argument', '{ top { id } }', {}, 7],
  ['a missing variable over the default of an argument', 'query ($n: Int) { top(first: $n) { id } }', {}, 7],
  ['nothing at all', '{ articles { nodes { id } } }', {}, 20],
  ['null', '{ articles(first: null) { nodes { id } } }', {}, 20],
  ['null in a variable', 'query ($n: Int = 5) { articles(first: $n) { nodes { id } } }', { n: null }, 20],
  ['a page from the end', '{ articles(last: 30) { nodes { id } } }', {}, 30],
  ['the larger of first and last', '{ articles(first: 2, last: 30) { nodes { id } } }', {}, 30],
  ['as many ids as there are', '{ nodes(ids: ["a", "b", "c"]) { id } }', {}, 3],
  ['ids in a variable', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', { i: ['a', 'b'] }, 2],
  ['one id, which counts as a list', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', { i: 'a' }, 1],
  ['a negative size, which the resolver refuses', '{ articles(first: -5) { nodes { id } } }', {}, 0],
])('the length of a list comes from %s', (_name, text, variables, nodes) => {
  expect(nodesOf(text, variables)).toBe(nodes);
});

test('lengths of lists in lists multiply, through edges and nodes alike', () => {
  const inner = 'source { articles(first: 100) { nodes { id } } }';
  expect(nodesOf(`{ articles(first: 100) { nodes { ${inner} } } }`)).toBe(10_100);
  expect(nodesOf(`{ articles(first: 100) { edges { node { ${inner} } } } }`)).toBe(10_100);
  const three = `{ articles(first: 100) { nodes { source { articles(first: 100) { nodes { ${inner} } } } } } }`;
  expect(nodesOf(three)).toBe(1_010_100);
});

test('the same through variables is the same', () => {
  const text =
    'query ($n: Int = 100) { articles(first: $n) { nodes { source { articles(first: $n) { nodes { id } } } } } }';
  expect(nodesOf(text)).toBe(10_100);
  expect(nodesOf(text, { n: 10 })).toBe(110);
});

test('a page counts also when only its page information is asked for', () => {
  expect(nodesOf('{ articles(first: 100) { pageInfo { hasNextPage } } }')).toBe(100);
});

test('objects cost a point and plain values a tenth, rounded up', () => {
  expect(costOf('{ articles(first: 10) { nodes { id headline } } }')?.cost).toBe(12);
  expect(costOf('{ articles(first: 10) { edges { node { id headline source { title } } } } }')?.cost).toBe(
    23,
  );
  expect(costOf('{ __typename }')?.cost).toBe(1);
});

test('a search costs more than a page, and a mutation more than a question', () => {
  expect(costOf('{ search(query: "x", first: 10) { nodes { id } } }')?.cost).toBe(31);
  expect(costOf('mutation { rename(id: "a") { id } }')?.cost).toBe(12);
});

test('a fragment counts at each place where it is spread', () => {
  const fragment = 'fragment F on Query { articles(first: 10) { nodes { id } } }';
  expect(nodesOf(`{ ...F } ${fragment}`)).toBe(10);
  expect(nodesOf(`{ ...F ...F ... on Query { ...F } } ${fragment}`)).toBe(30);
});

test('a fragment on a connection counts by the page around it', () => {
  const fragment = 'fragment Page on ArticleConnection { nodes { related(first: 2) { id } } }';
  expect(nodesOf(`{ a: articles(first: 3) { ...Page } b: articles(first: 5) { ...Page } } ${fragment}`)).toBe(
    3 + 3 * 2 + 5 + 5 * 2,
  );
});

test('what @skip and @include leave out costs nothing', () => {
  const text =
    'query ($no: Boolean!) { articles(first: 10) @include(if: $no) { nodes { id } } top @skip(if: $no) { id } }';
  expect(nodesOf(text, { no: false })).toBe(7);
  expect(nodesOf(text, { no: true })).toBe(10);
});

test('variables that do not fit are left to the execution', () => {
  expect(costOf('query ($n: Int!) { articles(first: $n) { nodes { id } } }', { n: 'many' })).toBeNull();
  expect(costOf('query ($n: Int!) { articles(first: $n) { nodes { id } } }')).toBeNull();
});

test('the schema is counted apart from data, by its own size', () => {
  const whole = costOf(getIntrospectionQuery());
  expect(whole).toMatchObject({ cost: 0, nodes: 0 });
  expect(whole?.introspection).toBeGreaterThan(100);
  expect(introspectionLimit(measure)).toBeGreaterThan(whole?.introspection ?? Infinity);
});

test('fields of types of fields of types are beyond what a tool asks for', () => {
  const types = 'fields { type { fields { type { fields { type { fields { name } } } } } } }';
  expect(costOf(`{ __schema { types { ${types} } } }`)?.introspection).toBeGreaterThan(
    introspectionLimit(measure),
  );
});

test('what was measured is remembered by the variables that count', () => {
  let measured = 0;
  const counting = remembering((...args) => {
    measured += 1;
    return measure(...args);
  });
  const { document, operation } = operationOf(
    'query ($n: Int, $q: String!, $with: Boolean = true) { search(query: $q, first: $n) { nodes { id headline @include(if: $with) } } }',
  );
  const nodes = (variables: Record<string, unknown>) => counting(document, operation, variables)?.nodes;
  expect([
    nodes({ q: 'a', n: 5 }),
    nodes({ q: 'b', n: 5 }),
    nodes({ q: 'c', n: 6 }),
    nodes({ q: 'd' }),
  ]).toEqual([5, 5, 6, 20]);
  expect(measured).toBe(3);
  expect(nodes({ q: 'a', n: 5, with: false })).toBe(5);
  expect(measured).toBe(4);
});

test('variables that do not fit leave nothing behind for those that do', () => {
  const remembered = remembering(measure);
  const { document, operation } = operationOf(
    'query ($i: [ID!]!, $n: Int) { nodes(ids: $i) { id } articles(first: $n) { totalCount } }',
  );
  const nodes = (variables: Record<string, unknown>) => remembered(document, operation, variables)?.nodes;
  expect(nodes({ i: [{}, 'b'], n: 5 })).toBeUndefined();
  expect(nodes({ i: ['a', 'b'], n: 5 })).toBe(7);
  expect(nodes({ i: [{}, 'b'], n: 'x' })).toBeUndefined();
  expect(nodes({ i: ['a', 'b'], n: 6 })).toBe(8);
});
