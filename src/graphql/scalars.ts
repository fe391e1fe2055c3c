import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Instants and addresses as scalars of their own. Values come from our store, so writing them out costs no check. */

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const textOf = (name: string, node: ValueNode): string => {
  if (node.kind === Kind.STRING) return node.value;
  throw badInput(`${name} must be written as a string`);
};

/** RFC 3339 with a zone: without one, nobody knows which instant is meant. */
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/iu;

const parseInstant = (value: unknown): Date => {
  const instant = typeof value === 'string' && rfc3339.test(value) ? new Date(value) : null;
  if (instant === null || Number.isNaN(instant.getTime()))
    throw badInput('DateTime must be an RFC 3339 date-time with a zone, such as 2026-01-31T08:00:00Z');
  return instant;
};

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as RFC 3339 text in UTC with milliseconds, such as 2026-01-31T08:00:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: value => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: node => parseInstant(textOf('DateTime', node)),
});

const parseAddress = (value: unknown): string => {
  if (
    typeof value === 'string' &&
    value.length <= 4_096 &&
    /^https?:\/\//iu.test(value) &&
    URL.canParse(value)
  )
    return value;
  throw badInput('URL must be an absolute http or https address');
};

export const Url = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute http or https address.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  serialize: String,
  parseValue: parseAddress,
  parseLiteral: node => parseAddress(textOf('URL', node)),
});

export const Html = new GraphQLScalarType<string, string>({
  name: 'HTML',
  description:
    'Sanitised HTML: no scripts, no styles, no forms; links and images are absolute http(s) addresses.',
  specifiedByURL: 'https://html.spec.whatwg.org/',
  serialize: String,
  parseValue: () => {
    throw badInput('HTML is only ever an answer');
  },
});

/** BCP 47, of which the API uses primary language subtags. */
const parseLanguage = (value: unknown): string => {
  if (typeof value === 'string' && /^[a-z]{2,3}$/iu.test(value)) return value.toLowerCase();
  throw badInput('LanguageTag must be a primary language subtag of BCP 47, such as hi or en');
};

export const LanguageTag = new GraphQLScalarType<string, string>({
  name: 'LanguageTag',
  description: 'A primary language subtag of BCP 47, such as hi or en; und where it could not be told.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5646',
  serialize: String,
  parseValue: parseLanguage,
  parseLiteral: node => parseLanguage(textOf('LanguageTag', node)),
});
