import { describe, expect, test } from 'vitest';
import { parseFieldPath, valuesAt } from '../../../src/sources/field-path.ts';
import { mappingPresets } from '../../../src/sources/mapping-presets.ts';
import { keyInAddress, parseReader } from '../../../src/sources/reader.ts';
import { isSecretName, looksLikeKey, secretsIn } from '../../../src/sources/secret.ts';
import { parseFieldSelector } from '../../../src/sources/selectors.ts';

const json = {
  response: {
    results: [
      {
        id: 1,
        tags: [
          { type: 'keyword', name: 'Rivers' },
          { type: 'contributor', name: 'A' },
        ],
      },
      { id: 2, tags: [{ type: 'contributor', name: 'B' }], 'odd key': true },
    ],
  },
};

const at = (path: string): unknown[] => {
  const parsed = parseFieldPath(path);
  if (!parsed.ok) throw new Error(parsed.fault);
  return valuesAt(json, parsed.value);
};

describe('a path into an answer', () => {
  test.each<[string, unknown[]]>([
    ['response.results.id', [1, 2]],
    ['response.results[1].id', [2]],
    ['response.results[9].id', []],
    ['response.results.tags[type=contributor].name', ['A', 'B']],
    ['response.results[id=2].odd key', [true]],
    ['response.nothing.here', []],
    ['response.constructor', []],
    ['$', [json]],
  ])('%s', (path, values) => {
    expect(at(path)).toEqual(values);
  });
  test.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a[',
    'a]',
    'a[x',
    'a[]',
    '[0]',
    '=a',
    'a'.repeat(201),
    'a.'.repeat(20) + 'a',
  ])('"%s" is none', path => {
    expect(parseFieldPath(path).ok).toBe(false);
  });
});

describe('a reader from outside', () => {
  const fields = { url: ['url'] };
  const api = (mapping: object) =>
    parseReader({ kind: 'API', mapping: { items: 'items', fields, ...mapping } });

  test('the shipped mappings are readers', () => {
    for (const mapping of mappingPresets.values())
      expect(parseReader({ kind: 'API', mapping })).toMatchObject({ ok: true });
  });
  test('what is left out has its default', () => {
    expect(api({})).toMatchObject({
      ok: true,
      value: { mapping: { keys: [], paging: null, fields: { title: [] } } },
    });
    expect(parseReader({ kind: 'LISTING', selectors: { item: 'li' } })).toMatchObject({
      value: { selectors: { item: 'li', link: null } },
    });
  });
  test.each<[string, unknown, string]>([
    ['an unknown kind', { kind: 'MAGIC' }, 'kind'],
    ['an API without a mapping', { kind: 'API' }, 'mapping'],
    ['a listing with a mapping', { kind: 'LISTING', selectors: { item: 'a' }, mapping: {} }, ''],
    ['a selector that is none', { kind: 'LISTING', selectors: { item: 'a[' } }, 'selectors.item'],
    ['an unknown pseudo-class', { kind: 'LISTING', selectors: { item: 'a:sparkling' } }, 'selectors.item'],
    [
      'a bad selector of a field',
      { kind: 'LISTING', selectors: { item: 'a', date: '>>@x' } },
      'selectors.date',
    ],
  ])('%s is a fault', (_name, value, path) => {
    const parsed = parseReader(value);
    expect(parsed.ok ? 'accepted' : parsed.fault.path.join('.')).toBe(path);
  });
  test.each<[string, object]>([
    ['a bad path', { items: 'a..b' }],
    ['no address', { fields: { title: ['t'] } }],
    [
      'a variable that is not for this',
      { keys: [{ place: 'HEADER', name: 'x-api-key', variable: 'MONGODB_URI' }] },
    ],
    [
      'a header of the connection',
      { keys: [{ place: 'HEADER', name: 'Host', variable: 'KHABAR_SECRET_A' }] },
    ],
    [
      'a header with a line break',
      { keys: [{ place: 'HEADER', name: 'a\r\nb', variable: 'KHABAR_SECRET_A' }] },
    ],
    ['a key among the constants', { query: [{ name: 'apiKey', value: '123' }] }],
    ['too many pages', { paging: { kind: 'PAGE', parameter: 'page', maxPages: 1_000 } }],
    ['paging by a cursor that is nowhere', { paging: { kind: 'CURSOR', parameter: 'after' } }],
  ])('%s is refused in a mapping', (_name, mapping) => {
    expect(api(mapping).ok).toBe(false);
  });
  test('a key in the address of an API is seen, one of a feed is its own affair', () => {
    const parsed = api({});
    if (!parsed.ok) throw new Error(parsed.fault.message);
    expect(keyInAddress('https://api.example/v2?q=a&apiKey=1', parsed.value)).toBe('apiKey');
    expect(keyInAddress('https://api.example/v2?q=a', parsed.value)).toBeNull();
    expect(keyInAddress('https://api.example/v2?token=1', { kind: 'FEED' })).toBeNull();
  });
});

test('only variables of the prefix can be named, and an empty one is not set', () => {
  expect(
    ['KHABAR_SECRET_A', 'KHABAR_SECRET_', 'KHABAR_ADMIN_KEY', 'khabar_secret_a'].map(isSecretName),
  ).toEqual([true, false, false, false]);
  const secrets = secretsIn({ KHABAR_SECRET_A: 'a', KHABAR_SECRET_B: '', KHABAR_ADMIN_KEY: 'x' });
  expect(['KHABAR_SECRET_A', 'KHABAR_SECRET_B', 'KHABAR_SECRET_C', 'KHABAR_ADMIN_KEY'].map(secrets)).toEqual([
    'a',
    null,
    null,
    null,
  ]);
  expect(
    ['api-key', 'apikey', 'api_key', 'X-Api-Key', 'access_token', 'keyword', 'monkey', 'q'].map(looksLikeKey),
  ).toEqual([true, true, true, true, true, false, false, false]);
});

test.each<[string, unknown]>([
  ['time@datetime', { css: 'time', attribute: 'datetime' }],
  ['@href', { css: null, attribute: 'href' }],
  ['img @data-src', { css: 'img', attribute: 'data-src' }],
  ['h2 > a', { css: 'h2 > a', attribute: null }],
  ['a[title="x@y.z"]', { css: 'a[title="x@y.z"]', attribute: null }],
])('the selector %s', (text, value) => {
  expect(parseFieldSelector(text)).toEqual({ ok: true, value });
});
