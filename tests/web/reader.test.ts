import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Execute } from '../../src/web/operations.ts';
import { readerRoutes } from '../../src/web/routes.ts';
import { fixtureRoom } from './newsroom-fixture.ts';
import { readPage } from './page-reader.ts';
import { stubExecute } from './stub-newsroom.ts';

const articlePath = `/article/${encodeURIComponent('जहाज-बंदरगाह-पहुंचा-a1b2c3d4')}`;

const reader = (
  execute: Execute = stubExecute(fixtureRoom('https://pictures.example/boat.jpg')),
): FastifyInstance => {
  const app = Fastify();
  readerRoutes(app, { execute });
  return app;
};

let app: FastifyInstance;
beforeAll(() => {
  app = reader();
});
afterAll(() => app.close());

const open = async (url: string) => {
  const answer = await app.inject({ url, headers: { accept: 'text/html' } });
  return { answer, ...readPage(answer.body) };
};

describe('the front page', () => {
  test('lists the latest stories in order, each in its own language', async () => {
    const { document, texts } = await open('/');
    expect(texts('h1')).toEqual(['Latest News']);
    expect(texts('main > .card h2, main > .cards h2').slice(0, 2)).toEqual([
      'पहली सौर नाव बंदरगाह पहुंची, मंत्री आशा मेनन से होगी मुलाकात',
      'Solar boat docks after twelve days at sea',
    ]);
    const languages = [...document.querySelectorAll('.card-full')]
      .slice(0, 3)
      .map(each => each.getAttribute('lang'));
    expect(languages).toEqual(['en', '', 'en']);
  });

  test('has a section for each topic with enough stories', async () => {
    const { texts } = await open('/');
    expect(texts('.topic h2')).toEqual(['Sea', 'Asha Menon']);
  });

  test('in Hindi it speaks Hindi, shows Hindi stories only and keeps the choice in its links', async () => {
    const { document, texts, links } = await open('/?lang=hi');
    expect(document.documentElement.getAttribute('lang')).toBe('hi');
    expect(texts('h1')).toEqual(['ताज़ा ख़बरें']);
    expect(texts('[aria-current]')).toEqual(['हिन्दी']);
    expect(new Set([...document.querySelectorAll('.card')].map(each => each.getAttribute('lang')))).toEqual(
      new Set(['hi']),
    );
    expect(links('main h2 a').every(href => href.endsWith('?lang=hi'))).toBe(true);
  });

  test('leads to older stories and back, without a story twice', async () => {
    const first = await open('/');
    const [older = ''] = first.links('a[rel=next]');
    const second = await open(older);
    const seen = [
      ...first.links('main > .card h2 a, main > .cards h2 a'),
      ...second.links('main > .card h2 a, main > .cards h2 a'),
    ];
    expect(seen).toHaveLength(27);
    expect(new Set(seen).size).toBe(27);
    expect(second.links('.pager a')).toEqual(['/']);
  });

  test('says so when there is nothing yet', async () => {
    const empty = reader(stubExecute({ articles: [], tags: [], sources: [] }));
    const { body } = await empty.inject({ url: '/' });
    expect(body).toContain('No stories yet');
  });
});

