/*
 * From the text of a rule to its tree. A recursive descent parser; any string gives a rule or a fault with its place.
 *
 *   rule       = ("exclude" | "include" | "tag" string "when") any
 *   any        = all { "or" all }
 *   all        = one { "and" one }
 *   one        = { "not" } ( "(" any ")" | comparison )
 *   comparison = field ( operator value | ["not"] "in" list | "exists" )
 *   list       = "[" value { "," value } "]"
 */
import { fail, ok, type Result } from '../core/result.ts';
import { distinctTagNames } from '../tags/tag.ts';
import { fieldHints, fieldNamed, fieldNames, operators, typeOfField, typePlans } from './fields.ts';
import type { FieldName, Operator } from './fields.ts';
import { ruleLimits, type Condition, type Rule, type RuleFault, type RuleValue } from './rule.ts';
import { tokensOfRule, type RuleToken, type TokenFault } from './tokens.ts';
import { toValue } from './values.ts';

type ParseFault = TokenFault & { expected?: string[] };
type Parsed<T> = Result<T, ParseFault>;

/** The rule that a text says, or what is wrong with it. Never throws. */
export const parseRule = (text: string): Result<Rule, RuleFault> => {
  const parsed = parseText(text);
  return parsed.ok ? parsed : fail(placed(text, parsed.fault));
};

const parseText = (text: string): Parsed<Rule> => {
  if (text.length > ruleLimits.length)
    return fail({
      reason: 'TOO_LONG',
      message: `a rule has at most ${ruleLimits.length} characters`,
      position: ruleLimits.length,
    });
  const tokens = tokensOfRule(text);
  return tokens.ok ? new RuleParser(tokens.value).rule() : tokens;
};

const placed = (text: string, { expected = [], ...fault }: ParseFault): RuleFault => {
  const before = text.slice(0, fault.position).split(/\r\n|\n|\r/u);
  return { ...fault, line: before.length, column: (before.at(-1) ?? '').length + 1, expected };
};

class RuleParser {
  private next = 0;
  private clauses = 0;
  private values = 0;
  private readonly tokens: readonly RuleToken[];

  constructor(tokens: readonly RuleToken[]) {
    this.tokens = tokens;
  }

  rule(): Parsed<Rule> {
    const head = this.head();
    if (!head.ok) return head;
    const condition = this.any(0);
    if (!condition.ok) return condition;
    if (this.peek().kind !== 'end') return this.unexpected(['and', 'or']);
    return ok({ ...head.value, condition: condition.value });
  }

  private head(): Parsed<{ effect: 'EXCLUDE' | 'INCLUDE' } | { effect: 'TAG'; tagName: string }> {
    if (this.takeWord('exclude')) return ok({ effect: 'EXCLUDE' });
    if (this.takeWord('include')) return ok({ effect: 'INCLUDE' });
    const { kind, position } = this.peek();
    if (kind === 'end' && this.next === 0)
      return fail({ reason: 'EMPTY', message: 'there is no rule', position, expected: heads });
    if (!this.takeWord('tag')) return this.unexpected(heads);
    const name = this.peek();
    if (name.kind !== 'string') return this.unexpected(['the tag in quotation marks']);
    this.next += 1;
    const [tag] = distinctTagNames([{ name: name.text, language: 'und' }]);
    if (tag === undefined)
      return fail({
        reason: 'INVALID_TAG',
        message: 'a tag has a letter or a digit and at most 80 characters',
        position: name.position,
      });
    return this.takeWord('when') ? ok({ effect: 'TAG', tagName: tag.name }) : this.unexpected(['when']);
  }

  private any(depth: number): Parsed<Condition> {
    return this.chain('or', () => this.chain('and', () => this.one(depth)));
  }

  private chain(kind: 'and' | 'or', part: () => Parsed<Condition>): Parsed<Condition> {
    const children: Condition[] = [];
    do {
      const child = part();
      if (!child.ok) return child;
      // (a or b) or c says nothing else than a or b or c.
      children.push(...(child.value.kind === kind ? child.value.children : [child.value]));
    } while (this.takeWord(kind));
    const [only] = children;
    return ok(children.length === 1 && only !== undefined ? only : { kind, children });
  }

  private one(depth: number): Parsed<Condition> {
    let negated = false;
    while (this.takeWord('not')) negated = !negated;
    const inner = this.peek().text === '(' ? this.group(depth + 1) : this.comparison();
    return inner.ok && negated ? ok(opposite(inner.value)) : inner;
  }

  private group(depth: number): Parsed<Condition> {
    const { kind, position } = this.peek();
    if (kind !== 'symbol') return this.unexpected(['a field', '(', 'not']);
    if (depth > ruleLimits.depth)
      return fail({
        reason: 'NESTED_TOO_DEEP',
        message: `parentheses stand at most ${ruleLimits.depth} deep`,
        position,
      });
    this.next += 1;
    const inner = this.any(depth);
    if (!inner.ok) return inner;
    return this.takeSymbol(')') ? inner : this.unexpected(['and', 'or', ')']);
  }

