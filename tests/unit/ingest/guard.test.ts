import { describe, expect, test } from 'vitest';
import { checkUrl, isPublicAddress, literalOf } from '../../../src/ingest/guard.ts';

const nothingAllowed = { allowedOrigins: new Set<string>() };

const reasonFor = (url: string, policy = nothingAllowed): string => {
  const checked = checkUrl(url, policy);
  return checked.ok ? 'ok' : checked.fault.reason;
};

describe('an address is public', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '2a00::1',
  ])('when it is %s', ip => expect(isPublicAddress(ip)).toBe(true));

  test('when it is a public IPv4 address in its mapped form', () => {
    expect(isPublicAddress('::ffff:8.8.8.8')).toBe(true);
  });
});

describe('an address is not public', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback, last of the block'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'this network'],
    ['10.255.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private, last of the block'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['169.254.169.254', 'link-local, where clouds keep credentials'],
    ['192.0.0.8', 'protocol assignments'],
    ['192.0.2.55', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.9', 'documentation'],
    ['198.19.255.255', 'benchmarking'],
    ['192.88.99.1', 'relay of 6to4'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['250.1.1.1', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::8.8.8.8', 'IPv4-compatible, even around a public address'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:a00:1', 'IPv4-mapped, in hex'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'NAT64 for local use'],
    ['2002:7f00:1::1', '6to4'],
    ['2001:0:4136:e378::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['2001:10::1', 'ORCHID'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['fd12:3456::1', 'unique local'],
    ['ff02::1', 'multicast'],
    ['100::1', 'discard'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['2606:4700::1%eth0', 'any with a zone'],
    ['4000::1', 'outside of what is given out'],
    ['', 'nothing'],
    ['localhost', 'a name'],
    ['0177.0.0.1', 'not in canonical form'],
  ])('when it is %s (%s)', ip => expect(isPublicAddress(ip)).toBe(false));
});

describe('a URL', () => {
  test.each([
    'https://news.example/rss',
    'http://news.example:8080/rss',
    'https://समाचार.example/फ़ीड',
    'http://93.184.216.34/',
    'http://[2606:4700::1]/feed',
    'https://localhost.news.example/feed',
    'https://10.0.0.1.news.example/feed',
  ])('of the public web passes: %s', url => expect(reasonFor(url)).toBe('ok'));

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::7f00:1]/',
    'http://localhost/',
    'http://LocalHost./',
    'http://a.b.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://abcdefghijklmnop.onion/',
    'http://169.254.169.254/latest/meta-data/',
  ])('that leads into a private network is blocked: %s', url =>
    expect(reasonFor(url)).toBe('BLOCKED_ADDRESS'),
  );

  test.each([22, 25, 21, 110, 5432, 6379, 9200, 11211, 27017, 6667])(
    'with a port of another service is blocked: %i',
    port => expect(reasonFor(`http://news.example:${port}/`)).toBe('BLOCKED_ADDRESS'),
  );

  test.each([
    '',
    'news.example/rss',
    '//news.example/rss',
    'file:///etc/passwd',
    'ftp://news.example/rss',
    'javascript:alert(1)',
    'data:text/xml,<rss/>',
    'view-source:http://news.example/',
    'http://reader@news.example/',
    'http://:secret@news.example/',
    'http://news..example/',
    'http://.news.example/',
    'http://news.example:99999/',
    'http://',
    'http://127.0.0.1%00.news.example/',
  ])('that is none, or of another kind, is bad: %s', url => expect(reasonFor(url)).toBe('BAD_URL'));

  test('that is longer than any honest one is bad', () => {
    expect(reasonFor(`https://news.example/${'a'.repeat(1_900)}`)).toBe('ok');
    expect(reasonFor(`https://news.example/${'a'.repeat(9_000)}`)).toBe('BAD_URL');
  });

  test('of an allowed origin passes whatever its address is, and only with that very port and scheme', () => {
    const policy = { allowedOrigins: new Set(['http://127.0.0.1:4100']) };
    expect(reasonFor('http://127.0.0.1:4100/feed', policy)).toBe('ok');
    expect(reasonFor('http://127.0.0.1:4101/feed', policy)).toBe('BLOCKED_ADDRESS');
    expect(reasonFor('https://127.0.0.1:4100/feed', policy)).toBe('BLOCKED_ADDRESS');
    expect(reasonFor('http://127.0.0.1/feed', policy)).toBe('BLOCKED_ADDRESS');
    expect(reasonFor('http://reader@127.0.0.1:4100/feed', policy)).toBe('BAD_URL');
  });
});

test('a literal is found with and without brackets, a name is none', () => {
  expect(literalOf('[::1]')).toBe('::1');
  expect(literalOf('::1')).toBe('::1');
  expect(literalOf('10.0.0.1')).toBe('10.0.0.1');
  expect(literalOf('news.example')).toBeNull();
});
