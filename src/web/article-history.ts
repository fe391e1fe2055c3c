import { timeTag } from './cards.ts';
import { html, type Html } from './html.ts';
import type { Edit, FullArticle, Print } from './operations.ts';
import { langAttribute, pathOf, type View } from './view.ts';

/** Words that did not change are shown only beside those that did. */
const maxSameChars = 60;

const printLink = (view: View, { slug, headline, language, source }: Print): Html =>
  html`<li>
    <a href="${pathOf(view, 'article', slug)}" lang="${langAttribute(language)}"
      >${source === null ? headline : source.title}</a
    >
  </li>`;

const printList = (view: View, label: 'reprintOf' | 'reprints', prints: readonly Print[]): Html | null =>
  prints.length === 0
    ? null
    : html`<section class="prints" aria-labelledby="${label}">
        <h2 id="${label}" lang="${view.ui}">${view.strings[label]}</h2>
        <ul>
          ${prints.map(print => printLink(view, print))}
        </ul>
      </section>`;

/** Where else the same text was printed. */
export const printsOf = (view: View, { reprintOf, reprints }: FullArticle): Html => html`
  ${printList(view, 'reprintOf', reprintOf === null ? [] : [reprintOf])}
  ${printList(view, 'reprints', reprints)}
`;

const shorten = (text: string): string =>
  text.length <= 2 * maxSameChars ? text : `${text.slice(0, maxSameChars)} … ${text.slice(-maxSameChars)}`;

const diffTag = ({ kind, text }: Edit['changes'][number]['diff'][number]): Html => {
  if (kind === 'ADDED') return html`<ins>${text}</ins>`;
  return kind === 'REMOVED' ? html`<del>${text}</del>` : html`${shorten(text)}`;
};

const editTag = (view: View, article: FullArticle, { at, changes }: Edit): Html =>
  html`<li>
    <p lang="${view.ui}">${timeTag(view, { value: at, precision: 'INSTANT' })}</p>
    <dl>
      ${changes.map(
        ({ field, diff }) =>
          html`<dt lang="${view.ui}">${view.strings.changedFields[field] ?? field}</dt>
            <dd lang="${langAttribute(article.language)}">${diff.map(diffTag)}</dd>`,
      )}
    </dl>
  </li>`;

/** What the publisher changed since the article was first read here, folded away. */
export const editsOf = (view: View, article: FullArticle): Html | null =>
  article.revisions.nodes.length === 0
    ? null
    : html`<details class="edits">
        <summary lang="${view.ui}">${view.strings.edits} (${String(article.revisions.nodes.length)})</summary>
        <ol>
          ${article.revisions.nodes.map(edit => editTag(view, article, edit))}
        </ol>
      </details>`;
