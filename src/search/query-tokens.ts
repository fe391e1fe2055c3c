/* Cuts a query into tokens. Words keep their inner punctuation; the analyser splits "kim-jong" later. */
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';

export type QueryToken =
  | { kind: 'word' | 'phrase'; text: string; position: number }
  | { kind: 'field'; field: string; value: string; position: number }
  | { kind: 'or' | 'not' | 'close'; position: number }
  | { kind: 'open'; position: number };

export interface LexFault {
  reason: 'UNCLOSED_QUOTE';
  position: number;
}

/** What closes each quotation mark that people type, or paste from a word processor. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  '\u201c': '"\u201d',
  '\u201d': '"\u201d',
  '\u00ab': '\u00bb',
};

const blank = /[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u;
const operators: Readonly<Record<string, 'or' | 'open' | 'close'>> = { '|': 'or', '(': 'open', ')': 'close' };
/** A field name must be Latin letters directly before a colon; "12:30" or "प्रश्न:" is a word. */
const fieldStart = /^([a-z]{2,12}):(?=\S)/i;
const wordEnd = /[\s\p{Cc}()"|\u201c\u201d\u00ab\u00bb]/u;
const addressScheme = /^https?$/i;

const closeOf = (text: string, open: string, from: number): number => {
  const closers = quotes[open] ?? open;
  for (let i = from; i < text.length; i += 1) if (closers.includes(text[i] ?? '')) return i;
  return -1;
};

/** End of the run of word characters from `from`. */
const endOfWord = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && !wordEnd.test(text[end] ?? '')) end += 1;
  return end;
};

type Read = Result<{ token: QueryToken; end: number }, LexFault>;

const readQuoted = (text: string, position: number): Read => {
  const close = closeOf(text, text[position] ?? '', position + 1);
  if (close < 0) return fail({ reason: 'UNCLOSED_QUOTE', position });
  return ok({ token: { kind: 'phrase', text: text.slice(position + 1, close), position }, end: close + 1 });
};

const readField = (text: string, position: number, field: string): Read => {
  const from = position + field.length + 1;
  if (quotes[text[from] ?? ''] !== undefined) {
    const value = readQuoted(text, from);
    if (!value.ok || value.value.token.kind !== 'phrase') return value;
    return ok({
      token: { kind: 'field', field, value: value.value.token.text.trim(), position },
      end: value.value.end,
    });
  }
  const end = endOfWord(text, from);
  return ok({ token: { kind: 'field', field, value: text.slice(from, end), position }, end });
};

const readWord = (text: string, position: number): Read => {
  const field = fieldStart.exec(text.slice(position, position + 14))?.[1];
  if (field !== undefined && !addressScheme.test(field))
    return readField(text, position, field.toLowerCase());
  const end = Math.max(endOfWord(text, position), position + 1);
  const word = text.slice(position, end);
  if (word === 'OR') return ok({ token: { kind: 'or', position }, end });
  if (word === 'NOT') return ok({ token: { kind: 'not', position }, end });
  // AND is what standing side by side means anyway.
  return ok({ token: { kind: 'word', text: word === 'AND' ? '' : word, position }, end });
};

const readToken = (text: string, position: number): Read => {
  const char = text[position] ?? '';
  const operator = operators[char];
  if (operator !== undefined) return ok({ token: { kind: operator, position }, end: position + 1 });
  if (quotes[char] !== undefined) return readQuoted(text, position);
  const next = text[position + 1] ?? ' ';
  const startsWord = position === 0 || blank.test(text[position - 1] ?? ' ') || text[position - 1] === '(';
  if (char === '-' && startsWord && !blank.test(next) && next !== '-')
    return ok({ token: { kind: 'not', position }, end: position + 1 });
  return readWord(text, position);
};

/** Whether a token holds anything that can be looked up. */
const isMeaningful = (token: QueryToken): boolean =>
  (token.kind !== 'word' && token.kind !== 'phrase') || /[\p{L}\p{N}]/u.test(token.text);

export const lexQuery = (text: string): Result<QueryToken[], LexFault> => {
  const tokens: QueryToken[] = [];
  let position = 0;
  while (position < text.length) {
    if (blank.test(text[position] ?? '')) {
      position += 1;
      continue;
    }
    const read = readToken(text, position);
    if (!read.ok) return read;
    if (isMeaningful(read.value.token)) tokens.push(read.value.token);
    position = read.value.end;
  }
  return ok(tokens);
};
