import { escapeMarkup } from '../core/escape.ts';
import type { SampleArticle, SampleSection } from './article.ts';

/** A CDATA section cannot hold its own end mark (XML 1.0, 2.7): it is split over two sections. */
export const toCdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** JSON for a script element: "<" is written as an escape so that no text can close the element. */
export const toScriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const paragraph = (text: string): string => `<p>${escapeMarkup(text)}</p>`;

export type HeadingMarkup = (heading: string) => string;

export const headingTwo: HeadingMarkup = heading => `<h2>${escapeMarkup(heading)}</h2>`;

export const sectionHtml = ([heading, ...paragraphs]: SampleSection, toHeading: HeadingMarkup): string =>
  [...(heading === null ? [] : [toHeading(heading)]), ...paragraphs.map(paragraph)].join('\n');

/** The whole text of an article as well-formed XHTML. */
export const bodyHtml = (article: SampleArticle): string =>
  article.sections.map(section => sectionHtml(section, headingTwo)).join('\n');
