import type { RecordWithTtl } from 'node:dns';
import { expect, test } from 'vitest';
import { createResolver, type ResolveParts } from '../../src/ingest/fetch-resolve.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });
const records = (...addresses: string[]): RecordWithTtl[] => addresses.map(address => ({ address, ttl: 60 }));

/** A resolver over stubbed parts, and what was asked of them. */
const resolverWith = (parts: Partial<ResolveParts>) => {
  const asked: string[] = [];
  const noted =
    <T>(part: string, answer: (name: string) => Promise<T>) =>
    (name: string) => {
      asked.push(`${part} ${name}`);
      return answer(name);
    };
  const notFound = () => Promise.reject(fault('ENOTFOUND'));
  const resolve = createResolver({
    resolve4: noted('A', parts.resolve4 ?? notFound),
    resolve6: noted('AAAA', parts.resolve6 ?? notFound),
    system: noted('system', parts.system ?? notFound),
  });
  return { resolve, asked };
};

test('both kinds of addresses are handed out, the older first', async () => {
  const { resolve } = resolverWith({
    resolve4: () => Promise.resolve(records('192.0.2.1', '192.0.2.2')),
    resolve6: () => Promise.resolve(records('2001:db8::1')),
  });
  expect(await resolve('news.example')).toEqual([
    { address: '192.0.2.1', family: 4 },
    { address: '192.0.2.2', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ]);
});

test('a name server that keeps silent about the newer kind holds nobody up', async () => {
  const { resolve } = resolverWith({
    resolve4: () => Promise.resolve(records('192.0.2.1')),
    resolve6: () => new Promise(() => undefined),
  });
  expect(await resolve('news.example')).toEqual([{ address: '192.0.2.1', family: 4 }]);
});

test('an answer is kept as long as it says, and who asks meanwhile shares the question', async () => {
  const { resolve, asked } = resolverWith({ resolve4: () => Promise.resolve(records('192.0.2.1')) });
  await Promise.all([resolve('news.example'), resolve('news.example')]);
  await resolve('news.example');
  expect(asked).toEqual(['AAAA news.example', 'A news.example']);
});

test('an answer that may not be kept is asked for again', async () => {
  const { resolve, asked } = resolverWith({
    resolve4: () => Promise.resolve([{ address: '192.0.2.1', ttl: 0 }]),
  });
  await resolve('news.example');
  await resolve('news.example');
  expect(asked.filter(question => question.startsWith('A '))).toHaveLength(2);
});

test('what the name servers do not know is asked of the system', async () => {
  const { resolve } = resolverWith({
    system: () => Promise.resolve([{ address: '192.0.2.9', family: 4 }]),
  });
  expect(await resolve('wiki.example')).toEqual([{ address: '192.0.2.9', family: 4 }]);
});

test('a name server that does not answer is not asked again by way of the system, which would hold a thread', async () => {
  const { resolve, asked } = resolverWith({
    resolve4: () => Promise.reject(fault('ETIMEOUT')),
    resolve6: () => Promise.reject(fault('ETIMEOUT')),
  });
  await expect(resolve('dead.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  expect(asked).not.toContain('system dead.example');
});

test('the system is asked for two names at a time', async () => {
  const endings: (() => void)[] = [];
  const { resolve, asked } = resolverWith({
    system: () => new Promise(done => endings.push(() => done([{ address: '192.0.2.9', family: 4 }]))),
  });
  const all = ['a', 'b', 'c'].map(name => resolve(`${name}.example`));
  const systemQuestions = () => asked.filter(question => question.startsWith('system'));
  await expect.poll(() => systemQuestions().length).toBe(2);
  endings[0]?.();
  await all[0];
  await expect.poll(() => systemQuestions().length).toBe(3);
  for (const end of endings) end();
  expect(await Promise.all(all)).toHaveLength(3);
});
