import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseFeed } from '../../../../src/ingest/parse/index.ts';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/feeds/${name}`, import.meta.url));

test.each([
  ['RSS 2.0 in Hindi with content, media and dc', 'rss-hindi.xml', 'rss-hindi.json'],
  ['RSS 1.0', 'rdf.xml', 'rdf.json'],
  ['Atom with XHTML, base64, xml:base and a source', 'atom.xml', 'atom.json'],
  ['JSON Feed', 'json-feed.source.json', 'json-feed.json'],
  ['RSS that is broken in eight ways', 'rss-broken.xml', 'rss-broken.json'],
])('%s comes out whole', (_, source, expected) => {
  const parsed = parseFeed(fixture(source), { contentType: null, url: 'https://feeds.example/f' });
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  const plain: unknown = JSON.parse(JSON.stringify(parsed.value));
  expect(plain).toEqual(JSON.parse(fixture(expected).toString('utf8')));
});
