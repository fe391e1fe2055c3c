/* The words of a rule: strings, bare words and symbols, each with its place. One pass, linear in the length. */
import { fail, ok, type Result } from '../core/result.ts';
import type { RuleFaultReason } from './rule.ts';

export interface RuleToken {
  kind: 'string' | 'word' | 'symbol' | 'end';
  /** The content of a string, else as it is written. */
  text: string;
  /** UTF-16 offset. */
  position: number;
}

export interface TokenFault {
  reason: RuleFaultReason;
  message: string;
  position: number;
}

const symbol = /!=|<=|>=|[=<>~()[\],]/y;
/** Anything up to a space, a quotation mark or a symbol: names, numbers, dates, hosts. */
const bareWord = /[^\s"“”„()[\],=<>~!\p{Cc}]+/uy;
const space = /\s+/uy;
const closers: Readonly<Record<string, RegExp>> = { '"': /"/u, '“': /[”"]/u, '„': /[“”"]/u };

const matchAt = (pattern: RegExp, text: string, position: number): string | null => {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? null;
};

/** The tokens of a rule, an `end` last. */
export const tokensOfRule = (text: string): Result<RuleToken[], TokenFault> => {
  const tokens: RuleToken[] = [];
  let position = 0;
  while (position < text.length) {
    const blank = matchAt(space, text, position);
    if (blank !== null) {
      position += blank.length;
      continue;
    }
    const read = readToken(text, position);
    if (!read.ok) return read;
    tokens.push(read.value.token);
    position = read.value.end;
  }
  return ok([...tokens, { kind: 'end', text: '', position: text.length }]);
};

type Read = Result<{ token: RuleToken; end: number }, TokenFault>;

const readToken = (text: string, position: number): Read => {
  const closer = closers[text.charAt(position)];
  if (closer !== undefined) return readString(text, position, closer);
  for (const [kind, pattern] of [
    ['symbol', symbol],
    ['word', bareWord],
  ] as const) {
    const found = matchAt(pattern, text, position);
    if (found !== null) return ok({ token: { kind, text: found, position }, end: position + found.length });
  }
  return fail({
    reason: 'UNEXPECTED_CHARACTER',
    message: `${JSON.stringify(text.charAt(position))} has no meaning here`,
    position,
  });
};

/** A string ends on its line; a backslash makes the next quotation mark or backslash an ordinary character. */
const readString = (text: string, position: number, closer: RegExp): Read => {
  let content = '';
  for (let at = position + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (closer.test(char)) return ok({ token: { kind: 'string', text: content, position }, end: at + 1 });
    if (/\p{Cc}/u.test(char)) break;
    if (char === '\\' && /["“”„\\]/u.test(text.charAt(at + 1))) at += 1;
    content += text.charAt(at);
  }
  return fail({ reason: 'UNCLOSED_STRING', message: 'this quotation mark is not closed', position });
};
