/* A rule as text, in one spelling: what parse reads from it is the same rule again. */
import { assertNever } from '../core/result.ts';
import { typeOfField } from './fields.ts';
import type { Comparison, Condition, Rule, RuleValue } from './rule.ts';

export const printRule = (rule: Rule): string => {
  const head = rule.effect === 'TAG' ? `tag ${quoted(rule.tagName)} when` : rule.effect.toLowerCase();
  return `${head} ${printCondition(rule.condition)}`;
};

export const printCondition = (condition: Condition): string => {
  switch (condition.kind) {
    case 'comparison':
      return printComparison(condition);
    case 'not':
      return `not ${inner(condition.child, ['and', 'or'])}`;
    case 'and':
      return condition.children.map(child => inner(child, ['or'])).join(' and ');
    case 'or':
      return condition.children.map(child => inner(child, [])).join(' or ');
    default:
      return assertNever(condition);
  }
};

/** Parentheses where the part binds looser than what it stands in. */
const inner = (condition: Condition, looser: readonly Condition['kind'][]): string =>
  looser.includes(condition.kind) ? `(${printCondition(condition)})` : printCondition(condition);

const printComparison = ({ field, operator, values }: Comparison): string => {
  if (operator === 'exists') return `${field} exists`;
  const printed = values.map(value => printValue(value, typeOfField[field] === 'language'));
  const operand = operator === 'in' || printed.length > 1 ? `[${printed.join(', ')}]` : printed.join('');
  return `${field} ${operator} ${operand}`;
};

const quoted = (text: string): string => `"${text.replace(/["\\]/gu, '\\$&')}"`;

const printValue = (value: RuleValue, bare: boolean): string => {
  switch (value.type) {
    case 'string':
      return bare ? value.text : quoted(value.text);
    case 'duration':
      return printDuration(value.minutes);
    case 'date':
      return new Date(value.ms).toISOString().replace(/T00:00:00\.000Z$/u, '');
    default:
      return String(value.value);
  }
};

const units = [
  ['w', 10_080],
  ['d', 1_440],
  ['h', 60],
] as const;

const printDuration = (minutes: number): string => {
  const [unit, size] = units.find(([, length]) => minutes > 0 && minutes % length === 0) ?? ['m', 1];
  return `${minutes / size}${unit}`;
};
