import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentCache } from '../../../../src/graphql/limits/document-cache.ts';

const document = parse('{ a }');

test('the documents that were used last are kept, within the room for their text', () => {
  const cache = createDocumentCache(100);
  cache.set('a', document, 40);
  cache.set('b', document, 40);
  expect(cache.get('a')).toBe(document);
  cache.set('c', document, 40);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([document, undefined, document]);
});

test('a document longer than all the room drives nothing out', () => {
  const cache = createDocumentCache(100);
  cache.set('a', document, 40);
  cache.set('long', document, 101);
  expect([cache.get('a'), cache.get('long')]).toEqual([document, undefined]);
});

test('a document that is put in twice takes its room once', () => {
  const cache = createDocumentCache(100);
  for (const hash of ['a', 'a', 'a', 'b']) cache.set(hash, document, 40);
  expect([cache.get('a'), cache.get('b')]).toEqual([document, document]);
});
