/*
 * A rule is one sentence:
 *
 *   exclude headline ~ "राशिफल" or tag = "Horoscope"
 *   include language in [hi, en] and wordCount >= 80
 *   tag "Elections" when text ~ ["चुनाव", "election"] and not source = "some-slug"
 *
 * What a set of rules means: tag rules come first and see an article as its publisher gave it; exclude and include
 * rules see the given tags too. An exclude rule that holds leaves the article out, whatever else holds. Then, where
 * the rules for all sources contain include rules, one of those must hold, and where the rules of the article's own
 * source do, one of these must hold as well. The order in which rules were written never matters. A comparison with
 * something that the article does not have is false, and `!=` is always the opposite of `=`.
 */
import type { FieldName, Operator } from './fields.ts';

/** A value in the type of its field: `duration` in minutes, `date` in milliseconds since 1970. */
export type RuleValue =
  | { type: 'string'; text: string }
  | { type: 'boolean'; value: boolean }
  | { type: 'number'; value: number }
  | { type: 'duration'; minutes: number }
  | { type: 'date'; ms: number };

/** One clause. More than one value means any of them; `exists` has none. */
export interface Comparison {
  kind: 'comparison';
  field: FieldName;
  operator: Operator;
  values: RuleValue[];
}

export type Condition =
  | Comparison
  | { kind: 'not'; child: Condition }
  | { kind: 'and'; children: Condition[] }
  | { kind: 'or'; children: Condition[] };

export type Rule =
  | { effect: 'EXCLUDE'; condition: Condition }
  | { effect: 'INCLUDE'; condition: Condition }
  | { effect: 'TAG'; tagName: string; condition: Condition };

export const ruleEffects = ['INCLUDE', 'EXCLUDE', 'TAG'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

export const ruleLimits = {
  /** UTF-16 code units of the whole rule. */
  length: 2_000,
  /** UTF-16 code units of one value. */
  valueLength: 500,
  /** Words of one value of `~`. */
  valueWords: 20,
  /** Parentheses within each other. */
  depth: 10,
  clauses: 32,
  /** Values of all clauses together. */
  values: 100,
} as const;

export const ruleFaultReasons = [
  'EMPTY',
  'TOO_LONG',
  'UNEXPECTED_CHARACTER',
  'UNCLOSED_STRING',
  'UNEXPECTED_TOKEN',
  'UNKNOWN_FIELD',
  'WRONG_OPERATOR',
  'WRONG_VALUE',
  'INVALID_TAG',
  'NESTED_TOO_DEEP',
  'TOO_MANY_CLAUSES',
  'TOO_MANY_VALUES',
] as const;
export type RuleFaultReason = (typeof ruleFaultReasons)[number];

export interface RuleFault {
  reason: RuleFaultReason;
  /** One line for a person. */
  message: string;
  /** UTF-16 offset into the rule. */
  position: number;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  /** What could stand there instead; empty where that does not say it. */
  expected: string[];
}