  private comparison(): Parsed<Condition> {
    const name = this.peek();
    if (name.kind !== 'word') return this.unexpected(['a field', '(', 'not']);
    const field = fieldNamed(name.text);
    if (field === null) return unknownField(name);
    this.next += 1;
    this.clauses += 1;
    if (this.clauses > ruleLimits.clauses)
      return fail({
        reason: 'TOO_MANY_CLAUSES',
        message: `a rule compares at most ${ruleLimits.clauses} times`,
        position: name.position,
      });
    const negated = this.takeWord('not');
    const operator = this.operator(field, negated);
    if (!operator.ok) return operator;
    const compared = this.operand(field, operator.value);
    return compared.ok && negated ? ok(opposite(compared.value)) : compared;
  }

  private operator(field: FieldName, negated: boolean): Parsed<Operator> {
    const token = this.peek();
    const plan = typePlans[typeOfField[field]];
    const wanted = negated ? plan.operators.filter(one => one === 'in') : plan.operators;
    const operator = operators.find(one => token.kind !== 'string' && one === token.text.toLowerCase());
    if (operator === undefined) return this.unexpected([...wanted]);
    if (!wanted.includes(operator))
      return fail({
        reason: 'WRONG_OPERATOR',
        message: `${field} is ${plan.called}; ${operator} does not fit it`,
        position: token.position,
        expected: [...wanted],
      });
    this.next += 1;
    return ok(operator);
  }

  private operand(field: FieldName, operator: Operator): Parsed<Condition> {
    if (operator === 'exists') return ok({ kind: 'comparison', field, operator, values: [] });
    const isList = this.peek().kind === 'symbol' && this.peek().text === '[';
    if (operator === 'in' && !isList) return this.unexpected(['[']);
    if (!isList) {
      const value = this.value(field, operator);
      return value.ok ? ok({ kind: 'comparison', field, operator, values: [value.value] }) : value;
    }
    if (!takesList(field, operator)) return this.unexpected([`a value such as ${exampleOf(field)}`]);
    const values = this.list(field, operator);
    if (!values.ok) return values;
    return ok({
      kind: 'comparison',
      field,
      operator: operator === '=' ? 'in' : operator,
      values: values.value,
    });
  }

  private list(field: FieldName, operator: Operator): Parsed<RuleValue[]> {
    this.next += 1;
    const values: RuleValue[] = [];
    do {
      const value = this.value(field, operator);
      if (!value.ok) return value;
      values.push(value.value);
    } while (this.takeSymbol(','));
    return this.takeSymbol(']') ? ok(values) : this.unexpected([',', ']']);
  }

  private value(field: FieldName, operator: Operator): Parsed<RuleValue> {
    const { kind, text, position } = this.peek();
    if (kind === 'symbol' || kind === 'end') return this.unexpected([`a value such as ${exampleOf(field)}`]);
    const type = typeOfField[field];
    const value = toValue(type, { text, quoted: kind === 'string' }, operator);
    if (!value.ok)
      return fail({
        reason: 'WRONG_VALUE',
        message: `${field} is ${typePlans[type].called}: ${value.fault}`,
        position,
        expected: [`a value such as ${exampleOf(field)}`],
      });
    this.next += 1;
    this.values += 1;
    if (this.values > ruleLimits.values)
      return fail({
        reason: 'TOO_MANY_VALUES',
        message: `a rule has at most ${ruleLimits.values} values`,
        position,
      });
    return value;
  }

  private peek(): RuleToken {
    return this.tokens[this.next] ?? { kind: 'end', text: '', position: 0 };
  }

  private takeWord(word: string): boolean {
    const { kind, text } = this.peek();
    const found = kind === 'word' && text.toLowerCase() === word;
    if (found) this.next += 1;
    return found;
  }

  private takeSymbol(symbol: string): boolean {
    const { kind, text } = this.peek();
    const found = kind === 'symbol' && text === symbol;
    if (found) this.next += 1;
    return found;
  }

  private unexpected(expected: string[]): { ok: false; fault: ParseFault } {
    const { kind, text, position } = this.peek();
    const met = kind === 'end' ? 'the rule ends here' : `${JSON.stringify(text)} does not fit here`;
    return fail({
      reason: 'UNEXPECTED_TOKEN',
      message: `${met}; expected ${listed(expected)}`,
      position,
      expected,
    });
  }
}

const heads = ['exclude', 'include', 'tag'];

/** Any of several values: where `in` fits, and for words. */
const takesList = (field: FieldName, operator: Operator): boolean =>
  operator === '~' || (!/[<>]/u.test(operator) && typePlans[typeOfField[field]].operators.includes('in'));

const exampleOf = (field: FieldName): string => typePlans[typeOfField[field]].example;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

const opposite = (condition: Condition): Condition =>
  condition.kind === 'not' ? condition.child : { kind: 'not', child: condition };

const unknownField = ({ text, position }: RuleToken): { ok: false; fault: ParseFault } => {
  const meant = fieldHints[text.toLowerCase()];
  const hint = meant === undefined ? `the fields are ${listed(fieldNames)}` : `it is called ${meant} here`;
  return fail({
    reason: 'UNKNOWN_FIELD',
    message: `there is no field ${JSON.stringify(text)}; ${hint}`,
    position,
    expected: meant === undefined ? [...fieldNames] : [meant],
  });
};
