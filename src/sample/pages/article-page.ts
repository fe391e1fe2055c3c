import { assertNever } from '../../core/result.ts';
import { imageHeight, imageWidth } from '../article.ts';
import { toReaderDate, toRfc3339 } from '../dates.ts';
import { escapeMarkup } from '../../core/escape.ts';
import { headingTwo, sectionHtml } from '../markup.ts';
import * as furniture from './furniture.ts';
import { pageHead } from './head.ts';
import type { HeadingMarkup } from '../markup.ts';
import type { PageView } from './view.ts';

const headingThree: HeadingMarkup = heading => `<h3>${escapeMarkup(heading)}</h3>`;
const boldLine: HeadingMarkup = heading => `<p><strong>${escapeMarkup(heading)}</strong></p>`;

const figure = ({ article: { image, imageUrl } }: PageView): string =>
  image === null || imageUrl === null
    ? ''
    : `<figure><img src="${escapeMarkup(imageUrl)}" width="${imageWidth}" height="${imageHeight}" alt="${escapeMarkup(image.caption)}">
<figcaption>${escapeMarkup(image.caption)} <span class="credit">${escapeMarkup(image.credit)}</span></figcaption></figure>`;

const dek = ({ article }: PageView, tag: string): string =>
  article.dek === null ? '' : `<${tag} class="dek">${escapeMarkup(article.dek)}</${tag}>`;

const byline = ({ article, labels, publisher }: PageView): string => {
  const names = article.authors.map(name => `<a rel="author" href="#">${escapeMarkup(name)}</a>`).join(', ');
  const shown = toReaderDate(article.publishedAt, article.language, publisher.utcOffset);
  const time = `<time datetime="${toRfc3339(article.publishedAt, publisher.utcOffset)}">${shown}</time>`;
  return `<div class="byline">${names === '' ? '' : `${labels.by}: ${names} · `}${time}</div>`;
};

const sections = ({ article }: PageView, toHeading: HeadingMarkup): string[] =>
  article.sections.map(section => sectionHtml(section, toHeading));

/** Sections with the "also read" link pushed in after the first of them. */
const interrupted = (view: PageView, toHeading: HeadingMarkup): string => {
  const [first = '', ...rest] = sections(view, toHeading);
  return [first, furniture.alsoRead(view), ...rest].join('\n');
};

/** Everything in plain div elements, furniture right after the text. */
const classicBody = (view: PageView): string => `<div class="wrap">
<div class="story"><h1>${escapeMarkup(view.article.headline)}</h1>
${dek(view, 'h2')}
${byline(view)}
${figure(view)}
<div class="story-text">
${interrupted(view, headingThree)}
</div>
${furniture.tagRow(view)}
${furniture.shareRow(view)}
</div>
${furniture.lists(view)}
${furniture.comments(view)}
</div>`;

/** Semantic elements, JSON-LD in the head, lists in an aside. */
const structuredBody = (view: PageView): string => `<main><article>
<header><h1>${escapeMarkup(view.article.headline)}</h1>
${dek(view, 'p')}
${byline(view)}</header>
${furniture.shareRow(view)}
${figure(view)}
<div class="article-body">
${sections(view, headingTwo).join('\n')}
</div>
${furniture.newsletter(view)}
${furniture.tagRow(view)}
</article></main>
<aside>${furniture.lists(view)}</aside>`;

/** Lists before the text, no classes that help, sub-headings as bold lines. */
const bareBody = (view: PageView): string => `<div><div>${furniture.lists(view)}</div>
<div><h1>${escapeMarkup(view.article.headline)}</h1>
${byline(view)}
<div>${dek(view, 'p')}
${figure(view)}
${interrupted(view, boldLine)}
</div>
${furniture.newsletter(view)}
${furniture.tagRow(view)}
${furniture.shareRow(view)}
</div></div>`;

const bodyOf = (view: PageView): string => {
  const { pageStyle } = view.publisher;
  switch (pageStyle) {
    case 'CLASSIC':
      return classicBody(view);
    case 'STRUCTURED':
      return structuredBody(view);
    case 'BARE':
      return bareBody(view);
    default:
      return assertNever(pageStyle);
  }
};

/** The article's page with the furniture of its publisher around it. */
export const articlePage = (view: PageView): string => `<!DOCTYPE html>
<html lang="${view.article.language}">
${pageHead(view)}
<body>
${furniture.cookieNotice(view)}
<header>${furniture.menu(view)}</header>
${bodyOf(view)}
${furniture.footer(view)}
</body>
</html>
`;
