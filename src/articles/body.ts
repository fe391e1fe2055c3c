import { escapeMarkup } from '../core/escape.ts';
import type { ArticleSection } from './article.ts';

/** The whole body as plain text: headings and paragraphs in order, parted by blank lines. */
export const articleText = (sections: readonly Pick<ArticleSection, 'heading' | 'text'>[]): string =>
  sections
    .flatMap(({ heading, text }) => [heading ?? '', text])
    .filter(part => part !== '')
    .join('\n\n');

/** The whole body as HTML; sub-headings become h2. */
export const articleHtml = (sections: readonly ArticleSection[]): string =>
  sections
    .map(({ heading, html }) => (heading === null ? html : `<h2>${escapeMarkup(heading)}</h2>${html}`))
    .join('\n');
