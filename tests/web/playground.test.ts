import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, graphql } from 'graphql';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPlayground } from '../../scripts/build-playground.ts';
import { parseNamedOperation } from '../../src/web/named-operation.ts';
import { playgroundRoutes } from '../../src/web/playground.ts';
import { browserPath, hostsOf, openBrowser, openPage } from '../kit/browser.ts';

const executable = await browserPath();

const schema = buildSchema('type Query { greeting(name: String!): String! }');
const operations = [
  parseNamedOperation(
    'greeting.graphql',
    '# Greets.\n# variables: {"name": "दुनिया"}\nquery Greeting($name: String!) { greeting(name: $name) }\n',
  ),
  parseNamedOperation('tricky.graphql', '# </script><b>\nquery Tricky { greeting(name: "</script>") }\n'),
];

let app: FastifyInstance;
let address: string;

beforeAll(async () => {
  await buildPlayground();
  app = Fastify();
  app.route<{ Body: { query: string; variables?: Record<string, unknown> } }>({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: request =>
      graphql({
        schema,
        source: request.body.query,
        variableValues: request.body.variables ?? {},
        rootValue: { greeting: ({ name }: { name: string }) => `नमस्ते ${name}` },
      }),
  });
  playgroundRoutes(app, { endpoint: '/graphql', operations });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => app.close());

describe('over HTTP', () => {
  const page = (accept: string) => app.inject({ url: '/graphql', headers: { accept } });

  test('a browser gets the page, also on a route that was registered before', async () => {
    const answer = await page('text/html,application/xhtml+xml,*/*;q=0.8');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers.vary).toBe('Accept');
  });

  test('a GraphQL client never gets the page', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json, text/html;q=0.1' },
      payload: { query: '{ greeting(name: "x") }' },
    });
    expect(answer.json()).toEqual({ data: { greeting: 'नमस्ते x' } });
  });

  test('the policy allows no script but our own files', async () => {
    const { headers } = await page('text/html');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
  });

  test('an operation cannot break out of the block that carries it', async () => {
    const { body } = await page('text/html');
    expect(body).not.toContain('</script><b>');
    expect(body.match(/<\/script>/g)).toHaveLength(2);
  });

  test('assets are compressed, kept for long, and there is no way out of their folder', async () => {
    const name = /\/playground\/playground-[\w-]+\.js/.exec((await page('text/html')).body)?.[0] ?? '';
    const asset = await app.inject({ url: name, headers: { 'accept-encoding': 'gzip, br' } });
    expect(asset.headers['content-encoding']).toBe('gzip');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await app.inject({ url: '/playground/stamp' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/playground/..%2f..%2fpackage.json' })).statusCode).toBe(404);
  });
});

describe.skipIf(executable === null)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(executable ?? '');
  });
  afterAll(() => browser.close());

  test('an operation is run by the keyboard, with nothing fetched from elsewhere and no error', async () => {
    const watched = await openPage(browser);
    const { page } = watched;
    await page.goto(`${address}/graphql`);
    await page.getByRole('tab', { name: 'Greeting' }).waitFor();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.locator('.graphiql-query-editor textarea').focus();
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response .view-lines', { hasText: 'नमस्ते' }).waitFor();
    expect(hostsOf(watched)).toEqual(['127.0.0.1']);
    expect(watched.errors).toEqual([]);
    await page.context().close();
  });

  test('each operation is a tab with its own title and variables', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${address}/graphql`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      expect.stringMatching(/^Greeting/),
      expect.stringMatching(/^Tricky/),
    ]);
    await page.locator('.graphiql-editor-tool .view-lines', { hasText: 'दुनिया' }).first().waitFor();
    await page.context().close();
  });
});
