/**
 * JSON-LD as publishers write it: several scripts, graphs, references by `@id`, comments, CDATA, trailing commas and raw
 * line breaks inside strings. Objects are only ever read by own keys, never merged, so a `__proto__` key stays data.
 */
import { plainLine } from './nodes.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const maxScriptChars = 2_000_000;
const maxNodes = 5_000;
const maxDepth = 20;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** An own property, or undefined. */
export const valueOf = (node: JsonObject, key: string): unknown =>
  Object.hasOwn(node, key) ? node[key] : undefined;

/** Plain text of a value that may be a string, a number, a language map or a list of these; null when empty. */
export const textValue = (value: unknown): string | null => {
  const first = Array.isArray(value) ? (value as unknown[])[0] : value;
  if (isObject(first) && Object.hasOwn(first, '@value')) return textValue(first['@value']);
  if (typeof first !== 'string' && typeof first !== 'number') return null;
  const text = plainLine(String(first));
  return text === '' ? null : text;
};

const wrapping =
  /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/gu;

/** Where a comment that begins at `at` ends; `at` itself when none begins there. */
const skipComment = (text: string, at: number): number => {
  const mark = text.slice(at, at + 2);
  if (mark !== '/*' && mark !== '//') return at;
  const end = text.indexOf(mark === '/*' ? '*/' : '\n', at + 2);
  if (end < 0) return text.length;
  return mark === '/*' ? end + 2 : end + 1;
};

/** The string that begins at `at`, with raw control characters and unknown escapes mended. */
const mendString = (text: string, at: number): { mended: string; end: number } => {
  const out = ['"'];
  let next = at + 1;
  for (; next < text.length && text.charAt(next) !== '"'; next += 1) {
    const char = text.charAt(next);
    if (char === '\\') {
      next += 1;
      const escaped = text.charAt(next);
      out.push(/["\\/bfnrtu]/u.test(escaped) ? char + escaped : escaped);
    } else out.push(char < ' ' ? ' ' : char);
  }
  return { mended: `${out.join('')}"`, end: next + 1 };
};

/** Walks the text once and mends what JSON forbids but readers of JSON-LD commonly meet. */
const mend = (text: string): string => {
  const out: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    const afterComment = skipComment(text, at);
    if (char === '"') {
      const { mended, end } = mendString(text, at);
      out.push(mended);
      at = end;
    } else if (afterComment > at) at = afterComment;
    else {
      const isTrailing = char === ',' && /^\s*[}\]]/u.test(text.slice(at + 1, at + 200));
      if (!isTrailing) out.push(char);
      at += 1;
    }
  }
  return out.join('').trim().replace(/;$/u, '');
};

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The value of one script, or undefined when it is beyond repair. */
export const parseJsonLd = (script: string): unknown => {
  const text = script.slice(0, maxScriptChars).replace(wrapping, '').trim();
  if (text === '') return undefined;
  return tryParse(text) ?? tryParse(mend(text));
};

const collect = (value: unknown, into: JsonObject[], depth: number): void => {
  if (depth > maxDepth || into.length >= maxNodes) return;
  if (Array.isArray(value)) for (const item of value as unknown[]) collect(item, into, depth + 1);
  else if (isObject(value)) {
    into.push(value);
    for (const key of Object.keys(value)) {
      const below = value[key];
      if (typeof below === 'object' && below !== null) collect(below, into, depth + 1);
    }
  }
};

export interface JsonLdGraph {
  /** Every object of every script, outer before inner. */
  readonly nodes: readonly JsonObject[];
  /** The object itself, or the one that it refers to by `@id`. */
  resolve(value: unknown): JsonObject | null;
}

export const readJsonLd = (scripts: readonly string[]): JsonLdGraph => {
  const nodes: JsonObject[] = [];
  for (const script of scripts) collect(parseJsonLd(script), nodes, 0);
  const byId = new Map<string, JsonObject>();
  for (const node of nodes) {
    const id = valueOf(node, '@id');
    if (typeof id === 'string' && Object.keys(node).length > 1) {
      const seen = byId.get(id);
      if (seen === undefined || Object.keys(seen).length < Object.keys(node).length) byId.set(id, node);
    }
  }
  return {
    nodes,
    resolve: value => {
      if (!isObject(value)) return null;
      const id = valueOf(value, '@id');
      return Object.keys(value).length <= 2 && typeof id === 'string' ? (byId.get(id) ?? value) : value;
    },
  };
};

export const typesOf = (node: JsonObject): string[] =>
  listOf(valueOf(node, '@type')).flatMap(type =>
    typeof type === 'string' ? [type.replace(/^.*[/#:]/u, '')] : [],
  );
