/* What a set of rules does with an article; the meaning is told at the top of rule.ts. */
import { digest } from '../core/identity.ts';
import { dependsOnTime, type CompiledRule } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { printRule } from './print.ts';

/** A rule in force. */
export interface ActiveRule {
  id: string;
  /** Null: for all sources. */
  sourceId: string | null;
  compiled: CompiledRule;
}

/** What can leave an article out: an exclude rule, or the include rules of one scope, none of which holds. */
interface Cause {
  rules: readonly ActiveRule[];
  /** Equal as long as asking again would give the same answer. */
  key: string;
  dependsOnTime: boolean;
}

/** The rules for one source, in the order in which they are asked. */
export interface RuleSet {
  isEmpty: boolean;
  tagging: readonly ActiveRule[];
  excludes: readonly Cause[];
  includes: readonly Cause[];
  /** The keys of all causes. */
  keys: ReadonlySet<string>;
}

export type Decision =
  | { kind: 'undecided' }
  /** `ruleIds` are the rules that hold; an article that no include rule lets in has none. */
  | { kind: 'excluded'; ruleIds: string[]; key: string; dependsOnTime: boolean; clauses: string[] }
  | { kind: 'kept'; ruleIds: string[]; tagNames: string[] };

/** The rules that are for all sources and for this one. */
export const rulesFor = (rules: readonly ActiveRule[], sourceId: string): RuleSet => {
  const inForce = rules.filter(rule => rule.sourceId === null || rule.sourceId === sourceId);
  const having = (effect: string) => inForce.filter(({ compiled }) => compiled.rule.effect === effect);
  const tagging = having('TAG');
  const asCause = (group: readonly ActiveRule[]): Cause => ({
    rules: group,
    key: digest([...group, ...tagging].map(({ compiled }) => printRule(compiled.rule)).toSorted()),
    dependsOnTime: [...group, ...tagging].some(({ compiled }) => dependsOnTime(compiled.rule.condition)),
  });
  const excludes = having('EXCLUDE').map(rule => asCause([rule]));
  const scopes = [null, sourceId].map(scope => having('INCLUDE').filter(rule => rule.sourceId === scope));
  const includes = scopes.filter(group => group.length > 0).map(asCause);
  return {
    isEmpty: inForce.length === 0,
    tagging,
    excludes,
    includes,
    keys: new Set([...excludes, ...includes].map(cause => cause.key)),
  };
};

/** `undecided` only where facts are missing that the page would bring. */
export const decide = (set: RuleSet, published: Facts): Decision => {
  const tags = set.tagging.map(rule => ({ rule, holds: rule.compiled.test(published).holds }));
  const given = tags.filter(({ holds }) => holds === true).map(({ rule }) => rule);
  const tagNames = given.flatMap(({ compiled: { rule } }) => (rule.effect === 'TAG' ? [rule.tagName] : []));
  const facts = withTags(published, tagNames, !tags.some(({ holds }) => holds === null));
  const excludes = set.excludes.map(cause => outcomeOf(cause, facts));
  const includes = set.includes.map(cause => outcomeOf(cause, facts));
  const excluding = excludes.find(({ holds }) => holds === true);
  if (excluding !== undefined) return excluded(excluding, idsOf([...excluding.cause.rules, ...given]));
  const missing = includes.find(({ holds }) => holds === false);
  if (missing !== undefined) return excluded(missing, idsOf(given));
  if ([...tags, ...excludes, ...includes].some(({ holds }) => holds === null)) return { kind: 'undecided' };
  return { kind: 'kept', tagNames, ruleIds: idsOf([...given, ...includes.flatMap(one => one.holding)]) };
};

const idsOf = (rules: readonly ActiveRule[]): string[] => rules.map(rule => rule.id);

const withTags = (facts: Facts, names: readonly string[], known: boolean): Facts => ({
  ...facts,
  tags: { values: [...facts.tags.values, ...names], complete: facts.tags.complete && known },
});

interface Outcome {
  cause: Cause;
  /** Whether any of its rules holds. */
  holds: boolean | null;
  holding: ActiveRule[];
  clauses: string[];
}

const outcomeOf = (cause: Cause, facts: Facts): Outcome => {
  const verdicts = cause.rules.map(rule => ({ rule, verdict: rule.compiled.test(facts) }));
  const holding = verdicts.filter(({ verdict }) => verdict.holds === true);
  const isOpen = holding.length === 0 && verdicts.some(({ verdict }) => verdict.holds === null);
  const holds = isOpen ? null : holding.length > 0;
  const deciding = verdicts.filter(({ verdict }) => verdict.holds === holds);
  return {
    cause,
    holds,
    holding: holding.map(({ rule }) => rule),
    clauses: deciding.flatMap(({ rule, verdict }) =>
      verdict.clauses.map(number => rule.compiled.clauses[number] ?? ''),
    ),
  };
};

const excluded = ({ cause, clauses }: Outcome, ruleIds: string[]): Decision => ({
  kind: 'excluded',
  ruleIds,
  key: cause.key,
  dependsOnTime: cause.dependsOnTime,
  clauses,
});
