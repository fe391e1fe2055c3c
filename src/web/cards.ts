import { dateText, machineDate, type ShownDate } from './dates.ts';
import { html, type Html } from './html.ts';
import type { Card, CardPage, TagLink } from './operations.ts';
import { langAttribute, pathOf, pathTo, type View } from './view.ts';

type Picture = Card['images'][number];

export const timeTag = (view: View, date: ShownDate): Html | null => {
  const text = dateText(date, { language: view.ui, timeZone: view.timeZone });
  return text === null ? null : html`<time datetime="${machineDate(date)}">${text}</time>`;
};

/** The publisher's date, or where it gives none, when the story was first seen. */
export const storyTime = (
  view: View,
  { publication, firstSeenAt }: Pick<Card, 'publication' | 'firstSeenAt'>,
) => timeTag(view, publication ?? { value: firstSeenAt, precision: 'INSTANT' });

/** Null once the source is no longer read. */
export const sourceLink = (view: View, source: Card['source']): Html | null =>
  source && html`<a href="${pathOf(view, 'source', source.slug)}">${source.title}</a>`;

export const pictureTag = (picture: Picture, alt: string, lazy: boolean): Html => {
  const size =
    picture.width !== null && picture.height !== null
      ? html` width="${picture.width}" height="${picture.height}"`
      : null;
  return html`<img
    src="${picture.url}"
    alt="${alt}"
    ${size}
    ${lazy && html`loading="lazy"`}
    decoding="async"
  />`;
};

export interface CardStyle {
  /** Rank of the headline in the outline of the page. */
  heading: 2 | 3;
  size: 'lead' | 'full' | 'line';
}

const cardPicture = (story: Card, size: CardStyle['size']): Html | null => {
  const picture = story.images[0];
  if (picture === undefined || size === 'line') return null;
  // The headline beside it is the link and its text; the picture adds nothing to read.
  return html`<div class="card-picture">${pictureTag(picture, '', size !== 'lead')}</div>`;
};

export const cardTag = (view: View, story: Card, { heading, size }: CardStyle): Html => html`
  <article class="card card-${size}" lang="${langAttribute(story.language)}">
    ${cardPicture(story, size)}
    <div class="card-text">
      <h${heading}><a href="${pathOf(view, 'article', story.slug)}">${story.headline}</a></h${heading}>
      ${size !== 'line' && story.dek !== null && html`<p class="dek">${story.dek}</p>`}
      <p class="meta"><span>${sourceLink(view, story.source)}</span> <span lang="${view.ui}">${storyTime(view, story)}</span></p>
    </div>
  </article>
`;

export const cardList = (view: View, stories: readonly Card[], style: CardStyle): Html =>
  html`<div class="cards cards-${style.size}">${stories.map(story => cardTag(view, story, style))}</div>`;

/** The name of a tag in the visitor's language, else as it was first met, with the language where it is known. */
const tagName = (tag: TagLink, ui: string): { name: string; language: string | null } => {
  const inUi = tag.names.find(each => each.language === ui);
  const first = tag.names.find(each => each.name === tag.name);
  return inUi ?? { name: tag.name, language: first?.language ?? null };
};

export const tagText = (view: View, tag: TagLink): Html => {
  const { name, language } = tagName(tag, view.ui);
  return html`<span lang="${langAttribute(language)}">${name}</span>`;
};

export const tagTitle = (view: View, tag: TagLink): string => tagName(tag, view.ui).name;

export const tagLinkTag = (view: View, tag: TagLink): Html =>
  html`<a href="${pathOf(view, 'tag', tag.slug)}">${tagText(view, tag)}</a>`;

export interface PagerInput {
  path: string;
  params?: Readonly<Record<string, string>>;
  pageInfo: CardPage['pageInfo'];
  /** Whether this page is a later one itself. */
  later: boolean;
}

export const pagerTag = (view: View, { path, params = {}, pageInfo, later }: PagerInput): Html | null => {
  const older = pageInfo.hasNextPage && pathTo(view, path, { ...params, after: pageInfo.endCursor });
  if (older === false && !later) return null;
  return html`<nav class="pager" aria-label="${view.strings.older}">
    ${later && html`<a href="${pathTo(view, path, params)}">${view.strings.newest}</a>`}
    ${older !== false && html`<a rel="next" href="${older}">${view.strings.older}</a>`}
  </nav>`;
};
