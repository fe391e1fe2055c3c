import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPlayground } from '../../scripts/build-playground.ts';
import { browserPath, hostsOf, openBrowser, openPage } from '../kit/browser.ts';
import { startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';
import { accessibilityFaults } from './accessibility.ts';

/** The reader and the playground on the gateway itself, over a real database. */

const executable = await browserPath();

describe.skipIf(executable === null)('the gateway in a browser', () => {
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    await buildPlayground();
    api = await startApi('web');
    await seedSources(api.stores, ['daily', 'dainik']);
    await seedArticles(api.stores, [
      {
        source: 'dainik',
        language: 'hi',
        headline: 'नाव लेकर द्वीप पहुंचीं आशा मेनन, मछुआरों से होगी बात',
        dek: 'आशा मेनन (Asha Menon) तीन दिन द्वीप पर रहेंगी।',
        tags: ['आशा मेनन', 'द्वीप', 'घाट'],
        sections: [
          { heading: null, text: 'आशा मेनन (Asha Menon) आज द्वीप पहुंचीं।' },
          { heading: 'मछुआरों की मांगें', text: 'मछुआरे नया घाट चाहते हैं।' },
          { heading: 'नए घाट की लागत', text: 'घाट पर दो करोड़ रुपये लगेंगे।' },
          { heading: 'आगे क्या होगा', text: 'काम बरसात के बाद शुरू होगा।' },
        ],
      },
      { headline: 'Asha Menon reaches the island by boat', tags: ['Asha Menon', 'Island'] },
      ...Array.from({ length: 22 }, (_, i) => ({ headline: `Harbour note ${i + 1}`, tags: ['Harbour'] })),
    ]);
    browser = await openBrowser(executable ?? '');
  });

  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  test('leads from the front page to an article, its tag, its source and a search', async () => {
    const watched = await openPage(browser);
    const { page } = watched;
    await page.goto(api.gateway.origin);
    await page
      .getByRole('link', { name: /^नाव लेकर द्वीप पहुंचीं/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 2, name: 'मछुआरों की मांगें' }).waitFor();
    expect(await page.locator('.story').getAttribute('lang')).toBe('hi');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('.tags').getByRole('link', { name: 'द्वीप' }).click();
    await page.getByRole('heading', { level: 1, name: 'द्वीप' }).waitFor();
    await page.locator('main .meta a').first().click();
    await page.getByRole('heading', { level: 1, name: 'dainik' }).waitFor();
    await page.getByRole('searchbox').fill('Asha Menon');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results for “Asha Menon”' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Asha Menon reaches the island by boat' }).waitFor();
    expect(watched.errors).toEqual([]);
    expect(hostsOf(watched)).toEqual(['127.0.0.1']);
    await page.context().close();
  });

  test('pages through the latest stories to the end', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(api.gateway.origin);
    const first = await page.locator('main > .card h2, main > .cards h2').allTextContents();
    await page.getByRole('link', { name: 'Older stories' }).click();
    await page.getByRole('link', { name: 'Back to the newest' }).waitFor();
    const second = await page.locator('main > .card h2, main > .cards h2').allTextContents();
    expect(new Set([...first, ...second]).size).toBe(24);
    expect(await page.getByRole('link', { name: 'Older stories' }).count()).toBe(0);
    await page.context().close();
  });

  test('the tabs of the playground run by the keyboard and bring data', async () => {
    const watched = await openPage(browser);
    const { page } = watched;
    await page.goto(`${api.gateway.origin}/graphql`);
    const runTab = async (name: string, expected: string) => {
      await page.getByRole('tab', { name, exact: false }).click();
      await page.locator('.graphiql-query-editor .view-lines', { hasText: `query ${name}` }).waitFor();
      // The editor's own field: a click could meet one of its pop-ups.
      await page.locator('.graphiql-query-editor textarea').focus();
      await page.keyboard.press('Control+Enter');
      await page.locator('.graphiql-response .view-lines', { hasText: expected }).waitFor();
    };
    await runTab('Latest', 'Asha Menon reaches the island');
    await runTab('Article', 'नाव लेकर द्वीप');
    await runTab('Node', '"__typename": "Article"');
    expect(watched.errors).toEqual([]);
    expect(hostsOf(watched)).toEqual(['127.0.0.1']);
    await page.context().close();
  });
});
