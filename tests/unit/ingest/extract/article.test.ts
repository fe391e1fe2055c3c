import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../../src/ingest/extract/article.ts';
import { readSeedArticle, seedPage } from './seed-page.ts';

const address = 'https://ujala.example/desh/rail-samjhauta-wangchuk';
const railPact = readFileSync(new URL('../../../fixtures/pages/rail-pact.html', import.meta.url), 'utf8');
const withoutJsonLd = railPact.replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/u, '');
const furniture = [
  'Facebook',
  'WhatsApp',
  'Share this',
  'Latest News',
  'Must Read',
  'Miss',
  'यह भी पढ़ें',
  'विज्ञापन',
  'पुस्तकालय',
  'डाकघर',
  'सर्वाधिकार',
  'होम',
];

describe.each([
  ['with JSON-LD', railPact],
  ['without JSON-LD', withoutJsonLd],
])('a Hindi article page %s', (_name, html) => {
  const page = extractArticle(html, address);

  test('gives the headline without the name of the site', () => {
    expect(page.headline).toBe('सीमा पार रेल समझौते पर पहुंचे वांगचुक, दिल्ली में होगी बैठक');
  });

  test('tells the standfirst from the body', () => {
    expect(page.dek).toMatch(/^Wangchuk India Visit: भूटान के परिवहन मंत्री/u);
    expect(page.sections[0]?.text).not.toContain('Wangchuk India Visit');
  });

  test('gives the lead picture with its caption and credit', () => {
    expect(page.images[0]).toMatchObject({
      url: 'https://ujala.example/media/wangchuk-delhi.jpg',
      width: 1200,
      height: 675,
      caption: 'Wangchuk India Visit',
      credit: 'फोटो: सीमा राव',
    });
    expect(page.images).toHaveLength(1);
  });

  test('splits the body at its three sub-headings, the bold one included', () => {
    expect(page.sections.map(section => section.heading)).toEqual([
      null,
      'खर्च का बंटवारा अब भी बाकी',
      'सीमावर्ती ज़िलों को मिलेगा लाभ',
      'काम कब शुरू होगा',
    ]);
    expect(page.sections.every(section => section.text.length > 100)).toBe(true);
  });

  test('keeps names that are glossed in both scripts as they are', () => {
    expect(page.text).toContain('तेनज़िन वांगचुक (Tenzin Wangchuk)');
    expect(page.sections[2]?.text).toContain('प्रदीप बसुमतारी (Pradip Basumatary)');
  });

  test('takes topics from the list of tags', () => {
    expect(page.topics).toEqual(['भूटान', 'रेल मंत्रालय', 'Tenzin Wangchuk']);
  });

  test.each(furniture)('leaves the furniture "%s" out', words => {
    expect(page.text).not.toContain(words);
    expect(page.sections.map(section => section.html).join('')).not.toContain(words);
  });

  test('knows its language and its address without tracking', () => {
    expect(page.language).toBe('hi');
    expect(page.canonicalUrl).toBe(address);
    expect(page.siteName).toBe('उजाला दैनिक');
  });
});

test('JSON-LD with comments, CDATA and a trailing comma gives author, date and paywall', () => {
  const page = extractArticle(railPact, address);
  expect(page.authors).toEqual(['मीरा सेन']);
  expect(page.publishedAt).toMatchObject({ precision: 'INSTANT', value: new Date('2024-02-11T04:00:00Z') });
  expect(page.paywalled).toBe(false);
});

const seedFile = new URL('../../../../../shared/seed-article.txt', import.meta.url);

describe.runIf(existsSync(seedFile))('the reference article', () => {
  const seed = readSeedArticle(existsSync(seedFile) ? readFileSync(seedFile, 'utf8') : '');
  const tags = ['किम जोंग उन', 'रूस', 'Vladimir Putin'];

  test.each(['h2', 'bold'] as const)('comes out whole and without furniture, sub-headings as %s', style => {
    const page = extractArticle(seedPage(seed, tags, style), 'https://dainik.example/world/kim');
    expect(page.headline).toBe(seed.headline);
    expect(page.dek).toBe(seed.dek);
    expect(page.images[0]?.caption).toBe(seed.caption);
    expect(page.sections.map(section => section.heading)).toEqual([
      null,
      ...seed.sections.map(({ heading }) => heading),
    ]);
    expect(page.sections.map(section => section.text)).toEqual([
      seed.opening,
      ...seed.sections.map(({ text }) => text),
    ]);
    expect(page.topics).toEqual(tags);
    expect(page.text).not.toMatch(/Share this|Latest News|Must Read|Miss|कुछ और खबर/u);
  });
});
