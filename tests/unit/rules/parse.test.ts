import { describe, expect, test } from 'vitest';
import { fieldNames, typeOfField, typePlans, type FieldType } from '../../../src/rules/fields.ts';
import { parseRule } from '../../../src/rules/parse.ts';
import { printRule } from '../../../src/rules/print.ts';
import { ruleLimits } from '../../../src/rules/rule.ts';
import { randomFrom } from '../../kit/random.ts';

const printed = (text: string): string => {
  const rule = parseRule(text);
  return rule.ok ? printRule(rule.value) : `${rule.fault.reason}@${rule.fault.line}:${rule.fault.column}`;
};

describe('a rule is read', () => {
  test.each([
    ['exclude headline ~ "राशिफल" or tag = "Horoscope"', 'exclude headline ~ "राशिफल" or tag = "Horoscope"'],
    ['INCLUDE Language IN [HI, en] AND wordcount >= 80', 'include language in [hi, en] and wordCount >= 80'],
    ['tag “Elections” when text ~ chunav', 'tag "Elections" when text ~ "chunav"'],
    ['exclude (dek exists) and not not paywalled = TRUE', 'exclude dek exists and paywalled = true'],
    ['exclude (tag = a or tag = b) or tag = c', 'exclude tag = "a" or tag = "b" or tag = "c"'],
    ['exclude (tag=a or tag=b) and not (site=x.in and age>2d)', null],
    ['exclude language not in [hi]', 'exclude not language in [hi]'],
    ['exclude tag = [a, b]', 'exclude tag in ["a", "b"]'],
    ['exclude tag != [a, b]', 'exclude tag != ["a", "b"]'],
    ['exclude age >= 48h or age < 90m or age < 14d', 'exclude age >= 2d or age < 90m or age < 2w'],
    ['exclude publishedAt < 2026-11-24T05:30:00+05:30', 'exclude publishedAt < 2026-11-24'],
    ['exclude headline = "a \\"b\\" \\\\ c\\d"', 'exclude headline = "a \\"b\\" \\\\ c\\\\d"'],
    [
      'exclude\n  url ~ "/rashifal/"\n  and site = news.example',
      'exclude url ~ "/rashifal/" and site = "news.example"',
    ],
  ])('%s', (text, canonical) => {
    const once = printed(text);
    if (canonical !== null) expect(once).toBe(canonical);
    else expect(once).toBe('exclude (tag = "a" or tag = "b") and not (site = "x.in" and age > 2d)');
    expect(printed(once)).toBe(once);
  });
});

describe('a mistake is told with its place', () => {
  test.each([
    ['', 'EMPTY@1:1'],
    [' \n ', 'EMPTY@2:2'],
    ['hide tag = "x"', 'UNEXPECTED_TOKEN@1:1'],
    ['exclude', 'UNEXPECTED_TOKEN@1:8'],
    ['exclude colour = red', 'UNKNOWN_FIELD@1:9'],
    ['exclude tag', 'UNEXPECTED_TOKEN@1:12'],
    ['exclude tag is "x"', 'UNEXPECTED_TOKEN@1:13'],
    ['exclude tag = ', 'UNEXPECTED_TOKEN@1:15'],
    ['exclude wordCount ~ "x"', 'WRONG_OPERATOR@1:19'],
    ['exclude wordCount > "80"', 'WRONG_VALUE@1:21'],
    ['exclude wordCount > many', 'WRONG_VALUE@1:21'],
    ['exclude language = Hindi', 'WRONG_VALUE@1:20'],
    ['exclude headline ~ "…"', 'WRONG_VALUE@1:20'],
    ['exclude headline ~ " "', 'WRONG_VALUE@1:20'],
    ['exclude age > 3', 'WRONG_VALUE@1:15'],
    ['exclude age > 9999w', 'WRONG_VALUE@1:15'],
    ['exclude publishedAt < 2026-02-31', 'WRONG_VALUE@1:23'],
    ['exclude site = "a/b"', 'WRONG_VALUE@1:16'],
    ['exclude url = rain', 'WRONG_VALUE@1:15'],
    ['exclude paywalled = yes', 'WRONG_VALUE@1:21'],
    ['exclude tag in "x"', 'UNEXPECTED_TOKEN@1:16'],
    ['exclude wordCount > [1, 2]', 'UNEXPECTED_TOKEN@1:21'],
    ['exclude paywalled = [true]', 'UNEXPECTED_TOKEN@1:21'],
    ['exclude tag in [a, ]', 'UNEXPECTED_TOKEN@1:20'],
    ['exclude tag in [a b]', 'UNEXPECTED_TOKEN@1:19'],
    ['exclude\ntag = "x" and\n  (tag = "y"', 'UNEXPECTED_TOKEN@3:13'],
    ['exclude tag = "x")', 'UNEXPECTED_TOKEN@1:18'],
    ['exclude tag = "x" tag = "y"', 'UNEXPECTED_TOKEN@1:19'],
    ['exclude tag = "x\n"', 'UNCLOSED_STRING@1:15'],
    ['exclude tag ! "x"', 'UNEXPECTED_CHARACTER@1:13'],
    ['exclude tag = \u0000', 'UNEXPECTED_CHARACTER@1:15'],
    ['tag Elections when text ~ "x"', 'UNEXPECTED_TOKEN@1:5'],
    ['tag "Elections" text ~ "x"', 'UNEXPECTED_TOKEN@1:17'],
    ['tag "…" when text ~ "x"', 'INVALID_TAG@1:5'],
  ])('%j', (text, fault) => {
    expect(printed(text)).toBe(fault);
  });

  test.each([
    ['parentheses', `exclude ${'('.repeat(11)}tag = "x"`, 'NESTED_TOO_DEEP@1:19'],
    ['clauses', `exclude ${'tag = a or '.repeat(32)}tag = b`, 'TOO_MANY_CLAUSES@1:361'],
    ['values', `exclude tag in [${'a,'.repeat(100)}a]`, 'TOO_MANY_VALUES@1:217'],
    ['a long value', `exclude tag = "${'x'.repeat(501)}"`, 'WRONG_VALUE@1:15'],
    ['words to look for', `exclude text ~ "${'a '.repeat(21)}"`, 'WRONG_VALUE@1:16'],
    ['a long rule', 'x'.repeat(ruleLimits.length + 1), `TOO_LONG@1:${ruleLimits.length + 1}`],
  ])('there is a limit for %s', (_name, text, fault) => {
    expect(printed(text)).toBe(fault);
  });

  test('a wrong operator names the type and what fits it', () => {
    const rule = parseRule('exclude wordCount ~ "x"');
    expect(rule).toMatchObject({
      fault: {
        message: 'wordCount is a number; ~ does not fit it',
        expected: ['=', '!=', '<', '<=', '>', '>=', 'in'],
        position: 18,
      },
    });
  });

  test('a field that goes by another name elsewhere is told its name here', () => {
    expect(parseRule('exclude title ~ "x"')).toMatchObject({ fault: { expected: ['headline'] } });
  });
});

