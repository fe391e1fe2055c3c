import type { Page } from 'playwright-core';

/*
 * Run in the browser, on what it really drew: the outline of headings, the landmarks, names of links, images
 * and fields, and the contrast of every text against what lies behind it (WCAG 2.2, 1.4.3: 4.5 to 1, large
 * text 3 to 1).
 */
const audit = `(() => {
  const faults = [];
  const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) faults.push('not exactly one h1');
  levels.forEach((level, i) => {
    if (i > 0 && level > levels[i - 1] + 1) faults.push('heading level ' + level + ' after ' + levels[i - 1]);
  });
  for (const landmark of ['header', 'main', 'footer'])
    if (document.querySelectorAll('body > ' + landmark + ', body > div > ' + landmark).length !== 1) faults.push('no single ' + landmark);
  for (const nav of document.querySelectorAll('nav')) if (!nav.getAttribute('aria-label')) faults.push('nav without a name');
  for (const img of document.images) if (img.getAttribute('alt') === null) faults.push('img without alt');
  for (const link of document.querySelectorAll('a[href], button'))
    if (!(link.getAttribute('aria-label') || link.textContent.trim())) faults.push('link without a name: ' + link.outerHTML);
  for (const field of document.querySelectorAll('input:not([type=hidden])')) if (field.labels.length === 0) faults.push('field without a label');
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  if (new Set(ids).size !== ids.length) faults.push('an id is used twice');
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');

  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map(each => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const backOf = element => {
    for (let each = element; each; each = each.parentElement) {
      const back = colour(getComputedStyle(each).backgroundColor);
      if (back[3] === undefined || back[3] === 1) return back;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest('script')) continue;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(colour(style.color)), luminance(backOf(element))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < needed) faults.push('contrast ' + ratio.toFixed(2) + ' of ' + node.data.trim().slice(0, 30));
  }
  return faults;
})()`;

/** What is wrong with the page for those who do not see it, or see it badly. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  const faults: unknown = await page.evaluate(audit);
  return Array.isArray(faults) ? faults.map(String) : ['the audit did not run'];
};
