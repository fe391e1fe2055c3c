import { teaserOf } from '../article.ts';
import { escapeMarkup } from '../../core/escape.ts';
import type { PrintedArticle } from '../article.ts';
import type { PageView } from './view.ts';

const link = (article: PrintedArticle): string =>
  `<a href="${escapeMarkup(article.url)}">${escapeMarkup(article.headline)}</a>`;

const linkList = (articles: readonly PrintedArticle[]): string =>
  `<ul>${articles.map(article => `<li>${link(article)}</li>`).join('')}</ul>`;

export const menu = ({ labels, homepage }: PageView): string =>
  `<nav><a href="${escapeMarkup(homepage)}">${labels.home}</a> ${labels.menu.map(name => `<a href="#">${name}</a>`).join(' ')}</nav>`;

export const cookieNotice = ({ labels }: PageView): string =>
  `<div class="notice" role="dialog">${labels.cookies}</div>`;

export const tagRow = ({ article, labels }: PageView): string =>
  `<div class="tags"><h4>${labels.tags}</h4>${article.categories.map(tag => `<a href="#" rel="tag">${escapeMarkup(tag)}</a>`).join(' ')}</div>`;

export const shareRow = ({ labels }: PageView): string =>
  `<div class="share"><h4>${labels.share}</h4>${['Facebook', 'X', 'WhatsApp', 'Telegram'].map(name => `<a href="#">${name}</a>`).join(' ')}</div>`;

/** A link to another article in the middle of the text, as Hindi sites like to have it. */
export const alsoRead = ({ others, labels }: PageView): string => {
  const other = others[0];
  return other === undefined ? '' : `<p class="also"><strong>${labels.alsoRead}:</strong> ${link(other)}</p>`;
};

const card = (article: PrintedArticle): string =>
  `<li><h4>${link(article)}</h4><p>${escapeMarkup(teaserOf(article))}</p></li>`;

/** Three lists whose teasers are real sentences, so that text length alone does not give them away. */
export const lists = ({ others, labels }: PageView): string =>
  [
    `<section class="rail"><h3>${labels.latest}</h3>${linkList(others.slice(0, 5))}</section>`,
    `<section class="rail"><h3>${labels.mustRead}</h3><ul>${others.slice(2, 5).map(card).join('')}</ul></section>`,
    `<section class="rail"><h3>${labels.dontMiss}</h3>${linkList(others.slice(-4))}</section>`,
  ].join('\n');

export const newsletter = ({ labels }: PageView): string =>
  `<form class="newsletter" action="#"><p>${labels.newsletter}</p><input type="email"><button>OK</button></form>`;

export const comments = ({ labels }: PageView): string =>
  `<div id="comments"><p>${labels.comments}</p></div>`;

export const footer = ({ publisher, labels }: PageView): string =>
  `<footer><p>© ${escapeMarkup(publisher.title)}. ${labels.rights}.</p><a href="#">Contact</a> <a href="#">Privacy</a></footer>`;
