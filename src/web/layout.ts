import { html, type Html } from './html.ts';
import { iconPath, stylePath } from './assets.ts';
import type { TagLink } from './operations.ts';
import { tagLinkTag } from './cards.ts';
import { langAttribute, pathTo, type View } from './view.ts';

export interface PageParts {
  title: string;
  description?: string | null;
  /** Language of what the page is about; the visitor's where it is not given. */
  language?: string;
  /** The address that search engines should keep instead of this one. */
  canonical?: string;
  /** Further elements of the head. */
  head?: Html;
  main: Html;
  /** Lists beside the main part. */
  aside?: Html;
  topics?: readonly TagLink[];
  query?: string;
}

const languageLinks = (view: View): Html => {
  const choices = [
    { only: null, label: view.strings.allLanguages, language: view.ui },
    { only: 'hi', label: 'हिन्दी', language: 'hi' },
    { only: 'en', label: 'English', language: 'en' },
  ] as const;
  return html`<nav class="languages" aria-label="${view.strings.languages}">
    ${choices.map(
      ({ only, label, language }) =>
        html`<a
          href="${pathTo({ ...view, only }, '/')}"
          lang="${language}"
          ${view.only === only && html`aria-current="true"`}
          >${label}</a
        >`,
    )}
  </nav>`;
};

const searchForm = (view: View, query: string): Html => html`
  <form class="search" role="search" action="/search" method="get">
    <label class="for-screen-readers" for="q">${view.strings.searchFor}</label>
    <input
      id="q"
      type="search"
      name="q"
      value="${query}"
      maxlength="300"
      placeholder="${view.strings.searchFor}"
    />
    ${view.only !== null && html`<input type="hidden" name="lang" value="${view.only}" />`}
    <button type="submit">${view.strings.search}</button>
  </form>
`;

const masthead = (view: View, parts: PageParts): Html => html`
  <header class="masthead" lang="${view.ui}">
    <div class="wide">
      <a class="brand" href="${pathTo(view, '/')}">Khabar <span lang="hi">ख़बर</span></a>
      ${searchForm(view, parts.query ?? '')} ${languageLinks(view)}
    </div>
    ${
      parts.topics !== undefined &&
      parts.topics.length > 0 &&
      html`<nav class="topics wide" aria-label="${view.strings.topics}">
        ${parts.topics.map(topic => tagLinkTag(view, topic))}
      </nav>`
    }
  </header>
`;

const footer = (view: View): Html => html`
  <footer class="footer" lang="${view.ui}">
    <div class="wide">
      <p>${view.strings.tagline}</p>
      <p><a href="/graphql">${view.strings.forDevelopers}</a></p>
    </div>
  </footer>
`;

/** The frame of every page: head, masthead, main part, lists beside it, footer. */
export const layout = (view: View, parts: PageParts): string =>
  html`<!doctype html>
    <html lang="${langAttribute(parts.language ?? view.ui)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${parts.title === 'Khabar' ? 'Khabar' : `${parts.title} · Khabar`}</title>
        ${parts.description && html`<meta name="description" content="${parts.description}" />`}
        ${parts.canonical !== undefined && html`<link rel="canonical" href="${parts.canonical}" />`}
        <link rel="stylesheet" href="${stylePath}" />
        <link rel="icon" type="image/svg+xml" href="${iconPath}" />
        ${parts.head}
      </head>
      <body>
        <a class="skip" href="#main" lang="${view.ui}">${view.strings.skip}</a>
        ${masthead(view, parts)}
        <div class="wide ${parts.aside !== undefined && 'with-aside'}">
          <main id="main" tabindex="-1">${parts.main}</main>
          ${parts.aside !== undefined && html`<aside lang="${view.ui}">${parts.aside}</aside>`}
        </div>
        ${footer(view)}
      </body>
    </html> `.markup;
