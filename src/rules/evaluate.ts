/*
 * Whether a rule holds for an article, and which of its clauses decided that. While a page is not read yet, the
 * answer may be `null`, not known: the three-valued logic of Kleene (1938), so what is decided then stays decided.
 */
import { assertNever } from '../core/result.ts';
import { testOf, type Truth } from './compare.ts';
import type { Facts } from './facts.ts';
import { printCondition } from './print.ts';
import type { Comparison, Condition, Rule } from './rule.ts';

export interface Verdict {
  holds: Truth;
  /** Numbers of the clauses that made it so: places in `clauses` of the rule. Empty where nothing is decided. */
  clauses: readonly number[];
}

/** A rule ready to be asked. */
export interface CompiledRule {
  rule: Rule;
  /** Its comparisons in order, with `not` before those that are meant to be false. */
  clauses: readonly string[];
  test(facts: Facts): Verdict;
}

type Test = (facts: Facts) => Verdict;

const undecided: Verdict = { holds: null, clauses: [] };

export const compileRule = (rule: Rule): CompiledRule => {
  const clauses: string[] = [];
  return { rule, clauses, test: compile(rule.condition, false, clauses) };
};

const compile = (condition: Condition, negated: boolean, clauses: string[]): Test => {
  switch (condition.kind) {
    case 'comparison':
      return compileClause(condition, negated, clauses);
    case 'not': {
      const test = compile(condition.child, !negated, clauses);
      return facts => {
        const verdict = test(facts);
        return verdict.holds === null ? verdict : { ...verdict, holds: !verdict.holds };
      };
    }
    case 'and':
    case 'or': {
      const tests = condition.children.map(child => compile(child, negated, clauses));
      return facts => join(condition.kind === 'or', tests, facts);
    }
    default:
      return assertNever(condition);
  }
};

const compileClause = (comparison: Comparison, negated: boolean, clauses: string[]): Test => {
  const test = testOf(comparison);
  const number = clauses.push(printCondition(negated ? { kind: 'not', child: comparison } : comparison)) - 1;
  return facts => {
    const holds = test(facts);
    return holds === null ? undecided : { holds, clauses: [number] };
  };
};

/** `or` is decided by each part that holds, `and` by each that does not; else by all of them together. */
const join = (decisive: boolean, tests: readonly Test[], facts: Facts): Verdict => {
  const verdicts = tests.map(test => test(facts));
  const deciding = verdicts.filter(({ holds }) => holds === decisive);
  if (deciding.length > 0) return { holds: decisive, clauses: deciding.flatMap(verdict => verdict.clauses) };
  if (verdicts.some(({ holds }) => holds === null)) return undecided;
  return { holds: !decisive, clauses: verdicts.flatMap(verdict => verdict.clauses) };
};

/** Whether the answer can change while the article stays the same. */
export const dependsOnTime = (condition: Condition): boolean => usesField(condition, 'age');

/** Whether a rule asks for a field. */
export const usesField = (condition: Condition, field: Comparison['field']): boolean => {
  switch (condition.kind) {
    case 'comparison':
      return condition.field === field;
    case 'not':
      return usesField(condition.child, field);
    default:
      return condition.children.some(child => usesField(child, field));
  }
};
