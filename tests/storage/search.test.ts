import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IndexableArticle, SearchOrder, SearchRequest } from '../../src/search/request.ts';
import { createSearchStore } from '../../src/storage/search-store.ts';
import type { SearchStore } from '../../src/storage/search-store.ts';
import { dropDatabase, testDatabaseUri } from '../kit/mongo.ts';

const now = new Date('2026-11-24T06:00:00Z');
const day = 86_400_000;

const article = (id: string, fields: Partial<IndexableArticle> = {}): IndexableArticle => ({
  id,
  revision: 1,
  language: 'hi',
  sourceId: 'dainik',
  tagIds: [],
  sortAt: new Date(now.getTime() - day),
  headline: '',
  dek: null,
  body: '',
  tags: [],
  ...fields,
});

const newsroom: readonly IndexableArticle[] = [
  article('kim', {
    headline: 'किम जोंग उन निजी ट्रेन से रूस पहुंचे',
    dek: 'राष्ट्रपति पुतिन से मुलाकात',
    body: 'उत्तर कोरिया के नेता किम जोंग उन (Kim Jong Un) अपनी बख्तरबंद ट्रेन से व्लादिवोस्तोक पहुंचे।',
    tags: ['रूस', 'उत्तर कोरिया'],
    tagIds: ['t-russia'],
    tagSlugs: ['rus'],
    authors: ['Asha Rao'],
    site: 'hindi.example.in',
  }),
  article('kim-en', {
    language: 'en',
    sourceId: 'herald',
    headline: 'Kim Jong Un arrives in Russia by armoured train',
    body: 'The leader of North Korea reached Vladivostok on Sunday.',
    tagIds: ['t-russia'],
    sortAt: new Date(now.getTime() - 2 * day),
  }),
  article('flood', {
    headline: 'असम में बाढ़ से हजारों बेघर',
    body: 'ब्रह्मपुत्र खतरे के निशान से ऊपर। सेना राहत में जुटी।',
    sortAt: new Date(now.getTime() - 3 * day),
  }),
  article('gold', {
    headline: 'सोना महंगा हुआ',
    body: 'दिल्ली में सोना नई ऊंचाई पर।',
    sortAt: new Date(now.getTime() - 40 * day),
  }),
];

let uri: string;
let connection: Connection;
let store: SearchStore;
const stores: SearchStore[] = [];

const openStore = (): SearchStore => {
  const opened = createSearchStore(connection, { cacheBytes: 4 * 1024 * 1024 });
  stores.push(opened);
  return opened;
};

const request = (text: string, fields: Partial<SearchRequest> = {}): SearchRequest => ({
  text,
  order: 'RELEVANCE',
  first: 10,
  now,
  ...fields,
});

const found = async (text: string, fields: Partial<SearchRequest> = {}): Promise<string[]> => {
  const { hits, fault } = await store.search(request(text, fields));
  expect(fault).toBeUndefined();
  return hits.map(hit => hit.articleId);
};

beforeAll(() => {
  uri = testDatabaseUri('search');
});

beforeEach(async () => {
  connection = await mongoose.createConnection(uri).asPromise();
  store = openStore();
});

afterEach(async () => {
  await Promise.all(stores.splice(0).map(each => each.close()));
  await connection.dropDatabase();
  await connection.close();
});

afterAll(() => dropDatabase(uri));

