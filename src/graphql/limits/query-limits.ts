import { GraphQLError } from 'graphql';

/** How much one request may ask for. All of it is checked before anything is executed. */
export interface QueryLimits {
  /** Lexical tokens of the document; parsing stops there. */
  readonly tokens: number;
  /** Levels of fields below each other, the leaf counted, those under __schema and __type apart. */
  readonly depth: number;
  /** Aliases of an operation; those of a fragment count at each place where it is spread. */
  readonly aliases: number;
  /** Directives of an operation, counted like aliases. */
  readonly directives: number;
  /** Fields at the top of an operation. */
  readonly rootFields: number;
  /** Entries of all lists together whose length the client chooses: the product of the lengths around them. */
  readonly nodes: number;
  /** Points, by the table in cost-table.ts. */
  readonly cost: number;
}

export const defaultQueryLimits: QueryLimits = {
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  directives: 50,
  rootFields: 20,
  nodes: 10_000,
  cost: 5_000,
};

/** Bounds that no honest client comes near; they hold whatever the configuration says. */
export const fixedLimits = {
  directivesAtOnePlace: 5,
  /** The same response key in one selection set. Comparing such fields is quadratic work for the validation. */
  repeatsOfOneField: 5,
  operations: 10,
  fragments: 50,
  /** A response repeats an alias once a row: a long one would blow it up. */
  aliasLength: 100,
  /** Levels under __schema and __type; the introspection of graphql-js has 15. */
  introspectionDepth: 20,
} as const;

export type LimitName = keyof QueryLimits | keyof typeof fixedLimits | 'introspection' | 'body';

/** What a document has too much of. */
export interface LimitFault {
  limit: LimitName;
  /** Null where counting stopped at the maximum. */
  requested: number | null;
  maximum: number;
}

const nouns: Readonly<Record<LimitName, string>> = {
  body: 'bytes',
  tokens: 'tokens',
  depth: 'levels of fields',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'fields at its top',
  nodes: 'list entries',
  cost: 'points of cost',
  introspection: 'entries of the schema',
  introspectionDepth: 'levels under __schema',
  directivesAtOnePlace: 'directives at one place',
  repeatsOfOneField: 'times the same field in one selection',
  operations: 'operations',
  fragments: 'fragments',
  aliasLength: 'characters in an alias',
};

export const messageOfFault = ({ limit, requested, maximum }: LimitFault): string =>
  requested === null
    ? `The request has more than the ${maximum} ${nouns[limit]} that are allowed`
    : `The request has ${shown(requested)} ${nouns[limit]}; ${maximum} are allowed`;

// Spreads of spreads multiply beyond what JSON can say.
const shown = (count: number): string =>
  count < Number.MAX_SAFE_INTEGER ? String(count) : 'uncountably many';

/** The answer to a request beyond a limit: HTTP 400, and what to reduce. */
export const toLimitError = (fault: LimitFault): GraphQLError => {
  const { limit, requested, maximum } = fault;
  const countable = requested !== null && requested < Number.MAX_SAFE_INTEGER;
  return new GraphQLError(messageOfFault(fault), {
    extensions: {
      code: 'QUERY_TOO_COMPLEX',
      limit,
      ...(countable ? { requested } : {}),
      maximum,
      http: { status: 400 },
    },
  });
};
