import { escapeMarkup } from '../core/escape.ts';

/** Markup that needs no more escaping. Only `html` and `trustedHtml` make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, false and null leave nothing. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

const isList = (value: HtmlValue): value is readonly HtmlValue[] => Array.isArray(value);

const render = (value: HtmlValue): string => {
  if (value instanceof Html) return value.markup;
  if (isList(value)) return value.map(render).join('');
  if (value === false || value === null || value === undefined) return '';
  return escapeMarkup(String(value));
};

/** A template whose values are escaped, in text and in quoted attributes alike. */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  new Html(parts.reduce((markup, part, i) => markup + render(values[i - 1]) + part));

/** Takes markup as it is: only for what was sanitised before it was stored. */
export const trustedHtml = (markup: string): Html => new Html(markup);

/**
 * A data block: browsers do not run it, so a policy without inline scripts lets it through. `<` is written
 * as an escape, so that no text in it can close the element.
 */
export const jsonBlock = (value: unknown, attributes: Html): Html =>
  new Html(`<script ${attributes.markup}>${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`);

/**
 * An address of another site for href. Text from outside may be `javascript:...`, which escaping does not stop,
 * so that anything but http(s) and mailto becomes an empty fragment.
 */
export const safeUrl = (address: string): string =>
  /^(?:https?:\/\/|mailto:)/i.test(address) ? address : '#';
