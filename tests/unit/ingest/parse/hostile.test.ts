import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ParsedFeed } from '../../../../src/articles/feed-item.ts';
import { parseFeed } from '../../../../src/ingest/parse/index.ts';
import { randomFrom } from '../../../kit/random.ts';

const options = { contentType: 'application/rss+xml', url: 'https://news.example/feed' };
const control = '<item><title>Control</title><link>https://news.example/ok</link></item>';
const feedAround = (inner: string, prolog = ''): Buffer =>
  Buffer.from(`${prolog}<rss version="2.0"><channel><title>t</title>${inner}${control}</channel></rss>`);
const read = (body: Buffer): ParsedFeed => {
  const parsed = parseFeed(body, options);
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  return parsed.value;
};

describe('entities expand neither outside nor without bound', () => {
  test('nested ones ("billion laughs") stand for nothing', () => {
    const levels = Array.from(
      { length: 10 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    );
    const prolog = `<!DOCTYPE rss [<!ENTITY l0 "lol">${levels.join('')}]>`;
    const [item] = read(feedAround('<item><title>x&l10;y</title></item>', prolog)).items;
    expect(item?.title).toBe('xy');
  });
  test('a long one repeated is not expanded', () => {
    const prolog = `<!DOCTYPE rss [<!ENTITY a "${'A'.repeat(50_000)}">]>`;
    const [item] = read(
      feedAround(`<item><description>${'&a;'.repeat(10_000)}</description></item>`, prolog),
    ).items;
    expect(item?.summaryHtml).toBeNull();
  });
  test('a short one is expanded up to a budget', () => {
    const prolog = `<!DOCTYPE rss [<!ENTITY a "${'A'.repeat(500)}">]>`;
    const [item] = read(
      feedAround(`<item><description>${'&a;'.repeat(10_000)}</description></item>`, prolog),
    ).items;
    expect(item?.summaryHtml?.length).toBeLessThanOrEqual(65_536);
  });
  test('external ones are not looked at', () => {
    const prolog =
      '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p;]>';
    expect(
      read(feedAround('<item><title>[&f;]</title></item>', prolog)).items.map(item => item.title),
    ).toEqual(['[]', 'Control']);
  });
});

describe('size and depth are bounded, and the sound item survives', () => {
  const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ');
  test.each([
    ['depth in a description', `<item><description>${'<a>'.repeat(100_000)}</description></item>`],
    [
      'depth that is closed again',
      `<item><description>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</description></item>`,
    ],
    ['attributes', `<item ${attributes}><title>x</title></item>`],
    ['attributes without end quotes', `<item><title a="${'<b c="'.repeat(50_000)}</title></item>`],
    ['character references', `<item><title>${'&#65;'.repeat(300_000)}</title></item>`],
    ['categories', `<item>${'<category>x</category>'.repeat(20_000)}</item>`],
    ['openings of comments', `<item><description>${'<!--'.repeat(100_000)}--></description></item>`],
    ['openings of CDATA', `<item><description>${'<![CDATA['.repeat(50_000)}]]></description></item>`],
    ['instructions', `<item><description>${'<?a '.repeat(100_000)}></description></item>`],
    ['document types', `${'<!DOCTYPE a ['.repeat(50_000)}]>`],
    ['namespaces', `<item>${'<a xmlns:b="c" xmlns="d">'.repeat(20_000)}</item>`],
    ['a name without end', `<item><title>&lt;${'a'.repeat(300_000)}</title></item>`],
    ['end tags without start', `<item>${'</x>'.repeat(200_000)}</item>`],
  ])('%s', (_, inner) => {
    const titles = read(feedAround(inner)).items.map(item => item.title);
    expect(titles.at(-1)).toBe('Control');
  });
  test('items over the limit are left out', () => {
    expect(read(feedAround('<item><title>x</title></item>'.repeat(20_000))).items).toHaveLength(5000);
  });
  test('signs without end are no empty feed', () => {
    const body = `<rss><channel><title>t</title>${'<'.repeat(500_000)}</channel></rss>`;
    expect(parseFeed(Buffer.from(body), options)).toMatchObject({ fault: { reason: 'MALFORMED_FEED' } });
  });
  test('deep JSON is a fault', () => {
    const body = Buffer.from(`{"items":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect(parseFeed(body, options).ok).toBe(false);
  });
});

test('names of object members are ordinary names', () => {
  const feed = read(
    feedAround(
      '<item><title>x</title><__proto__><polluted>1</polluted></__proto__><category>__proto__</category><pubDate>1 Jan 2024 10:00 constructor</pubDate></item><constructor:toString xmlns:constructor="constructor"/>',
    ),
  );
  expect(feed.items[0]?.categories).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});

test('half an item at the end is not kept', () => {
  const body = Buffer.from(`<rss><channel>${control}<item><title>half</title><link>https://news.exam`);
  expect(read(body).items.map(item => item.title)).toEqual(['Control']);
});

const fragments = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '</',
  '/>',
  '<item>',
  '</item>',
  '&#0;',
  '\0',
  '{',
  '[',
  '\ufeff',
];

const mutate = (body: Buffer, random: () => number): Buffer => {
  const at = Math.floor(random() * body.length);
  const length = Math.floor(random() * 40);
  const pick = Math.floor(random() * 5);
  const rest = body.subarray(at + length);
  if (pick === 0) return Buffer.concat([body.subarray(0, at), rest]);
  if (pick === 1) return body.subarray(0, at);
  if (pick === 2)
    return Buffer.concat([
      body.subarray(0, at),
      Buffer.from([Math.floor(random() * 256)]),
      body.subarray(at),
    ]);
  if (pick === 3) return Buffer.concat([body.subarray(0, at + length), body.subarray(at, at + length), rest]);
  const fragment = fragments[Math.floor(random() * fragments.length)] ?? '<';
  return Buffer.concat([body.subarray(0, at), Buffer.from(fragment), body.subarray(at)]);
};

test('three thousand mutations of the fixtures each give a value that is bounded', () => {
  const folder = new URL('../../../fixtures/feeds/', import.meta.url);
  const sources = readdirSync(folder)
    .filter(name => name.endsWith('.xml') || name.includes('source'))
    .map(name => readFileSync(new URL(name, folder)));
  const random = randomFrom(20_260_608);
  for (let round = 0; round < 3000; round += 1) {
    let body: Buffer = sources[round % sources.length] ?? Buffer.alloc(0);
    for (let times = 0; times <= round % 4; times += 1) body = mutate(body, random);
    const parsed = parseFeed(body, options);
    const out = JSON.stringify(parsed);
    if (parsed.ok && /"url":"(?!https?:)/.test(out))
      throw new Error(`round ${round}: an address of another scheme`);
    expect(out.length, `round ${round}`).toBeLessThan(body.length * 8 + 20_000);
  }
});
