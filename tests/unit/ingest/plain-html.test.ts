import { expect, test } from 'vitest';
import { plainHtml } from '../../../src/ingest/plain-html.ts';
import { parseTree } from '../../../src/ingest/extract/tree.ts';

const rewrites = {
  a: ({ href = '' }: Readonly<Record<string, string>>) => ({ href: `https://example.org${href}` }),
  img: ({ src }: Readonly<Record<string, string>>) =>
    src === undefined ? {} : { src: 'https://example.org/p.jpg' },
};
const plain = (html: string): string | null => plainHtml(parseTree(html).root, rewrites);

test('plain articles are written again, with text and addresses escaped', () => {
  expect(plain('<p onclick="x()" class="y">a &amp; <b>b</b> &lt;i&gt;<br>c</p>')).toBe(
    '<p>a &amp; <b>b</b> &lt;i&gt;<br />c</p>',
  );
  expect(plain('<p><a href=\'/"x&y\' onmouseover="z()">l</a><img src="q" onerror="z()"></p>')).toBe(
    '<p><a href="https://example.org/&quot;x&amp;y">l</a><img src="https://example.org/p.jpg" /></p>',
  );
  expect(plain('<p><img></p>')).toBe('<p></p>');
});

test.each([
  '<p>a</p><video src="x"></video>',
  '<p><form><b>x</b></form></p>',
  '<p lang="hi">x</p>',
  '<blockquote cite="/x">x</blockquote>',
  '<table><tr><td>1</td></tr></table>',
  `${'<b>'.repeat(40)}x`,
])('%s is not plain', html => {
  expect(plain(html)).toBeNull();
});
