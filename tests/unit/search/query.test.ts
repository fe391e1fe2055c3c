import { describe, expect, test } from 'vitest';
import { maxQueryLength, parseDay, parseQuery } from '../../../src/search/query.ts';
import type { QueryNode } from '../../../src/search/query.ts';
import { randomFrom } from '../../kit/random.ts';

/** A tree as one line: words bare, phrases quoted. */
const show = (node: QueryNode): string => {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'field':
      return `${node.field}=${node.value}`;
    case 'not':
      return `!${show(node.child)}`;
    default:
      return `(${node.children.map(show).join(node.kind === 'and' ? ' & ' : ' | ')})`;
  }
};

const parsed = (text: string): string => {
  const tree = parseQuery(text);
  return tree.ok ? show(tree.value) : `${tree.fault.reason}@${tree.fault.position}`;
};

describe('parseQuery', () => {
  test.each([
    ['रूस', 'रूस'],
    ['kim  jong rus', '(kim & jong & rus)'],
    ['"निजी ट्रेन" रूस', '("निजी ट्रेन" & रूस)'],
    ['“निजी ट्रेन”', '"निजी ट्रेन"'],
    ['रूस -यूक्रेन', '(रूस & !यूक्रेन)'],
    ['रूस NOT यूक्रेन', '(रूस & !यूक्रेन)'],
    ['NOT NOT a', 'a'],
    ['a b OR c', '((a & b) | c)'],
    ['a (b | c) d', '(a & (b | c) & d)'],
    ['a AND b', '(a & b)'],
    ['covid-19 well-known', '(covid-19 & well-known)'],
    ['- a --', 'a'],
    ['lang:hi source:dainik after:2026-11-01', '(lang=hi & source=dainik & after=2026-11-01)'],
    ['author:"Asha Rao" TAG:rus', '(author=Asha Rao & tag=rus)'],
    ['-(a OR b) c', '(!(a | b) & c)'],
    ['https://example.in/a 12:30 प्रश्न:उत्तर', '(https://example.in/a & 12:30 & प्रश्न:उत्तर)'],
    ['or not and', '(or & not & and)'],
  ])('%s reads as %s', (text, tree) => {
    expect(parsed(text)).toBe(tree);
  });

  test.each([
    ['', 'EMPTY_QUERY@0'],
    [' … - ', 'EMPTY_QUERY@0'],
    ['रूस "निजी ट्रेन', 'UNCLOSED_QUOTE@4'],
    ['a (b c', 'UNCLOSED_PARENTHESIS@2'],
    ['a b) c', 'UNEXPECTED_PARENTHESIS@3'],
    ['a OR', 'MISSING_OPERAND@4'],
    ['OR a', 'MISSING_OPERAND@0'],
    ['()', 'MISSING_OPERAND@1'],
    ['a NOT', 'MISSING_OPERAND@5'],
    ['a colour:red', 'UNKNOWN_FIELD@2'],
    ['after:yesterday', 'BAD_FIELD_VALUE@0'],
    ['before:2026-13-40', 'BAD_FIELD_VALUE@0'],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, 'NESTED_TOO_DEEP@13'],
    ['a'.repeat(maxQueryLength + 1), `QUERY_TOO_LONG@${maxQueryLength}`],
  ])('%j is at fault: %s', (text, fault) => {
    expect(parsed(text)).toBe(fault);
  });

  test('a word says where it stands', () => {
    const tree = parseQuery('  रूस');
    expect(tree.ok && tree.value).toEqual({ kind: 'word', text: 'रूस', position: 2 });
  });
});

test('any string gives a tree or a fault within it', () => {
  const pieces = [
    '(',
    ')',
    '"',
    '“',
    '”',
    '«',
    '-',
    'OR',
    'NOT',
    '|',
    ' ',
    'रूस',
    'kim',
    'lang:',
    ':',
    'after:',
    '\u0000',
  ];
  pieces.push('\u202e', '\ud83d', '\u{1F600}', 'سلام', '2026-01-01', '\n', 'क्', '\u200d', '::', '((((');
  const next = randomFrom(20_261_124);
  for (let round = 0; round < 3_000; round += 1) {
    const length = Math.floor(next() * 24);
    const text = Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)] ?? '').join('');
    const tree = parseQuery(text);
    if (tree.ok) expect(show(tree.value)).not.toBe('');
    else expect(tree.fault.position).toBeLessThanOrEqual(text.length);
  }
});

test('parseDay takes days and instants, in UTC where no zone is named', () => {
  expect(parseDay('2026-11-24')?.toISOString()).toBe('2026-11-24T00:00:00.000Z');
  expect(parseDay('2026-11-24T05:30')?.toISOString()).toBe('2026-11-24T05:30:00.000Z');
  expect(parseDay('2026-11-24T05:30:00+05:30')?.toISOString()).toBe('2026-11-24T00:00:00.000Z');
  expect(parseDay('24/11/2026')).toBeNull();
});
