/*
 * The query language:  words  "an exact phrase"  -not  NOT not  OR  |  ( )  field:value  field:"value with spaces"
 * Side by side means and; OR binds looser than that. A recursive descent parser over a token list; any string gives
 * a tree or a fault with its position, and depth and size are bounded.
 */
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { lexQuery } from './query-tokens.ts';
import type { QueryToken } from './query-tokens.ts';
import type { SearchFault, SearchFaultReason } from './request.ts';

export const queryFields = ['source', 'lang', 'tag', 'author', 'site', 'after', 'before'] as const;
export type QueryField = (typeof queryFields)[number];

/** `position` and `end` are UTF-16 offsets into the query. */
export type QueryNode =
  | { kind: 'word'; text: string; position: number }
  | { kind: 'phrase'; text: string; position: number }
  | { kind: 'field'; field: QueryField; value: string; position: number }
  | { kind: 'not'; child: QueryNode }
  | { kind: 'and'; children: QueryNode[] }
  | { kind: 'or'; children: QueryNode[] };

export const maxQueryLength = 1_000;
const maxDepth = 12;

class Parser {
  private next = 0;
  private readonly tokens: readonly QueryToken[];
  private readonly end: number;

  constructor(tokens: readonly QueryToken[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  parse(): Result<QueryNode, SearchFault> {
    const tree = this.parseOr(0);
    if (!tree.ok) return tree;
    const rest = this.tokens[this.next];
    if (rest !== undefined) return faultAt('UNEXPECTED_PARENTHESIS', rest.position);
    return tree;
  }

  private peek(): QueryToken | undefined {
    return this.tokens[this.next];
  }

  private parseOr(depth: number): Result<QueryNode, SearchFault> {
    if (depth > maxDepth) return faultAt('NESTED_TOO_DEEP', this.peek()?.position ?? this.end);
    const children: QueryNode[] = [];
    for (;;) {
      const child = this.parseAnd(depth);
      if (!child.ok) return child;
      children.push(child.value);
      if (this.peek()?.kind !== 'or') break;
      this.next += 1;
    }
    return ok(single('or', children));
  }

  private parseAnd(depth: number): Result<QueryNode, SearchFault> {
    const children: QueryNode[] = [];
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      if (token.kind === 'or' || token.kind === 'close') break;
      const child = this.parseUnary(depth);
      if (!child.ok) return child;
      children.push(child.value);
    }
    if (children.length === 0) return faultAt('MISSING_OPERAND', this.peek()?.position ?? this.end);
    return ok(single('and', children));
  }

  private parseUnary(depth: number): Result<QueryNode, SearchFault> {
    let negated = false;
    while (this.peek()?.kind === 'not') {
      negated = !negated;
      this.next += 1;
    }
    const node = this.parsePrimary(depth);
    return node.ok && negated ? ok({ kind: 'not', child: node.value }) : node;
  }

  private parsePrimary(depth: number): Result<QueryNode, SearchFault> {
    const token = this.peek();
    if (token === undefined) return faultAt('MISSING_OPERAND', this.end);
    this.next += 1;
    switch (token.kind) {
      case 'open':
        return this.parseGroup(token, depth);
      case 'field':
        return fieldNode(token);
      case 'word':
      case 'phrase':
        return ok({ kind: token.kind, text: token.text, position: token.position });
      default:
        return faultAt('MISSING_OPERAND', token.position);
    }
  }

  private parseGroup(open: { position: number }, depth: number): Result<QueryNode, SearchFault> {
    const inner = this.parseOr(depth + 1);
    if (!inner.ok) return inner;
    if (this.peek()?.kind !== 'close') return faultAt('UNCLOSED_PARENTHESIS', open.position);
    this.next += 1;
    return inner;
  }
}

const messages: Readonly<Partial<Record<SearchFaultReason, string>>> = {
  EMPTY_QUERY: 'The query has no words.',
  QUERY_TOO_LONG: `The query is longer than ${maxQueryLength} characters.`,
  NESTED_TOO_DEEP: `Parentheses are nested more than ${maxDepth} deep.`,
  UNCLOSED_QUOTE: 'This quotation mark is not closed.',
  UNCLOSED_PARENTHESIS: 'This parenthesis is not closed.',
  UNEXPECTED_PARENTHESIS: 'This parenthesis was not opened.',
  MISSING_OPERAND: 'A word is missing here.',
  UNKNOWN_FIELD: `Unknown field; there are ${queryFields.join(', ')}.`,
  BAD_FIELD_VALUE: 'This value does not fit its field; dates are written 2026-11-24.',
};

/** A fault with the standard sentence for its reason. */
export const faultAt = (reason: SearchFaultReason, position: number): { ok: false; fault: SearchFault } =>
  fail({ reason, message: messages[reason] ?? 'The query cannot be read.', position });

const single = (kind: 'and' | 'or', children: QueryNode[]): QueryNode => {
  const [only] = children;
  return children.length === 1 && only !== undefined ? only : { kind, children };
};

const isField = (name: string): name is QueryField => (queryFields as readonly string[]).includes(name);

const fieldNode = (token: QueryToken & { kind: 'field' }): Result<QueryNode, SearchFault> => {
  const { field, value, position } = token;
  if (!isField(field)) return faultAt('UNKNOWN_FIELD', position);
  const isDate = field === 'after' || field === 'before';
  if (value === '' || (isDate && parseDay(value) === null)) return faultAt('BAD_FIELD_VALUE', position);
  return ok({ kind: 'field', field, value, position });
};

/** A day or an instant in ISO 8601, in UTC where it names no zone; null where it is neither. */
export const parseDay = (value: string): Date | null => {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(value))
    return null;
  const zoned = value.includes('T') && !/Z|[+-]\d{2}:\d{2}$/.test(value) ? `${value}Z` : value;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** The tree of a query, or what is wrong with it. Never throws. */
export const parseQuery = (text: string): Result<QueryNode, SearchFault> => {
  if (text.length > maxQueryLength) return faultAt('QUERY_TOO_LONG', maxQueryLength);
  const tokens = lexQuery(text);
  if (!tokens.ok) return faultAt(tokens.fault.reason, tokens.fault.position);
  if (tokens.value.length === 0) return faultAt('EMPTY_QUERY', 0);
  return new Parser(tokens.value, text.length).parse();
};
