/*
 * What a rule may ask of an article, and how. A field has a type, a type has operators and one kind of value: a rule
 * that compares what cannot be compared is refused when it is written, not when the next article comes.
 */

export const operators = ['~', '=', '!=', '<', '<=', '>', '>=', 'in', 'exists'] as const;
export type Operator = (typeof operators)[number];

export const fieldTypes = [
  'text',
  'prose',
  'names',
  'address',
  'host',
  'name',
  'language',
  'boolean',
  'number',
  'duration',
  'date',
] as const;
export type FieldType = (typeof fieldTypes)[number];

interface TypePlan {
  /** The type as an error message calls it. */
  called: string;
  operators: readonly Operator[];
  /** A value as it is written. */
  example: string;
}

export const typePlans: Readonly<Record<FieldType, TypePlan>> = {
  text: { called: 'a text', operators: ['~', '=', '!=', 'in', 'exists'], example: '"चुनाव"' },
  prose: { called: 'a long text', operators: ['~'], example: '"चुनाव"' },
  names: { called: 'a list of names', operators: ['=', '!=', '~', 'in', 'exists'], example: '"Elections"' },
  address: {
    called: 'an address',
    operators: ['~', '=', '!=', 'in'],
    example: '"https://news.example/rain"',
  },
  host: { called: 'a host', operators: ['=', '!=', 'in'], example: '"news.example"' },
  name: { called: 'a name', operators: ['=', '!=', '~', 'in'], example: '"daily-news"' },
  language: { called: 'a language', operators: ['=', '!=', 'in'], example: 'hi' },
  boolean: { called: 'a boolean', operators: ['=', '!=', 'exists'], example: 'true' },
  number: { called: 'a number', operators: ['=', '!=', '<', '<=', '>', '>=', 'in'], example: '80' },
  duration: { called: 'a duration', operators: ['<', '<=', '>', '>=', 'exists'], example: '3d' },
  date: { called: 'a date', operators: ['<', '<=', '>', '>=', 'exists'], example: '2026-11-24' },
};

export const fieldNames = [
  'headline',
  'dek',
  'text',
  'author',
  'tag',
  'category',
  'url',
  'site',
  'source',
  'language',
  'paywalled',
  'wordCount',
  'age',
  'publishedAt',
] as const;
export type FieldName = (typeof fieldNames)[number];

export const typeOfField: Readonly<Record<FieldName, FieldType>> = {
  headline: 'text',
  dek: 'text',
  // Headline, dek and body together.
  text: 'prose',
  author: 'names',
  tag: 'names',
  // What the source is filed under.
  category: 'names',
  url: 'address',
  // The host of the article's address; a name stands for its subdomains too.
  site: 'host',
  // By slug, id or title.
  source: 'name',
  language: 'language',
  paywalled: 'boolean',
  // Words of the body.
  wordCount: 'number',
  // Time since the claimed publication.
  age: 'duration',
  publishedAt: 'date',
};

/** What people call these fields elsewhere: only for the hint in an error message. */
export const fieldHints: Readonly<Record<string, FieldName>> = {
  title: 'headline',
  summary: 'dek',
  description: 'dek',
  standfirst: 'dek',
  body: 'text',
  content: 'text',
  authors: 'author',
  byline: 'author',
  tags: 'tag',
  topic: 'tag',
  categories: 'category',
  link: 'url',
  address: 'url',
  host: 'site',
  domain: 'site',
  feed: 'source',
  lang: 'language',
  paywall: 'paywalled',
  words: 'wordCount',
  length: 'wordCount',
  date: 'publishedAt',
  published: 'publishedAt',
};

export const fieldNamed = (word: string): FieldName | null =>
  fieldNames.find(name => name.toLowerCase() === word.toLowerCase()) ?? null;
