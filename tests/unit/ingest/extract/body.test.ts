import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../../src/ingest/extract/article.ts';
import { sectionsOf } from '../../../../src/ingest/extract/sections.ts';

const sentence = (number: number): string =>
  `Sentence number ${'abcdefghijklmnopqrstuvwxyz'.charAt(number % 26)} of the story says something about the river, its ${'ox '.repeat(number + 1)}and the bridge.`;
const paragraphs = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, at) => `<p>${sentence(at + from)}</p>`).join('');
const extract = (inside: string): ReturnType<typeof extractArticle> =>
  extractArticle(`<html><body>${inside}</body></html>`, 'https://daily.example/a/b');

describe('the body', () => {
  test('is found among menus, teasers and comments without any helpful name', () => {
    const teasers = ['one', 'two', 'three', 'four']
      .map(
        name =>
          `<div class="c"><h3><a href="/${name}">Another story ${name}</a></h3><p>A teaser for story ${name}, which is not this one at all.</p></div>`,
      )
      .join('');
    const page =
      extract(`<div><ul><li><a href="/">Home</a></li></ul></div><div><div>${paragraphs(6)}</div><div>${teasers}</div></div>
      <div class="comments"><p>${'I do not agree with a word of this article, and here is why. '.repeat(20)}</p></div>`);
    expect(page.text).toContain(sentence(5));
    expect(page.text).not.toMatch(/teaser|Another story|Home|agree/u);
  });

  test('is found when its own element bears the name of furniture', () => {
    expect(
      extract(`<div class="content has-sidebar sidebar">${paragraphs(5)}</div><div>Short</div>`).text,
    ).toContain(sentence(4));
    expect(
      extract(
        `<article class="post type-post tag-share category-related comments-open">${paragraphs(5)}</article>`,
      ).text,
    ).toContain(sentence(4));
  });

  test('is found on a page of span soup beside long tables of figures', () => {
    const table = Array.from(
      { length: 400 },
      (_, at) =>
        `<li><span>City ${at}</span><span>Max Temp: ${at}.0 C, partly cloudy sky with a chance of rain today.</span></li>`,
    );
    const story = `<ul><li><div><span><p>${sentence(1)}</p><p>${sentence(2)}</p><p>${sentence(3)}</p></span></div></li></ul>`;
    const page = extract(`<ul>${table.join('')}</ul><div>${story}</div>`);
    expect(page.text).toContain(sentence(3));
    expect(page.text).not.toContain('Max Temp');
  });

  test('is cut into paragraphs at double line breaks', () => {
    const page = extract(`<div>${[1, 2, 3].map(sentence).join('<br><br>')}</div>`);
    expect(page.text.split('\n\n')).toHaveLength(3);
  });

  test('is read although a stylesheet hides it for those who have not paid', () => {
    expect(
      extract(`<p>${sentence(0)}</p><div style="display:none">${paragraphs(12, 1)}</div>`).text,
    ).toContain(sentence(9));
  });

  test('comes from the declared articleBody when the page is put together in the browser', () => {
    const text = [1, 2, 3, 4, 5].map(sentence).join('\n\n');
    const page = extract(
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody: text })}</script><div id="app"></div>`,
    );
    expect(page.text).toBe(text);
  });

  test('starts at its headline when a ticker of other news stands above it', () => {
    const page = extractArticle(
      `<title>The river rises</title><body><div><ul><li>${sentence(7)}</li><li>${sentence(8)}</li></ul><h2>The river rises</h2>${paragraphs(5)}</div></body>`,
      'https://daily.example/a',
    );
    expect(page.text).not.toContain(sentence(7));
    expect(page.text).toContain(sentence(4));
  });
});

test.each([
  'यह भी पढ़ें: <a href="/x">नदी का पानी कहां गया</a>',
  'Also read: <a href="/x">Where the water went</a>',
  'Read more | <a href="/x">Where the water went</a>',
  'Photo: A. Rao / Agency',
  'विज्ञापन',
  'Published: 6 May 2024, 10:15 AM IST',
  '© 2024 The Daily. All rights reserved.',
  'Follow us on Example',
])('the line "%s" is left out', line => {
  const page = extract(`<article>${paragraphs(3)}<p>${line}</p>${paragraphs(3, 3)}</article>`);
  expect(page.text.split('\n\n')).toEqual(Array.from({ length: 6 }, (_, at) => sentence(at)));
});

test.each([
  'Latest News',
  'Must Read',
  "Don't Miss",
  'Related stories',
  'Trending',
  'टैग्स',
  'ताज़ा खबरें',
  'संबंधित खबरें',
  'Das könnte Sie auch interessieren',
])('what stands under "%s" at the end is left out', label => {
  const page = extract(
    `<article>${paragraphs(6)}<h3>${label}</h3><p>Something else that happened in another town on another day.</p></article>`,
  );
  expect(page.text).not.toContain('another town');
});

describe('sections', () => {
  test('are split at headings and at bold lines, not at bold sentences', () => {
    const sections = sectionsOf(
      `<p>${sentence(0)}</p><h3>First</h3><p>${sentence(1)}</p><p><b>Second part</b></p><p>${sentence(2)}</p><p><b>A whole sentence in bold.</b></p>`,
      'https://daily.example/',
    );
    expect(sections.map(section => section.heading)).toEqual([null, 'First', 'Second part']);
    expect(sections[2]?.text).toContain('A whole sentence in bold.');
  });

  test('keep lists, quotes and tables of data as such', () => {
    const html = sectionsOf(
      '<ul><li>one</li><li>two</li></ul><blockquote><p>said</p></blockquote><table><tr><th>Year</th><th>Rain</th></tr><tr><td>2023</td><td>900</td></tr></table>',
      'https://daily.example/',
    )[0]?.html;
    expect(html).toContain('<ul><li>one</li><li>two</li></ul>');
    expect(html).toContain('<blockquote><p>said</p></blockquote>');
    expect(html?.match(/<table>/gu)).toHaveLength(1);
  });

  test('hold safe HTML only', () => {
    const html = sectionsOf(
      `<p onclick="x()">text <a href="javascript:x">link</a><img src="/a.jpg" width="1" height="1"></p>`,
      'https://daily.example/',
    )[0]?.html;
    expect(html).toBe('<p>text <a>link</a></p>');
  });
});

test.each([
  ['nothing', ''],
  ['no mark-up', 'just words'],
  ['an open comment', `<p>x</p><!-- ${'-'.repeat(100_000)}`],
  ['fifty thousand open elements', '<div>'.repeat(50_000)],
  ['two hundred thousand paragraphs', '<p>x</p>'.repeat(200_000)],
  ['three hundred thousand open noscript elements', '<noscript>'.repeat(300_000)],
  ['a class of a hundred thousand words', `<div class="${'share '.repeat(100_000)}">x</div>`],
  ['deep JSON-LD', `<script type="application/ld+json">${'['.repeat(100_000)}</script>`],
  ['control characters', '<p>\u0000\u0001\uFFFF</p>'],
])('a page of %s is read without a throw', (_name, html) => {
  for (const url of ['https://daily.example/a', 'not an address', '']) {
    const page = extractArticle(html, url);
    expect(
      page.text.length + page.sections.reduce((sum, section) => sum + section.html.length, 0),
    ).toBeLessThan(20_000);
  }
});

test('random bytes of mark-up give a result', () => {
  const pieces = [
    '<div',
    '>',
    '</p>',
    '<a href="',
    '"',
    '<!--',
    '-->',
    '<script type="application/ld+json">',
    '{"@type":',
    '<table><td>',
    '&#x0;',
    'शब्द ',
    '<br><br>',
    '<svg>',
    '<title>',
    '\\',
  ];
  let state = 7;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let round = 0; round < 200; round += 1) {
    const html = Array.from({ length: 120 }, () => pieces[next() % pieces.length] ?? '').join('');
    expect(() => extractArticle(html, 'https://daily.example/a')).not.toThrow();
  }
});
