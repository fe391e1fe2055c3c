import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sanitizeArticleHtml, toPlainText } from '../../../src/ingest/sanitize.ts';

const base = 'https://news.example/world/story';
const clean = (html: string): string => sanitizeArticleHtml(html, base);

/** Elements, attributes and addresses of sanitised HTML, whose form is regular: double quotes, lower case, no comments. */
const tagsOf = (html: string): { name: string; attributes: Map<string, string> }[] =>
  [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=<>"]+="[^"]*")*)\s*\/?>/gu)].map(match => ({
    name: match[1] ?? '',
    attributes: new Map(
      [...(match[2] ?? '').matchAll(/\s([^\s=<>"]+)="([^"]*)"/gu)].map(pair => [
        pair[1] ?? '',
        pair[2] ?? '',
      ]),
    ),
  }));

const forbiddenTags =
  'script style object embed applet base meta link form input button textarea select frame frameset template noscript svg math dialog portal iframe video audio'.split(
    ' ',
  );
const forbiddenAttributes =
  /^(?:on.*|srcdoc|formaction|style|ping|http-equiv|id|name|class|srcset|background|action)$/u;

const faultsOf = (html: string): string[] => {
  const tags = tagsOf(html);
  const leftOver = html.replace(/<\/?[a-z][a-z0-9]*(?:\s+[^\s=<>"]+="[^"]*")*\s*\/?>/gu, '').includes('<')
    ? ['an unread "<"']
    : [];
  const faults = tags.flatMap(({ name, attributes }) => [
    ...(forbiddenTags.includes(name) ? [`<${name}>`] : []),
    ...[...attributes.keys()].filter(key => forbiddenAttributes.test(key)),
    ...['href', 'src', 'cite', 'poster', 'data']
      .map(key => attributes.get(key))
      .filter(value => value !== undefined && !/^(?:https?|mailto):/u.test(value))
      .map(String),
    ...(name === 'a' && attributes.has('href') && attributes.get('rel') !== 'nofollow noopener noreferrer'
      ? ['a link without rel']
      : []),
  ]);
  return [...leftOver, ...faults];
};

test('keeps the elements of an article and drops everything else with its name', () => {
  expect(
    clean('<h2 class="x" id="body">शीर्षक</h2><p style="color:red" onclick="x()">एक <b>मोटा</b> शब्द</p>'),
  ).toBe('<h2>शीर्षक</h2><p>एक <b>मोटा</b> शब्द</p>');
  expect(
    clean(
      '<script>alert(1)</script><style>p{}</style><p>text</p><iframe src="https://www.youtube.com/embed/x"></iframe>',
    ),
  ).toBe('<p>text</p>');
});

test('makes links absolute and keeps them from vouching for their target', () => {
  expect(clean('<a href="../sport/x?y=1">x</a>')).toBe(
    '<a href="https://news.example/sport/x?y=1" rel="nofollow noopener noreferrer">x</a>',
  );
  expect(clean('<a href="mailto:desk@news.example" rel="author">mail</a>')).toContain(
    'href="mailto:desk@news.example"',
  );
});

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'mailto:a@b.example?bcc=c@d.example',
])('drops the address of a link to %j and keeps its words', href => {
  const html = clean(`<a href="${href}">words</a>`);
  expect(html).toContain('words');
  expect(html).not.toContain('href');
});

describe('pictures', () => {
  test('take the real address of a lazily loaded picture', () => {
    expect(
      clean(
        '<img src="data:image/gif;base64,R0" data-src="/a.jpg" alt="बाढ़" width="600" height="400" onerror="x()">',
      ),
    ).toBe('<img src="https://news.example/a.jpg" alt="बाढ़" width="600" height="400" />');
  });

  test.each([
    '<img src="https://x.example/p.gif" width="1" height="1">',
    '<img src="https://x.example/a.jpg" width="0">',
    '<img src="https://x.example/a.jpg" style="display:none">',
    '<img src="https://www.facebook.com/tr?id=1&ev=PageView">',
    '<img src="https://b.scorecardresearch.com/p?c1=2">',
    '<img src="https://pixel.example/count.gif">',
    '<img src="javascript:alert(1)">',
    '<img alt="none">',
  ])('are dropped where no one could see them: %s', html => {
    expect(clean(`<p>before</p>${html}`)).toBe('<p>before</p>');
  });

  test('come without srcset, whose addresses no one would check', () => {
    expect(clean('<img src="/a.jpg" srcset="javascript:x 1x, /b.jpg 2x">')).toBe(
      '<img src="https://news.example/a.jpg" />',
    );
  });
});

test.each([
  ['an event handler that a quote hides', '<img src="x" alt="`><script>alert(1)</script>">'],
  ['a picture in mathematics', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>'],
  ['mark-up in a comment', '<!--><script>alert(1)</script>-->'],
  [
    'a form that posts elsewhere',
    '<form action="https://evil.example"><input name="p"><button formaction="javascript:x">go</button></form>',
  ],
  ['a page inside a page', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
  ['an element that shadows document.body', '<a id="body" name="cookie" href="#x">x</a>'],
  ['an unfinished tag', '<p>text <a href="https://a.example" onclick="x'],
])('comes out harmless: %s', (_name, html) => {
  expect(faultsOf(clean(html))).toEqual([]);
});

test('what is clean stays as it is', () => {
  const html = clean(
    '<h2>क</h2><ul><li>एक</li><li>दो &amp; तीन</li></ul><blockquote cite="/q">"उद्धरण" &lt;b&gt;</blockquote>',
  );
  expect(clean(html)).toBe(html);
});

test('fifty thousand nested elements and a megabyte of text are no trouble', () => {
  expect(clean(`${'<div>'.repeat(50_000)}x`).length).toBeLessThan(1_000);
  expect(clean(`<p>${'शब्द '.repeat(100_000)}</p>`).length).toBeGreaterThan(400_000);
});

const vectors = new URL('../../../../shared/hostile/xss.json', import.meta.url);

describe.runIf(existsSync(vectors))('the published attack vectors', () => {
  const file: unknown = existsSync(vectors) ? JSON.parse(readFileSync(vectors, 'utf8')) : { cases: [] };
  const cases = (file as { cases: { id: string; payload: string }[] }).cases;

  test.each(cases.map(({ id, payload }) => [id, payload] as const))(
    '%s comes out harmless',
    (_id, payload) => {
      const html = clean(payload);
      expect(faultsOf(html)).toEqual([]);
      expect(clean(html)).toBe(html);
    },
  );
});

describe('plain text', () => {
  test('never glues paragraphs together', () => {
    expect(toPlainText('<p>पहला।</p><p>दूसरा।</p><div>तीसरा<br><br>चौथा</div>')).toBe(
      'पहला।\n\nदूसरा।\n\nतीसरा\n\nचौथा',
    );
  });

  test('keeps a single line break, decodes entities and drops scripts', () => {
    expect(toPlainText('a<br>b &amp; c<script>x</script>')).toBe('a\nb & c');
  });

  test('gives text without any mark-up as it is', () => {
    expect(toPlainText('5 < 6 और 7 > 3')).toBe('5 < 6 और 7 > 3');
    expect(toPlainText('')).toBe('');
  });
});
