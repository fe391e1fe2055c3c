import { z } from 'zod';
import { parseFieldPath } from './field-path.ts';
import { isSecretName, looksLikeKey, secretPrefix } from './secret.ts';

/**
 * How the answer of a JSON API is read as a feed: a declaration, so that a new API takes no code. What can be written
 * in it is bounded: paths into the answer, constants, keys by the name of a variable, and a number of pages.
 */

const path = z.string().superRefine((text, context) => {
  const parsed = parseFieldPath(text);
  if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.fault });
});

/** A constant begins with "="; anything else is a path. */
const rule = z.union([z.string().regex(/^=[^]{0,200}$/u), path], {
  error: 'neither a path into the answer nor a constant such as "=en"',
});
/** The first rule that gives a value is used. */
const rules = z.array(rule).max(10);
const optionalRules = rules.default([]);

const fields = z.strictObject({
  url: rules.min(1, 'the address of an article must come from somewhere'),
  title: optionalRules,
  guid: optionalRules,
  summary: optionalRules,
  content: optionalRules,
  authors: optionalRules,
  categories: optionalRules,
  publishedAt: optionalRules,
  updatedAt: optionalRules,
  images: optionalRules,
  language: optionalRules,
});
export type ApiField = keyof z.output<typeof fields>;

const parameterName = z.string().regex(/^[\w.~:[\]-]{1,100}$/u, 'not the name of a query parameter');

const constant = z.strictObject({
  name: parameterName.refine(
    name => !looksLikeKey(name),
    'a key goes into keys, by the name of its variable',
  ),
  value: z.string().max(500),
});

/** Header fields of the connection itself, which are the HTTP client's (RFC 9110 section 7.6.1). */
const connectionHeaders =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|cookie|accept-encoding)$/iu;

const headerName = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/iu, 'not the name of a header')
  .refine(name => !connectionHeaders.test(name), 'this header is not for a key');

const variable = z
  .string()
  .refine(isSecretName, `must be the name of an environment variable that begins with ${secretPrefix}`);
const key = z.discriminatedUnion('place', [
  z.strictObject({
    place: z.literal('HEADER'),
    name: headerName,
    variable,
    /** Before the key, such as "Bearer ". */
    prefix: z
      .string()
      .regex(/^[\x20-\x7e]{0,30}$/u)
      .default(''),
  }),
  z.strictObject({ place: z.literal('QUERY'), name: parameterName, variable }),
]);
export type ApiKeyRule = z.output<typeof key>;

export const mostApiPages = 10;
const maxPages = z.int().min(1).max(mostApiPages).default(3);

const paging = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('PAGE'),
    parameter: parameterName,
    first: z.int().min(0).max(1).default(1),
    /** Added from page to page: 1 for numbers of pages, the size of a page for offsets. */
    step: z.int().min(1).max(1_000).default(1),
    /** Path of the last page's number. */
    last: path.nullable().default(null),
    maxPages,
  }),
  z.strictObject({
    kind: z.literal('CURSOR'),
    parameter: parameterName,
    /** Path of the next page's cursor; nothing there ends the paging. */
    next: path,
    maxPages,
  }),
]);
export type ApiPaging = z.output<typeof paging>;

const comparison = z.strictObject({ path, equals: z.array(z.string().max(200)).min(1).max(10) });

export const apiMappingSchema = z.strictObject({
  /** Path of the list of articles. */
  items: path,
  fields,
  /** Constant query parameters, added to the source's address. */
  query: z.array(constant).max(20).default([]),
  keys: z.array(key).max(4).default([]),
  paging: paging.nullable().default(null),
  /** What an answer that went well says, and where a bad one says why. */
  check: comparison
    .extend({ message: path.nullable().default(null) })
    .nullable()
    .default(null),
  /** Entries that are none: withdrawn articles that some APIs leave in their lists. */
  skip: z.array(comparison).max(10).default([]),
});

export type ApiMapping = z.output<typeof apiMappingSchema>;
/** As it is written, with what has a default left out. */
export type ApiMappingInput = z.input<typeof apiMappingSchema>;
