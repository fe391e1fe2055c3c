import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { defaultQueryLimits } from '../../../../src/graphql/limits/query-limits.ts';
import { findShapeFault } from '../../../../src/graphql/limits/shape.ts';

const faultOf = (text: string) => findShapeFault(parse(text), defaultQueryLimits);
const times = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');
const nested = (levels: number, open: string, leaf: string): string =>
  `${`${open} { `.repeat(levels)}${leaf}${' }'.repeat(levels)}`;

test.each([
  ['an ordinary query', '{ articles { nodes { id } } }'],
  ['as many aliases as are allowed', `{ articles { ${times(30, place => `a${place}: totalCount`)} } }`],
  ['fields down to the deepest level', `{ ${nested(11, 'a', 'b')} }`],
  ['introspection that is deeper than data may be', `{ __schema { ${nested(14, 'ofType', 'name')} } }`],
  ['introspection that begins on the deepest level', `{ ${nested(11, 'a', '__type { name }')} }`],
  ['an operation beside others', times(10, place => `query Q${place} { __typename }`)],
  ['a fragment that is not there', '{ ...Missing }'],
])('%s passes', (_name, text) => {
  expect(faultOf(text)).toBeNull();
});

test.each([
  [
    'too many aliases',
    `{ ${times(19, place => `a${place}: __typename`)} x { ${times(12, place => `b${place}: c`)} } }`,
    'aliases',
    31,
  ],
  [
    'aliases of a fragment wherever it is spread',
    `{ a { ...F } b { ...F } c { ...F } d { ...F } } fragment F on T { ${times(8, place => `a${place}: x`)} }`,
    'aliases',
    32,
  ],
  [
    'aliases in fragments in fragments',
    `{ a { ...A ...A } } fragment A on T { ...B ...B } fragment B on T { ...C ...C } fragment C on T { ${times(4, place => `a${place}: x`)} }`,
    'aliases',
    32,
  ],
  ['one level too many', `{ ${nested(12, 'a', 'b')} }`, 'depth', 13],
  [
    'levels that lie in fragments',
    `{ ${nested(6, 'a', '...F')} } fragment F on T { ${nested(6, 'a', 'b')} }`,
    'depth',
    13,
  ],
  ['levels in the second operation', `query A { a } query B { ${nested(12, 'a', 'b')} }`, 'depth', 13],
  ['introspection without end', `{ __schema { ${nested(20, 'ofType', 'name')} } }`, 'introspectionDepth', 22],
  [
    'too many directives',
    `{ ${times(26, place => `f${place} @skip(if: false) @include(if: true)`)} }`,
    'directives',
    52,
  ],
  ['a flood of directives on one field', `{ a ${'@x '.repeat(6)} }`, 'directivesAtOnePlace', 6],
  [
    'a flood of directives on a fragment',
    `{ ...F } fragment F on T ${'@x '.repeat(6)} { a }`,
    'directivesAtOnePlace',
    6,
  ],
  ['a flood of directives on an operation', `query ${'@x '.repeat(6)} { a }`, 'directivesAtOnePlace', 6],
  ['directives of variables', `query (${times(51, place => `$v${place}: Int @x`)}) { a }`, 'directives', 51],
  ['too many fields at the top', `{ ${times(21, place => `f${place}`)} }`, 'rootFields', 21],
  [
    'fields at the top that come in fragments',
    `{ ...A ...A ... { ...A } } fragment A on Query { ${times(7, place => `f${place}`)} }`,
    'rootFields',
    21,
  ],
  ['the same field again and again', `{ a { ${'b '.repeat(6)} } }`, 'repeatsOfOneField', 6],
  ['too many operations', times(11, place => `query Q${place} { __typename }`), 'operations', 11],
  ['too many fragments', `{ a } ${times(51, place => `fragment F${place} on T { a }`)}`, 'fragments', 51],
  ['an alias as long as a letter', `{ a { ${'x'.repeat(101)}: b } }`, 'aliasLength', 101],
])('%s is told', (_name, text, limit, requested) => {
  expect(faultOf(text)).toMatchObject({ limit, requested });
});

test('fragments in a circle end, and are left to the validation', () => {
  expect(faultOf('{ ...A } fragment A on T { a ...B } fragment B on T { b ...A }')).toBeNull();
  expect(faultOf('{ ...A } fragment A on T { ...A ...A }')).toBeNull();
});

test('a fragment is walked once however often it is spread', () => {
  const levels = 49;
  const text = `{ ...F0 } ${times(levels, place => `fragment F${place} on T { a: b ${place + 1 < levels ? `...F${place + 1} ...F${place + 1}` : ''} }`)}`;
  expect(faultOf(text)).toMatchObject({ limit: 'aliases', requested: 2 ** levels - 1 });
});
