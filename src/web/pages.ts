import { cardList, cardTag, pagerTag, tagLinkTag, tagText, tagTitle, timeTag } from './cards.ts';
import { html, type Html, safeUrl } from './html.ts';
import { layout } from './layout.ts';
import type { FrontData, SearchHits, SourceData, TagData } from './operations.ts';
import { pathTo, type View } from './view.ts';

const nothingYet = (view: View): Html => html`<p class="note">${view.strings.nothingYet}</p>`;

/** A section of the front needs enough stories to be worth a heading. */
const minStoriesOfSection = 2;

const tagSection = (
  view: View,
  { articles, ...tag }: FrontData['tags']['nodes'][number],
  i: number,
): Html => html`
  <section class="topic" aria-labelledby="topic-${i}">
    <h2 id="topic-${i}">${tagLinkTag(view, tag)}</h2>
    ${cardList(view, articles.nodes, { heading: 3, size: 'line' })}
  </section>
`;

export const frontHtml = (view: View, data: FrontData, later: boolean): string => {
  const [lead, ...rest] = data.latest.nodes;
  const sections = later
    ? []
    : data.tags.nodes.filter(tag => tag.articles.nodes.length >= minStoriesOfSection);
  const main = html`
    <h1 class="kicker">${view.strings.latest}</h1>
    ${lead === undefined ? nothingYet(view) : cardTag(view, lead, { heading: 2, size: later ? 'full' : 'lead' })}
    ${cardList(view, rest, { heading: 2, size: 'full' })}
    ${pagerTag(view, { path: '/', pageInfo: data.latest.pageInfo, later })}
    ${sections.length > 0 && html`<div class="topic-grid">${sections.map((each, i) => tagSection(view, each, i))}</div>`}
  `;
  return layout(view, { title: 'Khabar', description: view.strings.tagline, topics: data.tags.nodes, main });
};

export const tagHtml = (view: View, tag: TagData, later: boolean): string => {
  const path = `/tag/${encodeURIComponent(tag.slug)}`;
  const main = html`
    <p class="kicker">${view.strings.tags}</p>
    <h1>${tagText(view, tag)}</h1>
    ${tag.articles.nodes.length === 0 && nothingYet(view)}
    ${cardList(view, tag.articles.nodes, { heading: 2, size: 'full' })}
    ${pagerTag(view, { path, pageInfo: tag.articles.pageInfo, later })}
  `;
  return layout(view, { title: tagTitle(view, tag), main });
};

const healthLine = (view: View, { health }: SourceData): Html => html`
  ${health.lastSuccessAt !== null && html`<p class="meta">${view.strings.lastRead} ${timeTag(view, { value: health.lastSuccessAt, precision: 'INSTANT' })}</p>`}
  ${health.consecutiveFailures > 0 && html`<p class="note">${view.strings.troubled}</p>`}
`;

export const sourceHtml = (view: View, source: SourceData, later: boolean): string => {
  const path = `/source/${encodeURIComponent(source.slug)}`;
  const main = html`
    <p class="kicker">${view.strings.sources}</p>
    <h1>${source.title}</h1>
    ${source.homepage !== null && html`<p><a href="${safeUrl(source.homepage)}" rel="external noopener">${view.strings.homepage}</a></p>`}
    ${healthLine(view, source)} ${source.articles.nodes.length === 0 && nothingYet(view)}
    ${cardList(view, source.articles.nodes, { heading: 2, size: 'full' })}
    ${pagerTag(view, { path, pageInfo: source.articles.pageInfo, later })}
  `;
  return layout(view, { title: source.title, main });
};

export interface SearchInput {
  query: string;
  /** Null where nothing was asked. */
  results: SearchHits | null;
  /** What was wrong with the query, in the gateway's words. */
  fault: string | null;
  later: boolean;
}

const searchResults = (view: View, { query, results, fault, later }: SearchInput): Html | null => {
  if (fault !== null) return html`<p class="note" role="alert">${fault}</p>`;
  if (results === null) return html`<p class="note">${view.strings.searchHint}</p>`;
  if (results.nodes.length === 0) return html`<p class="note">${view.strings.nothingFound(query)}</p>`;
  return html`${results.mode !== 'ALL' && html`<p class="note">${view.strings.relaxed}</p>`}
    <p class="meta">${view.strings.hits(results.totalCount)}</p>
    ${cardList(view, results.nodes, { heading: 2, size: 'full' })}
    ${pagerTag(view, { path: '/search', params: { q: query }, pageInfo: results.pageInfo, later })}`;
};

export const searchHtml = (view: View, input: SearchInput): string => {
  const title = input.query === '' ? view.strings.searchFor : view.strings.resultsFor(input.query);
  const main = html`<h1>${title}</h1>
    ${searchResults(view, input)}`;
  return layout(view, { title, query: input.query, main });
};

export type Trouble = 'notFound' | 'failed' | 'unavailable' | 'badRequest';

/** A page for what went wrong; `detail` is text that is meant for the visitor. */
export const troubleHtml = (view: View, trouble: Trouble, detail?: string): string => {
  const { strings } = view;
  const texts = {
    notFound: strings.notFoundText,
    failed: strings.failedText,
    unavailable: strings.failedText,
    badRequest: detail ?? strings.failedText,
  };
  const main = html`<h1>${strings[trouble]}</h1>
    <p>${texts[trouble]}</p>
    <p><a href="${pathTo(view, '/')}">${strings.toFront}</a></p>`;
  return layout(view, { title: strings[trouble], main });
};
