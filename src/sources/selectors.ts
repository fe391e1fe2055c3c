import { compile } from 'css-select';
import { z } from 'zod';
import { fail, ok, type Result } from '../core/result.ts';

/** What is taken from an entry: the element that a selector finds in it, and that element's text or attribute. */
export interface FieldSelector {
  /** Null: the entry's own element. */
  css: string | null;
  attribute: string | null;
}

const maxSelectorChars = 300;
const attributeAtEnd = /^([^]*?)@([a-z_][\w.:-]*)$/iu;

const faultIn = (css: string): string | null => {
  try {
    compile(css);
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'not a CSS selector';
  }
};

/** CSS with an attribute behind it where the text is not meant: `time@datetime`, `img@data-src`, or `@href` alone. */
export const parseFieldSelector = (text: string): Result<FieldSelector, string> => {
  if (text.length > maxSelectorChars) return fail(`over ${maxSelectorChars} characters`);
  const match = attributeAtEnd.exec(text.trim());
  const css = (match?.[1] ?? text).trim();
  const attribute = match?.[2]?.toLowerCase() ?? null;
  if (css === '') return attribute === null ? fail('empty') : ok({ css: null, attribute });
  const fault = faultIn(css);
  return fault === null ? ok({ css, attribute }) : fail(fault);
};

const itemSelector = z
  .string()
  .max(maxSelectorChars)
  .superRefine((text, context) => {
    const fault = text.trim() === '' ? 'empty' : faultIn(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });

const fieldSelector = z
  .string()
  .superRefine((text, context) => {
    const parsed = parseFieldSelector(text);
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.fault });
  })
  .nullable()
  .default(null);

/** Where a page that lists articles has them. What is null is looked for by the usual elements. */
export const listingSelectorsSchema = z.strictObject({
  /** Each entry of the list. */
  item: itemSelector,
  /** Its address; by default the entry's first link. */
  link: fieldSelector,
  /** Its headline; by default the first heading, else the link's text. */
  title: fieldSelector,
  /** When it was published; by default the first `time`. */
  date: fieldSelector,
  /** Its picture; by default the first `img`. */
  image: fieldSelector,
  summary: fieldSelector,
  author: fieldSelector,
});

export type ListingSelectors = z.output<typeof listingSelectorsSchema>;
export const listingFields = [
  'item',
  'link',
  'title',
  'date',
  'image',
  'summary',
  'author',
] as const satisfies readonly (keyof ListingSelectors)[];