describe('finding', () => {
  beforeEach(() => store.index(newsroom));

  test.each(['Kim Jong Un', 'किम जोंग', 'kim jong rus', 'रूस ट्रेन', 'Russia train Kim', '"निजी ट्रेन"'])(
    '%s finds the article about the journey first',
    async text => {
      expect((await found(text, { language: ['hi'] }))[0]).toBe('kim');
    },
  );

  test('one box finds both languages', async () => {
    expect((await found('किम जोंग उन')).sort()).toEqual(['kim', 'kim-en']);
    expect((await found('Kim Jong Un')).sort()).toEqual(['kim', 'kim-en']);
    expect(await found('flood in Assam')).toEqual(['flood']);
  });

  test('army does not find gold', async () => {
    expect(await found('सेना')).toEqual(['flood']);
    expect(await found('सोना')).toEqual(['gold']);
  });

  test('a phrase is exact, across spellings and not across fields', async () => {
    expect(await found('"प्राइवेट ट्रेन"')).toEqual([]);
    expect(await found('"निजी ट्रेन से रूस"')).toEqual(['kim']);
    expect(await found('"रूस पहुँचे"')).toEqual(['kim']);
    expect(await found('"पहुंचे राष्ट्रपति"')).toEqual([]);
    expect(await found('"ट्रेनों"')).toEqual([]);
  });

  test('not, or and parentheses', async () => {
    expect(await found('kim -armoured')).toEqual(['kim']);
    expect((await found('बाढ़ OR सोना')).sort()).toEqual(['flood', 'gold']);
    expect(await found('(बाढ़ OR सोना) -दिल्ली')).toEqual(['flood']);
    expect((await found('-kim')).sort()).toEqual(['flood', 'gold']);
  });

  test.each([
    ['source:herald', ['kim-en']],
    ['lang:en kim', ['kim-en']],
    ['tag:rus', ['kim']],
    ['tag:t-russia lang:hi', ['kim']],
    ['author:"asha rao"', ['kim']],
    ['site:example.in', ['kim']],
    ['before:2026-11-01', ['gold']],
    ['after:2026-11-20 before:2026-11-22T00:00 lang:hi', ['flood']],
    ['(lang:en OR before:2026-11-01) after:2026-01-01', ['kim-en', 'gold']],
  ])('the field %s filters', async (text, ids) => {
    expect((await found(text, { order: 'NEWEST' })).sort()).toEqual([...ids].sort());
  });

  test('filters of the request work with and without words', async () => {
    expect(await found('', { sourceIds: ['herald', 'nobody'] })).toEqual(['kim-en']);
    expect(await found('kim', { tagIds: ['t-russia'], language: ['en'] })).toEqual(['kim-en']);
    expect(await found('', { after: new Date('2026-11-23'), before: new Date('2026-11-24') })).toEqual([
      'kim',
    ]);
    expect(await found('', { language: ['ta'] })).toEqual([]);
  });

  test('newest and oldest', async () => {
    expect(await found('', { order: 'NEWEST' })).toEqual(['kim', 'kim-en', 'flood', 'gold']);
    expect(await found('', { order: 'OLDEST' })).toEqual(['gold', 'flood', 'kim-en', 'kim']);
  });

  test('a bad query or cursor is data', async () => {
    const quote = await store.search(request('किम "जोंग'));
    expect(quote.fault).toMatchObject({ reason: 'UNCLOSED_QUOTE', position: 4 });
    const cursor = await store.search(request('किम', { cursor: 'nonsense' }));
    expect(cursor.fault).toMatchObject({ reason: 'BAD_CURSOR' });
    const { hits } = await store.search(request('किम'));
    const other = await store.search(request('किम', { order: 'NEWEST', cursor: hits[0]?.cursor ?? '' }));
    expect(other.fault).toMatchObject({ reason: 'BAD_CURSOR' });
  });

  test('only words of grammar still find something', async () => {
    expect((await found('में से')).length).toBeGreaterThan(0);
  });
});

describe('changing', () => {
  test('an empty index answers', async () => {
    expect(await found('रूस')).toEqual([]);
    await store.remove(['nobody']);
    expect(await found('', { order: 'NEWEST' })).toEqual([]);
  });

  test('an edit replaces, an older revision does not', async () => {
    await store.index(newsroom);
    await store.index([article('gold', { revision: 3, headline: 'चांदी सस्ती हुई' })]);
    await store.index([article('gold', { revision: 2, headline: 'तांबा' })]);
    expect(await found('सोना')).toEqual([]);
    expect(await found('तांबा')).toEqual([]);
    expect(await found('चाँदी')).toEqual(['gold']);
  });

  test('indexing again changes nothing', async () => {
    await store.index(newsroom);
    const before = await store.stats();
    await store.index(newsroom);
    expect(await store.stats()).toEqual(before);
  });

  test('of one id twice in a batch the later revision holds', async () => {
    await store.index([article('a', { revision: 2, headline: 'दूसरा' }), article('a', { headline: 'पहला' })]);
    expect(await found('पहला')).toEqual([]);
    expect(await found('दूसरा')).toEqual(['a']);
  });

  test('a removed article is gone, and may come back', async () => {
    await store.index(newsroom);
    await store.remove(['gold', 'nobody']);
    expect(await found('सोना')).toEqual([]);
    expect((await store.stats()).articleCount).toBe(3);
    await store.index(newsroom);
    expect(await found('सोना')).toEqual(['gold']);
  });

  test('another store finds it within a second', async () => {
    const other = openStore();
    await other.search(request('चांदी'));
    await store.index([article('a', { headline: 'चांदी सस्ती' })]);
    await expect
      .poll(async () => (await other.search(request('चांदी'))).hits.map(hit => hit.articleId), {
        timeout: 1_000,
      })
      .toEqual(['a']);
  });

  test('merging keeps every article, edit and removal', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `a${String(i).padStart(2, '0')}`);
    for (const [i, id] of ids.entries()) await store.index([article(id, { headline: `रूस खबर शब्द${i}` })]);
    await store.index([article('a05', { revision: 2, headline: 'रूस बदला' })]);
    await store.remove(['a06', 'a59']);
    await store.maintain();
    expect((await store.stats()).segmentCount).toBeLessThan(20);
    expect((await store.stats()).articleCount).toBe(58);
    const hits = await found('रूस', { first: 100 });
    expect(hits.sort()).toEqual(ids.filter(id => !['a06', 'a59'].includes(id)));
    expect(await found('शब्द5')).toEqual([]);
    expect(await found('"रूस बदला"')).toEqual(['a05']);
  });
});

