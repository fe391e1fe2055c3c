import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { printRule } from '../rules/print.ts';
import { ruleEffects, ruleFaultReasons, type RuleEffect, type RuleFault } from '../rules/rule.ts';
import type { BoundedPreview } from '../storage/rule-scan.ts';
import type { StoredRule } from '../storage/rule-store.ts';
import { enumOf } from './enums.ts';
import { globalId } from './node.ts';
import { DateTime } from './scalars.ts';

const RuleEffectEnum = enumOf(ruleEffects);
registerEnumType(RuleEffectEnum, {
  name: 'RuleEffect',
  description: 'What a rule does.',
  valuesConfig: {
    INCLUDE: {
      description: 'Where a scope has such rules, one of them must hold for an article to come in.',
    },
    EXCLUDE: { description: 'Leaves articles out, whatever else holds.' },
    TAG: { description: 'Gives articles a tag.' },
  },
});

const ruleErrorCodes = [
  ...ruleFaultReasons,
  'INVALID_NAME',
  'INVALID_DAYS',
  'NOT_FOUND',
  'SOURCE_NOT_FOUND',
  'TOO_MANY_RULES',
] as const;
const RuleErrorCodeEnum = enumOf(ruleErrorCodes);
registerEnumType(RuleErrorCodeEnum, {
  name: 'RuleErrorCode',
  description: 'What is wrong with a rule.',
  valuesConfig: {
    EMPTY: { description: 'There is no rule in the text.' },
    TOO_LONG: { description: 'The text is longer than a rule may be.' },
    UNEXPECTED_CHARACTER: { description: 'A character that has no meaning in a rule.' },
    UNCLOSED_STRING: { description: 'A quotation mark without its other one on the same line.' },
    UNEXPECTED_TOKEN: { description: 'Something else belongs here: see expected.' },
    UNKNOWN_FIELD: { description: 'Articles have no such field.' },
    WRONG_OPERATOR: { description: 'The type of the field cannot be compared like this.' },
    WRONG_VALUE: { description: 'The value does not fit the type of the field.' },
    INVALID_TAG: { description: 'Not the name of a tag.' },
    NESTED_TOO_DEEP: { description: 'Too many parentheses within each other.' },
    TOO_MANY_CLAUSES: { description: 'The rule compares too often.' },
    TOO_MANY_VALUES: { description: 'The rule has too many values.' },
    INVALID_NAME: { description: 'Empty or longer than 100 characters.' },
    INVALID_DAYS: { description: 'Fewer than 1 or more than 90 days.' },
    NOT_FOUND: { description: 'No rule has this id.' },
    SOURCE_NOT_FOUND: { description: 'No source has this id.' },
    TOO_MANY_RULES: { description: 'There are as many rules as there may be.' },
  },
});

@ObjectType('RuleError', { simpleResolvers: true, description: 'What the caller can put right in a rule.' })
export class RuleErrorView {
  @Field(() => RuleErrorCodeEnum, { description: 'The class of the mistake.' })
  code!: (typeof ruleErrorCodes)[number];

  @Field(() => String, { description: 'One line for a person.' })
  message!: string;

