import Fastify, { type FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readerRoutes } from '../../src/web/routes.ts';
import { browserPath, hostsOf, openBrowser, openPage } from '../kit/browser.ts';
import { accessibilityFaults } from './accessibility.ts';
import { fixtureRoom, pictureSvg } from './newsroom-fixture.ts';
import { stubExecute } from './stub-newsroom.ts';

const executable = await browserPath();
const articlePath = `/article/${encodeURIComponent('जहाज-बंदरगाह-पहुंचा-a1b2c3d4')}`;

describe.skipIf(executable === null)('the reader in a browser', () => {
  let app: FastifyInstance;
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    app = Fastify();
    app.get('/picture.svg', (_request, reply) => reply.type('image/svg+xml').send(pictureSvg));
    readerRoutes(app, {
      execute: (document, variables) =>
        stubExecute(fixtureRoom(`${address}/picture.svg`))(document, variables),
    });
    address = await app.listen({ port: 0, host: '127.0.0.1' });
    browser = await openBrowser(executable ?? '');
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const paths = ['/', '/?lang=hi', articlePath, '/article/hostile', '/search?q=tide', '/source/harbour-post'];
  const looks = [
    { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
  ] as const;

  test.each(paths.flatMap(path => looks.map(look => ({ path, look, scheme: look.colorScheme }))))(
    '$path in $scheme is accessible, complains of nothing and asks no other host',
    async ({ path, look }) => {
      const watched = await openPage(browser, look);
      await watched.page.goto(address + path);
      expect(await accessibilityFaults(watched.page)).toEqual([]);
      expect(watched.errors).toEqual([]);
      expect(hostsOf(watched)).toEqual(['127.0.0.1']);
      await watched.page.context().close();
    },
  );

  test('the audit itself sees what is wrong with a poor page', async () => {
    const { page } = await openPage(browser);
    await page.setContent(
      '<header></header><main><h1>A</h1><h3 style="color:#999">B</h3><img src="data:,"><a href="/"></a><input></main><footer></footer>',
    );
    expect(await accessibilityFaults(page)).toEqual([
      'heading level 3 after 1',
      'img without alt',
      'link without a name: <a href="/"></a>',
      'field without a label',
      'contrast 2.85 of B',
    ]);
    await page.context().close();
  });

  test('is read from the front page to a related story by the keyboard, with JavaScript off', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(address);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${address}/#main`);
    await page.locator('main h2 a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${articlePath}`);
    await page.locator('.related h3 a').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Solar boat docks' }).waitFor();
    await page.context().close();
  });

  test('searches by its form', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(address);
    await page.getByRole('searchbox', { name: 'Search the news' }).fill('solar');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results for “solar”' }).waitFor();
    await page.context().close();
  });

  test('prints the story without what is only for the screen', async () => {
    const { page } = await openPage(browser);
    await page.goto(address + articlePath);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.share, aside, .search, .related').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.story-body, .attribution').filter({ visible: true }).count()).toBe(2);
    await page.context().close();
  });
});
