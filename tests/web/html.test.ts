import { describe, expect, test } from 'vitest';
import { dateText, machineDate } from '../../src/web/dates.ts';
import { html, jsonBlock, safeUrl, trustedHtml } from '../../src/web/html.ts';
import { pathOf, pathTo, viewOf } from '../../src/web/view.ts';

describe('html', () => {
  test('escapes text, in elements and in attributes', () => {
    const text = `<b a="1" c='2'>&`;
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>',
    );
  });

  test('leaves markup of its own and trusted markup as they are', () => {
    expect(html`<p>${html`<b>${'<'}</b>`}${trustedHtml('<i>x</i>')}</p>`.markup).toBe(
      '<p><b>&lt;</b><i>x</i></p>',
    );
  });

  test('joins lists, writes numbers, and leaves nothing for what is absent', () => {
    expect(html`${[1, '<', html`<b></b>`, [2]]}|${null}${undefined}${false}|${0}`.markup).toBe(
      '1&lt;<b></b>2||0',
    );
  });

  test('a block of data cannot be closed from inside, and reads back the same', () => {
    const data = { text: '</script><!--<script>' };
    const block = jsonBlock(data, html`type="application/json"`).markup;
    expect(block.match(/<\/?script|<!--/g)).toEqual(['<script', '</script']);
    expect(JSON.parse(block.replace(/^<[^>]*>|<[^>]*>$/g, ''))).toEqual(data);
  });

  test.each([
    ['https://news.example/?a=1', 'https://news.example/?a=1'],
    ['mailto:?subject=x', 'mailto:?subject=x'],
    ['javascript:alert(1)', '#'],
    [' javascript:alert(1)', '#'],
    ['java\nscript:alert(1)', '#'],
    ['data:text/html,<script>', '#'],
    ['/\\evil.example', '#'],
    ['//evil.example', '#'],
    ['', '#'],
  ])('the address %j becomes %j', (address, expected) => {
    expect(safeUrl(address)).toBe(expected);
  });
});

describe('dates', () => {
  const inIndia = { language: 'en', timeZone: 'Asia/Kolkata' } as const;
  const inChicago = { language: 'en', timeZone: 'America/Chicago' } as const;

  test('an instant is shown in the zone of the visitor, with its name', () => {
    const date = { value: '2026-02-28T20:00:00.000Z', precision: 'INSTANT' };
    expect(dateText(date, inIndia)).toBe('1 March 2026, 1:30 am IST');
    expect(dateText(date, { ...inIndia, language: 'hi' })).toBe('1 मार्च 2026, 1:30 am IST');
  });

  test('a day and a time of an unknown zone are shown as they were written, in any zone', () => {
    const day = { value: '2026-03-01T00:00:00.000Z', precision: 'DAY' };
    expect([dateText(day, inIndia), dateText(day, inChicago)]).toEqual(['1 March 2026', '1 March 2026']);
    expect(machineDate(day)).toBe('2026-03-01');
    const local = { value: '2026-03-01T09:15:00.000Z', precision: 'ZONE_UNKNOWN' };
    expect(dateText(local, inChicago)).toBe('1 March 2026, 9:15 am');
    expect(machineDate(local)).toBe('2026-03-01T09:15');
  });

  test('what is no date has no text', () => {
    expect(dateText({ value: 'soon', precision: 'INSTANT' }, inIndia)).toBeNull();
  });
});

describe('paths', () => {
  const view = (lang?: string) => viewOf({ lang, timeZone: 'UTC' });

  test('keep the language that was chosen and drop what is absent', () => {
    expect(pathTo(view(), '/')).toBe('/');
    expect(pathTo(view('hi'), '/search', { q: 'किम & co', after: null })).toBe(
      '/search?lang=hi&q=%E0%A4%95%E0%A4%BF%E0%A4%AE+%26+co',
    );
    expect(pathTo(view('xx'), '/')).toBe('/');
  });

  test('carry slugs of any script', () => {
    expect(decodeURIComponent(pathOf(view(), 'tag', 'किम-जोंग'))).toBe('/tag/किम-जोंग');
    expect(pathOf(view(), 'article', 'a/b?c')).toBe('/article/a%2Fb%3Fc');
  });
});