describe('an article page', () => {
  test('shows every part of the article', async () => {
    const { document, texts, links } = await open(articlePath);
    expect(texts('h1')).toEqual(['पहली सौर नाव बंदरगाह पहुंची, मंत्री आशा मेनन से होगी मुलाकात']);
    expect(texts('.story > header .dek')[0]).toMatch(/^Solar Boat Arrives: /);
    expect(document.querySelector('.lead-figure img')?.getAttribute('src')).toBe(
      'https://pictures.example/boat.jpg',
    );
    expect(texts('figcaption')).toEqual(['घाट पर खड़ी सौर नाव Photo: Harbour Photo']);
    expect(texts('.byline')[0]).toBe(
      'By रवि कुलकर्णी, Meera Joshi दैनिक सागर 1 March 2026, 9:15 am IST 2 min read',
    );
    expect(texts('.story-body h2')).toEqual([
      'चालक दल और मंत्री के बीच होगी बातचीत',
      'अगली यात्रा अक्टूबर में',
      'तट के गांवों को मिलेगा काम',
    ]);
    expect(texts('.story-body p')[0]).toContain('आशा मेनन (Asha Menon)');
    expect(texts('main h2, aside h2').slice(3)).toEqual([
      'Also printed by',
      'Tags',
      'Share this story',
      'Related',
      'Latest News',
    ]);
    expect(texts('.tags li')).toEqual(['Sea', 'Asha Menon']);
    expect(texts('.related h3')).toHaveLength(2);
    expect(links('aside h3 a')).not.toContain(articlePath);
  });

  test('says where else the same text was printed, and what the publisher changed', async () => {
    const { texts, links } = await open(articlePath);
    expect(links('.prints a')).toEqual(['/article/solar-boat-docks']);
    expect(texts('.edits dt')).toEqual(['Headline']);
    expect(texts('.edits del')).toEqual(['तट']);
    expect(texts('.edits ins')).toEqual(['बंदरगाह <b>पर</b>']);
  });

  test('shares by plain links that carry the address of the original', async () => {
    const { texts, links } = await open(articlePath);
    expect(texts('.share a')).toEqual(['X', 'WhatsApp', 'Facebook', 'Telegram', 'Mail']);
    const original = encodeURIComponent('https://news.example/');
    expect(links('.share a').every(href => href.includes(original))).toBe(true);
  });

  test('names the source and leads to the original, also for search engines', async () => {
    const { document, texts, links } = await open(articlePath);
    expect(texts('.attribution')).toEqual(['Published by दैनिक सागर. Read the original at दैनिक सागर']);
    expect(links('.attribution a')[0]).toBe(
      document.querySelector('link[rel=canonical]')?.getAttribute('href'),
    );
  });

  test('describes itself as a NewsArticle', async () => {
    const { document } = await open('/article/solar-boat-docks');
    const data: unknown = JSON.parse(
      document.querySelector('script[type="application/ld+json"]')?.textContent ?? '',
    );
    expect(data).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Solar boat docks after twelve days at sea',
      datePublished: '2026-02-28',
      inLanguage: 'en',
      publisher: { name: 'Harbour Post' },
    });
  });

  test('text from outside stays text, wherever it stands', async () => {
    const { answer, document, texts } = await open('/article/hostile');
    expect(texts('h1')).toEqual(['Tags <script>alert(1)</script> & "quotes" in a headline']);
    expect([...document.querySelectorAll('script')].map(each => each.getAttribute('type'))).toEqual([
      'application/ld+json',
    ]);
    expect(document.querySelector('img, .story-body b')).toBeNull();
    expect(answer.body.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe('the other pages', () => {
  test('a tag page has the name in the language of the visitor', async () => {
    const path = `/tag/${encodeURIComponent('समुद्र')}`;
    expect((await open(path)).texts('h1')).toEqual(['Sea']);
    expect((await open(`${path}?lang=hi`)).texts('h1')).toEqual(['समुद्र']);
  });

  test('a source page says when the source cannot be read', async () => {
    expect((await open('/source/harbour-post')).answer.body).toContain(
      'The last attempts to read this source failed.',
    );
    expect((await open('/source/dainik-sagar')).answer.body).not.toContain('The last attempts');
  });

  test('a search keeps its words in the form and in the links to more', async () => {
    const { document, texts } = await open('/search?q=solar');
    expect(document.querySelector('input[name=q]')?.getAttribute('value')).toBe('solar');
    expect(texts('main h2')).toEqual(['Solar boat docks after twelve days at sea']);
    expect((await open('/search?q=zzz')).answer.body).toContain('Nothing found for “zzz”');
    expect((await open('/search')).answer.statusCode).toBe(200);
  });

  test('a faulty query is told to the visitor as 400', async () => {
    const { answer, texts } = await open('/search?q=%22open');
    expect(answer.statusCode).toBe(400);
    expect(texts('[role=alert]')).toEqual(['a quotation mark is not closed']);
  });
});

describe('answers', () => {
  test.each(['/article/none', '/tag/none', '/source/none', '/no/such/page', '/article/%E0%A4'])(
    '%s is a page with 404 or 400 for a browser',
    async url => {
      const { answer, texts } = await open(url);
      expect([400, 404]).toContain(answer.statusCode);
      if (answer.statusCode === 404) expect(texts('h1')).toEqual(['Not found']);
    },
  );

  test('a program gets JSON for a path that does not exist', async () => {
    const answer = await app.inject({ url: '/nothing', headers: { accept: 'application/json' } });
    expect(answer.json()).toEqual({ error: 'not found' });
  });

  test('a stale cursor is 400', async () => {
    expect((await open('/?after=nonsense')).answer.statusCode).toBe(400);
  });

  test.each([
    [503, { errors: [{ message: 'no', extensions: { code: 'SERVICE_UNAVAILABLE' } }] }],
    [500, { errors: [{ message: 'secret detail', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }],
    [500, { data: { latest: 'of an unknown shape' } }],
  ])('%i when the schema cannot answer, with no detail from inside', async (status, outcome) => {
    const broken = reader(() => Promise.resolve(outcome));
    const answer = await broken.inject({ url: '/' });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain('secret detail');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a throw is a page with 500', async () => {
    const broken = reader(() => Promise.reject(new Error('secret detail')));
    const answer = await broken.inject({ url: '/' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('Something went wrong');
    expect(answer.body).not.toContain('secret detail');
  });

  test('a page that did not change is not sent again', async () => {
    const { answer } = await open('/');
    const again = await app.inject({ url: '/', headers: { 'if-none-match': answer.headers.etag } });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test('no page lets a script run', async () => {
    for (const path of ['/', articlePath, '/search?q=x', '/nothing']) {
      const { answer } = await open(path);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/script-src|unsafe/);
    }
  });
});
