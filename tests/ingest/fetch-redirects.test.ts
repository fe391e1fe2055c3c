import { expect, test } from 'vitest';
import { followRedirects } from '../../src/ingest/fetch-redirects.ts';

/** Walks from the first address over a table of redirects; what is not in it answers 200. */
const walk = async (start: string, table: Record<string, string>, allowedOrigins: string[] = []) => {
  const asked: string[] = [];
  const rules = { policy: { allowedOrigins: new Set(allowedOrigins) }, maxRedirects: 5 };
  const result = await followRedirects(start, rules, url => {
    asked.push(url.href);
    const location = table[url.href];
    const headers = location === undefined ? {} : { location };
    return Promise.resolve({ status: location === undefined ? 200 : 301, headers, body: new Uint8Array() });
  });
  return { result, asked };
};

test('a redirect from http to https is followed', async () => {
  const { result } = await walk('http://a.example/f', { 'http://a.example/f': 'https://a.example/f' });
  expect(result).toMatchObject({ ok: true, value: { hops: { allPermanent: true } } });
});

test('a redirect from https to http is refused and never asked', async () => {
  const { result, asked } = await walk('https://a.example/f', {
    'https://a.example/f': 'http://a.example/f',
  });
  expect(result).toMatchObject({ ok: false, fault: { reason: 'TLS', status: 301 } });
  expect(asked).toEqual(['https://a.example/f']);
});

test('a redirect from https to an allowed origin is followed', async () => {
  const table = { 'https://a.example/f': 'http://127.0.0.1:4100/f' };
  const { result, asked } = await walk('https://a.example/f', table, ['http://127.0.0.1:4100']);
  expect(result.ok).toBe(true);
  expect(asked).toHaveLength(2);
});

test('fragments are neither sent nor told apart', async () => {
  const { result } = await walk('https://a.example/f#a', { 'https://a.example/f': 'https://a.example/f#b' });
  expect(result).toMatchObject({ ok: false, fault: { reason: 'REDIRECT_LOOP' } });
});

test('five redirects are followed and a sixth is not', async () => {
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, hop) => [`https://a.example/${hop}`, `https://a.example/${hop + 1}`]),
    );
  expect((await walk('https://a.example/0', chain(5))).result.ok).toBe(true);
  const { result, asked } = await walk('https://a.example/0', chain(6));
  expect(result).toMatchObject({ ok: false, fault: { reason: 'REDIRECT_LOOP' } });
  expect(asked).toHaveLength(6);
});

test('a start that the guard refuses is never asked', async () => {
  const { result, asked } = await walk('http://10.0.0.1/f', {});
  expect(result).toMatchObject({ ok: false, fault: { reason: 'BLOCKED_ADDRESS', status: null } });
  expect(asked).toEqual([]);
});