  @Field(() => [String], { description: 'The path of the input field.' })
  field!: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'UTF-16 offset into the text; null where no place is to blame.',
  })
  position!: number | null;

  @Field(() => Int, { nullable: true, description: 'Line of the text, from 1.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'UTF-16 column of the line, from 1.' })
  column!: number | null;

  @Field(() => [String], { description: 'What could stand there instead.' })
  expected!: string[];
}

export const ruleError = (code: RuleErrorView['code'], message: string, field: string[]): RuleErrorView => ({
  code,
  message,
  field,
  position: null,
  line: null,
  column: null,
  expected: [],
});

export const toRuleError = ({ reason, ...fault }: RuleFault): RuleErrorView => ({
  ...fault,
  code: reason,
  field: ['text'],
});

@ObjectType('Rule', {
  simpleResolvers: true,
  description: 'A sentence about which articles come in, or get a tag.',
})
export class RuleView {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name, for people.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The source that it is for; null for all sources.' })
  sourceId!: string | null;

  @Field(() => String, { description: 'The rule.' })
  text!: string;

  @Field(() => RuleEffectEnum, { nullable: true, description: 'What it does; null where it is at fault.' })
  effect!: RuleEffect | null;

  @Field(() => RuleErrorView, {
    nullable: true,
    description: 'Set where the text cannot be read any more; the rule then does nothing.',
  })
  fault!: RuleErrorView | null;

  @Field(() => Boolean, { description: 'Whether it is in force.' })
  enabled!: boolean;

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was changed last.' })
  updatedAt!: Date;

  @Field(() => Int, { description: 'Articles for which it held when they arrived.' })
  matchCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it held last.' })
  lastMatchedAt!: Date | null;
}

export const toRuleView = ({ parsed, sourceId, text, ...rule }: StoredRule): RuleView => ({
  ...rule,
  sourceId: sourceId === null ? null : globalId('Source', sourceId),
  text: parsed.ok ? printRule(parsed.value) : text,
  effect: parsed.ok ? parsed.value.effect : null,
  fault: parsed.ok ? null : toRuleError(parsed.fault),
});

@ObjectType('RuleClauseCount', {
  simpleResolvers: true,
  description: 'A comparison of a rule, and how often it decided.',
})
class RuleClauseCountView {
  @Field(() => String, { description: 'The comparison.' })
  clause!: string;

  @Field(() => Int, {
    description: 'Matched articles that it speaks for; one article may count for several.',
  })
  count!: number;
}

@ObjectType('RuleExample', {
  simpleResolvers: true,
  description: 'An article, and the clauses that decided about it.',
})
class RuleExampleView {
  @Field(() => ID, { description: 'The id of the article.' })
  articleId!: string;

  @Field(() => String, { description: 'Its headline.' })
  headline!: string;

  @Field(() => [String], { description: 'The clauses that decided.' })
  clauses!: string[];
}

const cuts = ['ARTICLES', 'TIME'] as const;
const RuleCutEnum = enumOf(cuts);
registerEnumType(RuleCutEnum, {
  name: 'RulePreviewCut',
  description: 'Why a preview ended early.',
  valuesConfig: {
    ARTICLES: { description: 'It had looked at as many articles as it may.' },
    TIME: { description: 'It had taken as long as it may.' },
  },
});

@ObjectType('RulePreview', { simpleResolvers: true, description: 'What one rule alone would have done.' })
export class RulePreviewView {
  @Field(() => RuleEffectEnum, { description: 'What the rule does.' })
  effect!: RuleEffect;

  @Field(() => String, { description: 'The rule as it was understood.' })
  text!: string;

  @Field(() => DateTime, { description: 'Articles since then were looked at.' })
  since!: Date;

  @Field(() => RuleCutEnum, { nullable: true, description: 'Why older ones were not; null when all were.' })
  cut!: (typeof cuts)[number] | null;

  @Field(() => Int, { description: 'Articles looked at, the newest first.' })
  scanned!: number;

  @Field(() => Int, { description: 'Articles for which the rule holds.' })
  matched!: number;

  @Field(() => Int, { description: 'Articles that would have come in.' })
  kept!: number;

  @Field(() => Int, { description: 'Articles that would have been left out.' })
  excluded!: number;

  @Field(() => Int, { description: 'Articles that would have got the tag.' })
  tagged!: number;

  @Field(() => [RuleClauseCountView], { description: 'Each comparison of the rule.' })
  clauses!: RuleClauseCountView[];

  @Field(() => [RuleExampleView], { description: 'The first 20 that match.' })
  examples!: RuleExampleView[];

  @Field(() => [RuleExampleView], {
    description: 'The first 20 that an include rule would leave out, with the clauses that do not hold.',
  })
  leftOut!: RuleExampleView[];
}

const withGlobalId = <E extends { articleId: string }>(example: E): E => ({
  ...example,
  articleId: globalId('Article', example.articleId),
});

export const toPreviewView = (preview: BoundedPreview, text: string): RulePreviewView => ({
  ...preview,
  text,
  examples: preview.examples.map(withGlobalId),
  leftOut: preview.leftOut.map(withGlobalId),
});
