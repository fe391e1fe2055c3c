import { expect, test } from 'vitest';
import { parseJsonLd, readJsonLd, textValue, valueOf } from '../../../../src/ingest/extract/json-ld.ts';

test.each([
  ['CDATA in a comment', '/*<![CDATA[*/ {"a": 1} /*]]>*/'],
  ['an HTML comment', '<!-- {"a": 1} -->'],
  ['trailing commas', '{"a": 1,}'],
  ['comments between members', '{ // one\n "a": 1 /* two */ }'],
  ['a semicolon at the end', '{"a": 1};'],
])('reads JSON-LD with %s', (_name, script) => {
  expect(parseJsonLd(script)).toEqual({ a: 1 });
});

test('mends raw line breaks and unknown escapes inside strings', () => {
  expect(parseJsonLd('{"a": "one\ntwo", "b": "it\\\'s // no comment"}')).toEqual({
    a: 'one two',
    b: "it's // no comment",
  });
});

test('what is beyond repair is left out', () => {
  expect(parseJsonLd('{"a": ')).toBeUndefined();
  expect(parseJsonLd('['.repeat(100_000))).toBeUndefined();
  expect(readJsonLd(['nonsense', '{"@type": "Article"}']).nodes).toHaveLength(1);
});

test('resolves references by @id across scripts', () => {
  const graph = readJsonLd([
    '{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}]}',
    '{"@id": "#a", "name": "मीरा", "@type": "Person"}',
  ]);
  const article = graph.nodes.find(node => valueOf(node, '@type') === 'Article');
  const author = graph.resolve(article === undefined ? null : valueOf(article, 'author'));
  expect(author === null ? null : valueOf(author, 'name')).toBe('मीरा');
});

test('a __proto__ key stays data', () => {
  const graph = readJsonLd(['{"@type": "Article", "__proto__": {"polluted": 1}}']);
  expect(graph.nodes.length).toBeGreaterThan(0);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(valueOf({}, 'constructor')).toBeUndefined();
});

test('text values are decoded, freed of tags and trimmed', () => {
  expect(textValue(' Tom &amp; <b>Jerry</b> ')).toBe('Tom & Jerry');
  expect(textValue([{ '@value': 'हिन्दी' }])).toBe('हिन्दी');
  expect(textValue('')).toBeNull();
  expect(textValue({})).toBeNull();
});
