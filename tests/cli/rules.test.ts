import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { khabar } from '../kit/cli.ts';
import { startServer, type TestServer } from '../kit/ingest.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';

vi.setConfig({ testTimeout: 120_000 });

let uri: string;
let server: TestServer;
let env: Record<string, string>;

const rss = () => `<rss version="2.0"><channel><title>River News</title>
  <item><title>आज का राशिफल</title><link>${server.origin}/stars</link><category>Zodiac</category></item>
  <item><title>The river rose</title><link>${server.origin}/rose</link></item></channel></rss>`;

beforeAll(async () => {
  uri = testDatabaseUri('cli-rules');
  server = await startServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss()),
  );
  env = { MONGODB_URI: uri, KHABAR_SAMPLE: 'off', KHABAR_ALLOWED_ORIGINS: server.origin };
});

afterAll(async () => {
  await server.stop();
  await dropDatabase(uri);
});

const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await khabar(args, env);
  expect(code, stderr).toBe(0);
  return stdout;
};
const json = async (...args: string[]): Promise<unknown> => JSON.parse(await run(...args, '--json'));

test('a rule is tried, added, applied, switched off and removed', async () => {
  await run('sources', 'add', `${server.origin}/feed`, '--no-pages');
  await run('ingest');
  const text = 'exclude headline ~ "rashifal"';
  expect(await json('rules', 'test', text, '--days', '3', '--source', `${server.origin}/feed`)).toMatchObject(
    {
      scanned: 2,
      excluded: 1,
      clauses: [{ clause: 'headline ~ "rashifal"', count: 1 }],
    },
  );
  expect(await run('rules', 'test', text)).toContain('2 articles of 7 days: 1 matched, 1 kept, 1 left out');
  const { id } = (await json('rules', 'add', text, '--name', 'No stars')) as { id: string };
  expect(await json('rules', 'apply')).toMatchObject({ scanned: 2, removed: 1 });
  expect(await run('rules', 'list')).toContain(`✓  ${id}  ${text}  (all sources, 1 matched)`);
  expect(await json('rules', 'disable', id)).toMatchObject({ enabled: false });
  expect(await json('rules', 'enable', id)).toMatchObject({ enabled: true });
  await run('rules', 'remove', id);
  expect(await run('rules', 'list')).toBe('no rules\n');
});

test('a mistake is shown with a mark below its place', async () => {
  const { code, stderr } = await khabar(['rules', 'add', 'exclude wordCount ~ "x"'], env);
  expect(code).toBe(2);
  expect(stderr).toContain('wordCount is a number; ~ does not fit it (line 1, column 19)');
  expect(stderr).toContain('  exclude wordCount ~ "x"\n                    ^');
  expect((await khabar(['rules', 'remove', 'nobody'], env)).code).toBe(1);
});