describe('paging', () => {
  const orders: SearchOrder[] = ['RELEVANCE', 'NEWEST', 'OLDEST'];
  const many = Array.from({ length: 57 }, (_, i) =>
    article(`p${String(i).padStart(2, '0')}`, {
      headline: `रूस ${'ट्रेन '.repeat(i % 4)}खबर`,
      sortAt: new Date(now.getTime() - (i % 9) * day),
    }),
  );

  const walk = async (
    order: SearchOrder,
    first: number,
    between = async () => Promise.resolve(),
  ): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 100; pages += 1) {
      const fields = cursor === undefined ? {} : { cursor };
      const page = await store.search(request('रूस', { order, first, ...fields }));
      ids.push(...page.hits.map(hit => hit.articleId));
      if (!page.hasNextPage) break;
      cursor = page.hits.at(-1)?.cursor;
      await between();
    }
    return ids;
  };

  test.each(orders)('%s: pages of any size make up the whole, once each', async order => {
    for (let from = 0; from < many.length; from += 10) await store.index(many.slice(from, from + 10));
    const whole = await walk(order, 100);
    expect(new Set(whole).size).toBe(57);
    expect(await walk(order, 7)).toEqual(whole);
    expect(await walk(order, 1)).toEqual(whole);
  });

  test.each(orders)('%s: what comes in between pages does not disturb them', async order => {
    await store.index(many);
    const whole = await walk(order, 100);
    let added = 0;
    const paged = await walk(order, 20, async () => {
      added += 1;
      await store.index([
        article(`late${added}`, { headline: 'रूस ट्रेन', sortAt: new Date(now.getTime() - 4 * day) }),
      ]);
    });
    expect(paged).toEqual(whole);
  });
});

describe('several writers', () => {
  test('two stores that write at once lose nothing', async () => {
    const writers = [store, openStore()];
    const batches = Array.from({ length: 24 }, (_, i) => [
      article(`own${i}`, { headline: `रूस खबर ${i}` }),
      article('shared', { revision: i + 1, headline: `साझा संस्करण${i + 1}` }),
    ]);
    await Promise.all(
      writers.map(async (writer, w) => {
        for (const [i, batch] of batches.entries()) if (i % 2 === w) await writer.index(batch);
      }),
    );
    await Promise.all(writers.map(writer => writer.maintain()));
    expect((await found('रूस', { first: 100 })).length).toBe(24);
    expect(await found('साझा')).toEqual(['shared']);
    expect(await found('"साझा संस्करण24"')).toEqual(['shared']);
    expect((await store.stats()).articleCount).toBe(25);
  });

  test('two stores that index the same articles keep them once', async () => {
    const writers = [store, openStore(), openStore()];
    await Promise.all(writers.map(writer => writer.index(newsroom)));
    expect((await store.stats()).articleCount).toBe(newsroom.length);
    expect(await found('', { order: 'NEWEST' })).toHaveLength(newsroom.length);
  });

  test('what a writer left that died before its commit is never seen, and is cleared away', async () => {
    let time = now.getTime();
    const clock = { now: () => new Date(time) };
    const careful = createSearchStore(connection, { clock });
    stores.push(careful);
    await careful.index(newsroom);
    const db = connection.getClient().db(connection.name);
    const manifests = db.collection<{ _id: string; nextSegment: number }>('searchManifest');
    const blocks = db.collection<{ _id: string }>('searchBlocks');
    // As a writer does that is killed between its blocks and the manifest.
    await manifests.updateOne({ _id: 'search' }, [
      {
        $set: {
          pending: { $concatArrays: ['$pending', [{ id: '$nextSegment', at: clock.now() }]] },
          nextSegment: { $add: ['$nextSegment', 1] },
        },
      },
    ]);
    const orphan = ((await manifests.findOne({ _id: 'search' }))?.nextSegment ?? 0) - 1;
    await blocks.insertOne({ _id: `${orphan}:d0` });
    expect(await found('रूस', { language: ['hi'] })).toEqual(['kim']);
    await careful.maintain();
    expect(await blocks.countDocuments({ _id: `${orphan}:d0` })).toBe(1);
    time += 3_600_000;
    await careful.maintain();
    expect(await blocks.countDocuments({ _id: `${orphan}:d0` })).toBe(0);
    expect(await found('रूस', { language: ['hi'] })).toEqual(['kim']);
  });
});