const next = randomFrom(20_261_124);
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(next() * list.length)];
  if (one === undefined) throw new Error('an empty list');
  return one;
};

const words = [
  'चुनाव',
  'a "quoted" word',
  'back\\slash',
  '“curly”',
  'no',
  'x, y]',
  'K\u0936',
  '\u200dराशि\u200c',
  '😀 ok',
];
const valueOf: Partial<Record<FieldType, () => string>> = {
  address: () => pick(['https://news.example/a', '"https://news.example/é?b=1"']),
  host: () => pick(['news.example', '"समाचार.भारत"', 'a.b.c']),
  language: () => pick(['hi', 'EN', '"kok"']),
  boolean: () => pick(['true', 'FALSE']),
  number: () => String(Math.floor(next() * 5_000)),
  duration: () => `${Math.floor(next() * 300)}${pick(['m', 'h', 'd', 'W'])}`,
  date: () => pick(['2026-11-24', '2026-11-24T05:30', '2026-11-24T05:30:15.250+05:30']),
};
const anyValue = (type: FieldType): string =>
  valueOf[type]?.() ?? `"${pick(words).replace(/["\\]/gu, '\\$&')}"`;

const comparison = (): string => {
  const field = pick(fieldNames);
  const type = typeOfField[field];
  const operator = pick(typePlans[type].operators);
  if (operator === 'exists') return `${field} exists`;
  const many = operator === '~' || typePlans[type].operators.includes('in');
  const isList = operator === 'in' || (many && !/[<>]/u.test(operator) && next() < 0.3);
  const value = isList ? `[${anyValue(type)}, ${anyValue(type)}]` : anyValue(type);
  return `${field} ${operator} ${value}`;
};

const condition = (depth: number): string => {
  const dice = next();
  if (depth === 0 || dice < 0.4) return comparison();
  if (dice < 0.55) return `not ${condition(depth - 1)}`;
  if (dice < 0.7) return `(${condition(depth - 1)})`;
  return `${condition(depth - 1)} ${pick(['and', 'or'])} ${condition(depth - 1)}`;
};

test('a printed rule reads as the same rule, whatever the rule', () => {
  for (let round = 0; round < 2_000; round += 1) {
    const text = `${pick(['exclude', 'include', 'tag "T \\"x\\"" when'])} ${condition(4)}`;
    const rule = parseRule(text);
    expect(rule.ok, text).toBe(true);
    if (!rule.ok) continue;
    const once = printRule(rule.value);
    expect(parseRule(once), `${text}\n${once}`).toEqual(rule);
  }
});

test('any string gives a rule or a fault within it', () => {
  const pieces = [
    'exclude',
    'include',
    'tag',
    '"',
    '“',
    '\\',
    '(',
    ')',
    '[',
    ']',
    ',',
    'not',
    'and',
    'or',
    '~',
    '=',
  ];
  pieces.push(
    '<',
    '!',
    'headline',
    'age',
    'in',
    'exists',
    '3d',
    '80',
    'रूस',
    ' ',
    '\n',
    '\u0000',
    '\ud83d',
    '2026-01-01',
  );
  for (let round = 0; round < 5_000; round += 1) {
    const text = Array.from({ length: Math.floor(next() * 24) }, () => pick(pieces)).join(pick(['', ' ']));
    const rule = parseRule(text);
    if (rule.ok) expect(printRule(rule.value)).not.toBe('');
    else {
      expect(rule.fault.position).toBeLessThanOrEqual(text.length);
      expect(
        text
          .split('\n')
          .slice(0, rule.fault.line - 1)
          .join('\n').length,
      ).toBeLessThanOrEqual(text.length);
    }
  }
});

test('the longest rules are read in a moment: no input is worse than linear', () => {
  const hostile = [
    'not '.repeat(500),
    '('.repeat(2_000),
    `exclude ${'not '.repeat(480)}tag = a`,
    '\\'.repeat(2_000),
  ];
  hostile.push(`exclude tag = "${'\\"'.repeat(900)}"`, `exclude ${'a'.repeat(1_990)}`);
  for (const text of hostile) expect(typeof parseRule(text).ok).toBe('boolean');
});
