import { expect, test } from 'vitest';
import { linksInHeader } from '../../../../src/ingest/websub/link-header.ts';

const base = 'https://news.example/section/feed';

test.each([
  ['quoted relations', '<https://hub.example/>; rel="hub", <https://news.example/feed>; rel="self"'],
  ['bare relations', '<https://hub.example/>;rel=hub,<https://news.example/feed>;rel=self'],
  ['relative addresses', '<//hub.example/>; rel=HUB, </feed>; rel="canonical self"'],
  [
    'other parameters',
    '<https://hub.example/>; title="a, <b>; rel=self"; rel="hub", </feed>; type=x; rel=self',
  ],
  [
    'further links',
    '</a>; rel=next, <https://hub.example/>; rel=hub, <https://b.example/>; rel=hub, </feed>; rel=self',
  ],
])('a Link header with %s', (_name, header) => {
  const links = linksInHeader(header, base);
  expect(links.get('hub')).toBe('https://hub.example/');
  expect(links.get('self')).toBe('https://news.example/feed');
});

test.each([null, '', 'rel=hub', '<javascript:alert(1)>; rel=hub', '<https://hub.example/>', '<<<<>;;;rel'])(
  'nothing is found in %s',
  header => {
    expect(linksInHeader(header, base).get('hub')).toBeUndefined();
  },
);

test('a header that was made to be slow is read at once', () => {
  for (const part of ['<', '<a>;', '<a>; a="', '<a> ; ;'])
    expect(linksInHeader(part.repeat(20_000), base).size).toBeLessThan(2);
});
