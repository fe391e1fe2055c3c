import { editsOf, printsOf } from './article-history.ts';
import { cardList, pictureTag, sourceLink, storyTime, tagLinkTag } from './cards.ts';
import { escapeMarkup } from '../core/escape.ts';
import { html, type Html, jsonBlock, safeUrl, trustedHtml } from './html.ts';
import { layout } from './layout.ts';
import type { ArticleData, FullArticle } from './operations.ts';
import { newsArticle } from './structured-data.ts';
import { langAttribute, type View } from './view.ts';

const leadFigure = (view: View, article: FullArticle): Html | null => {
  const picture = article.images[0];
  if (picture === undefined) return null;
  const inBody = article.sections.some(
    ({ html: body }) => body.includes(picture.url) || body.includes(escapeMarkup(picture.url)),
  );
  if (inBody) return null;
  const caption =
    (picture.caption !== null || picture.credit !== null) &&
    html`<figcaption>
      ${picture.caption !== null && html`<span>${picture.caption}</span>`}
      ${picture.credit !== null && html`<small><span lang="${view.ui}">${view.strings.photo}:</span> ${picture.credit}</small>`}
    </figcaption>`;
  return html`<figure class="lead-figure">
    ${pictureTag(picture, picture.caption ?? article.headline, false)}${caption}
  </figure>`;
};

const byline = (view: View, article: FullArticle): Html => {
  const names = article.authors.map(author => author.name);
  const minutes = Math.max(1, Math.round(article.readingTime / 60));
  return html`<p class="byline">
    ${names.length > 0 && html`<span><span lang="${view.ui}">${view.strings.by}</span> <strong>${names.join(', ')}</strong></span>`}
    <span>${sourceLink(view, article.source)}</span>
    <span lang="${view.ui}">${storyTime(view, article)}</span>
    <span lang="${view.ui}">${view.strings.minutes(minutes)}</span>
  </p>`;
};

// The schema promises that this markup was sanitised before it was stored; the policy of the page forbids
// scripts all the same.
const sectionTag = ({ heading, html: body }: FullArticle['sections'][number]): Html => html`
  <section>${heading !== null && html`<h2>${heading}</h2>`} ${trustedHtml(body)}</section>
`;

const serviceNames: Readonly<Record<string, string>> = {
  X: 'X',
  WHATSAPP: 'WhatsApp',
  FACEBOOK: 'Facebook',
  TELEGRAM: 'Telegram',
};

const shareList = (view: View, article: FullArticle): Html => {
  const links = article.shareLinks.flatMap(({ service, url }) => {
    const name = service === 'EMAIL' ? view.strings.mail : serviceNames[service];
    return name === undefined ? [] : [{ name, url }];
  });
  return html`<section class="share" aria-labelledby="share" lang="${view.ui}">
    <h2 id="share">${view.strings.share}</h2>
    <ul>
      ${links.map(
        ({ name, url }) =>
          html`<li>
            <a
              href="${safeUrl(url)}"
              rel="external noopener nofollow"
              aria-label="${view.strings.shareBy(name)}"
              >${name}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
};

const tagList = (view: View, article: FullArticle): Html | null =>
  article.tags.length === 0
    ? null
    : html`<section class="tags" aria-labelledby="tags">
        <h2 id="tags" lang="${view.ui}">${view.strings.tags}</h2>
        <ul>
          ${article.tags.map(tag => html`<li>${tagLinkTag(view, tag)}</li>`)}
        </ul>
      </section>`;

const attribution = (view: View, article: FullArticle): Html => {
  const publisher = article.source?.title ?? new URL(article.url).hostname;
  return html`<p class="attribution" lang="${view.ui}">
    ${view.strings.attribution(publisher)}
    <a href="${safeUrl(article.url)}" rel="external noopener" referrerpolicy="strict-origin-when-cross-origin"
      >${view.strings.readOriginal(publisher)}</a
    >
  </p>`;
};

const relatedList = (view: View, article: FullArticle): Html | null =>
  article.related.length === 0
    ? null
    : html`<section class="related" aria-labelledby="related">
        <h2 id="related" lang="${view.ui}">${view.strings.related}</h2>
        ${cardList(
          view,
          article.related.map(each => each.article),
          { heading: 3, size: 'full' },
        )}
      </section>`;

const latestList = (view: View, data: ArticleData, shown: FullArticle): Html | undefined => {
  const others = data.latest.nodes.filter(story => story.slug !== shown.slug);
  if (others.length === 0) return undefined;
  return html`<section aria-labelledby="latest">
    <h2 id="latest">${view.strings.latest}</h2>
    ${cardList(view, others, { heading: 3, size: 'line' })}
  </section>`;
};

const headOf = (article: FullArticle): Html => {
  const picture = article.images[0];
  return html`<meta property="og:type" content="article" />
    <meta property="og:title" content="${article.headline}" />
    ${article.dek !== null && html`<meta property="og:description" content="${article.dek}" />`}
    ${picture !== undefined && html`<meta property="og:image" content="${picture.url}" />`}
    ${jsonBlock(newsArticle(article), html`type="application/ld+json"`)}`;
};

export const articleHtml = (view: View, data: ArticleData, article: FullArticle): string => {
  const main = html`
    <article class="story" lang="${langAttribute(article.language)}">
      <header>
        <h1>${article.headline}</h1>
        ${article.dek !== null && html`<p class="dek">${article.dek}</p>`} ${byline(view, article)}
      </header>
      ${leadFigure(view, article)}
      <div class="story-body">${article.sections.map(sectionTag)}</div>
      ${attribution(view, article)} ${printsOf(view, article)} ${editsOf(view, article)}
      ${tagList(view, article)} ${shareList(view, article)}
    </article>
    ${relatedList(view, article)}
  `;
  const aside = latestList(view, data, article);
  return layout(view, {
    title: article.headline,
    description: article.dek,
    language: article.language,
    canonical: article.url,
    head: headOf(article),
    main,
    ...(aside === undefined ? {} : { aside }),
  });
};
