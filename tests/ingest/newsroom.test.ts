import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { startNewsroom, type Newsroom } from '../../src/sample/newsroom.ts';
import { sampleArticles } from '../../src/sample/catalogue.ts';
import { sampleTruth } from '../../src/sample/truth.ts';
import { openSampleNewsroom } from '../../src/sample/sources.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { startIngest, testConfig, type TestIngest } from '../kit/ingest.ts';
import { addNewsroom } from '../kit/newsroom.ts';

/** The sample newsroom through the very code that reads the web: two passes, the second after the edits. */

const clock = fixedClock(new Date('2026-03-01T12:30:00Z'));
let newsroom: Newsroom;
let ingest: TestIngest;
let first: IngestReport[];

beforeAll(async () => {
  newsroom = await startNewsroom({ clock, port: 0, slowMs: 200 });
  ingest = await startIngest('newsroom', { ownOrigins: [newsroom.origin], clock });
  await addNewsroom(ingest.stores, newsroom, clock);
  first = await ingest.pass();
});

afterAll(async () => {
  await ingest.stop();
  await newsroom.stop();
});

const countArticles = () => ingest.stores.articles.count({});

test('every readable source is read and every article of it is stored once', async () => {
  expect(first).toHaveLength(newsroom.sources.length);
  expect(await countArticles()).toBe(sampleArticles.length);
  expect(first.reduce((sum, report) => sum + report.inserted, 0)).toBe(sampleArticles.length);
  expect(first.reduce((sum, report) => sum + report.pageFailures, 0)).toBe(0);
});

test('the broken feed fails by name and the others do not care', () => {
  const failed = first.filter(report => report.failure !== null);
  expect(failed.map(report => report.failure?.reason)).toEqual(['HTML_INSTEAD_OF_FEED']);
});

test('nothing is left behind: every article is indexed', async () => {
  expect(await ingest.stores.articleWriter.pending(10)).toEqual([]);
});

test('reprints name the article that they are a copy of, and nothing else is called one', async () => {
  const rows = await ingest.stores.connection
    .collection<{ _id: string; canonicalUrl: string; reprintOf: string | null }>('articles')
    .find()
    .toArray();
  const urls = new Map(rows.map(({ _id, canonicalUrl }) => [_id, canonicalUrl] as const));
  const keyOf = (id: string): string | undefined =>
    sampleArticles.find(({ key }) => urls.get(id)?.includes(key))?.key;
  const found = rows.flatMap(({ _id, reprintOf }) =>
    reprintOf === null ? [] : [[keyOf(reprintOf), keyOf(_id)].toSorted().join(' ')],
  );
  expect(found.toSorted()).toEqual(
    sampleTruth.nearDuplicates.map(pair => pair.toSorted().join(' ')).toSorted(),
  );
});

test('the Kim report has its headline, dek, captioned picture, headed sections, glossed names and tags', async () => {
  const found = await ingest.stores.search.search({
    text: 'किम "निजी ट्रेन" रूस',
    order: 'RELEVANCE',
    first: 1,
    now: clock.now(),
  });
  const [id = ''] = found.hits.map(hit => hit.articleId);
  const [article] = await ingest.stores.articles.byIds([id]);
  const [body] = await ingest.stores.articles.bodies([id]);
  expect(article?.language).toBe('hi');
  expect(article?.dek?.length).toBeGreaterThan(40);
  expect(article?.images[0]?.caption).toBeTruthy();
  expect(body?.sections.filter(section => section.heading !== null)).toHaveLength(3);
  const text = body?.sections.map(section => section.text).join('\n') ?? '';
  expect(text).toContain('किम जोंग उन (Kim Jong Un)');
  const furniture = ['Share this story', 'Latest News', 'Must Read', "Don't Miss", 'यह भी पढ़ें', 'Also read'];
  for (const words of furniture) expect(text).not.toContain(words);
  expect(article?.tagIds.length).toBeGreaterThan(1);
});

test.each(['किम जोंग', 'Kim Jong Un', 'kim jong rus', 'रूस ट्रेन', 'Russia train Kim'])(
  'the search "%s" finds the Kim report in Hindi',
  async text => {
    const { hits } = await ingest.stores.search.search({
      text,
      order: 'RELEVANCE',
      first: 3,
      now: clock.now(),
    });
    const articles = await ingest.stores.articles.byIds(hits.map(hit => hit.articleId));
    expect(articles.some(article => article.language === 'hi' && article.headline.includes('किम'))).toBe(
      true,
    );
  },
);

test('the second poll brings the edits as revisions, the new article, and no copies', async () => {
  await ingest.stores.sources.refresh(null, clock.now());
  const second = await ingest.pass();
  const sum = (count: (report: IngestReport) => number) =>
    second.reduce((total, report) => total + count(report), 0);
  expect(sum(report => report.inserted)).toBe(1);
  expect(sum(report => report.updated)).toBe(2);
  expect(second.filter(report => report.outcome === 'notModified').length).toBeGreaterThan(2);
  expect(await countArticles()).toBe(sampleArticles.length + 1);
  const edited = await ingest.stores.connection
    .collection('articles')
    .countDocuments({ revision: 2, pending: false });
  expect(edited).toBe(2);
});

test('a third poll changes nothing', async () => {
  const before = await countArticles();
  await ingest.stores.sources.refresh(null, clock.now());
  const third = await ingest.pass();
  expect(third.every(report => report.inserted + report.updated === 0)).toBe(true);
  expect(await countArticles()).toBe(before);
});

test('the sample newsroom makes way for sources of one’s own', async () => {
  const other = await startIngest('own-sources', { ownOrigins: [], clock });
  try {
    const opened = await openSampleNewsroom(other.stores, testConfig({ PORT: '0' }), clock);
    expect(await other.stores.sources.count({ sample: true })).toBe(newsroom.sources.length);
    await opened?.stop();
    await other.stores.sources.addOne({ ...draft, url: 'https://news.example/feed' }, clock.now());
    expect(await openSampleNewsroom(other.stores, testConfig({ PORT: '0' }), clock)).toBeNull();
    expect(await other.stores.sources.count()).toBe(1);
  } finally {
    await other.stop();
  }
});

const draft = {
  title: 'The News',
  homepage: null,
  language: null,
  country: null,
  categories: [],
  fetchPages: false,
  sample: false,
};
