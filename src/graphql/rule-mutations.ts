import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { parseRule } from '../rules/parse.ts';
import type { RuleDraft } from '../storage/rule-store.ts';
import { requireAdmin, type Context } from './context.ts';
import { localId } from './node.ts';
import { RuleErrorView, ruleError, RuleView, toRuleError, toRuleView } from './rule.ts';

@InputType('AddRuleInput', { description: 'A rule for what arrives from now on.' })
class AddRuleInput {
  @Field(() => String, { description: 'The rule, such as: exclude headline ~ "राशिफल" or tag = "Horoscope"' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Its name; the text by default.' })
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'The source that it is for; all sources by default.' })
  sourceId?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it is in force at once.' })
  enabled!: boolean;
}

@InputType('UpdateRuleInput', { description: 'What is to change of a rule; what is absent stays.' })
class UpdateRuleInput {
  @Field(() => ID, { description: 'The id of the rule.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The rule.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  name?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is in force.' })
  enabled?: boolean | null;
}

@InputType('RuleInput', { description: 'Names a rule.' })
class RuleInput {
  @Field(() => ID, { description: 'The id of the rule.' })
  id!: string;
}

@ObjectType('RulePayload', { simpleResolvers: true, description: 'What became of a rule.' })
class RulePayload {
  @Field(() => RuleView, { nullable: true, description: 'The rule; null where there is none (any more).' })
  rule!: RuleView | null;

  @Field(() => [RuleErrorView], { description: 'Empty when all went well.' })
  userErrors!: RuleErrorView[];
}

const refused = (error: RuleErrorView): RulePayload => ({ rule: null, userErrors: [error] });

const notFound = refused(ruleError('NOT_FOUND', 'no rule has this id', ['id']));

const maxNameLength = 100;

/** The first thing that is wrong; null when nothing is. */
const checkRule = ({ text, name }: { text?: string | null; name?: string | null }): RulePayload | null => {
  const parsed = text == null ? null : parseRule(text);
  if (parsed?.ok === false) return refused(toRuleError(parsed.fault));
  const length = name?.trim().length ?? 1;
  return length === 0 || length > maxNameLength
    ? refused(ruleError('INVALID_NAME', `name must have 1 to ${maxNameLength} characters`, ['name']))
    : null;
};

@Resolver()
export class RuleMutations {
  @Mutation(() => RulePayload, {
    nullable: true,
    description: 'Adds a rule; it acts on what arrives later than some seconds from now. Admin key needed.',
  })
  async addRule(
    @Arg('input', () => AddRuleInput, { description: 'The rule.' }) input: AddRuleInput,
    @Ctx() ctx: Context,
  ): Promise<RulePayload> {
    requireAdmin(ctx);
    const fault = checkRule(input);
    if (fault !== null) return fault;
    const sourceId = input.sourceId == null ? null : localId('Source', input.sourceId, 'input.sourceId');
    if (sourceId !== null && (await ctx.stores.sources.byIds([sourceId])).length === 0)
      return refused(ruleError('SOURCE_NOT_FOUND', 'no source has this id', ['sourceId']));
    const { text, enabled } = input;
    const name = input.name?.trim() ?? text.trim().slice(0, maxNameLength);
    const rule = await ctx.stores.rules.add({ name, sourceId, text, enabled }, ctx.clock.now());
    if (rule === null) return refused(ruleError('TOO_MANY_RULES', 'there is no room for another rule', []));
    return { rule: toRuleView(rule), userErrors: [] };
  }

  @Mutation(() => RulePayload, { nullable: true, description: 'Changes a rule. Admin key needed.' })
  async updateRule(
    @Arg('input', () => UpdateRuleInput, { description: 'The changes.' }) input: UpdateRuleInput,
    @Ctx() ctx: Context,
  ): Promise<RulePayload> {
    requireAdmin(ctx);
    const fault = checkRule(input);
    if (fault !== null) return fault;
    const changes: Partial<RuleDraft> = {
      ...(input.text == null ? {} : { text: input.text }),
      ...(input.name == null ? {} : { name: input.name.trim() }),
      ...(input.enabled == null ? {} : { enabled: input.enabled }),
    };
    const rule = await ctx.stores.rules.update(input.id, changes, ctx.clock.now());
    return rule === null ? notFound : { rule: toRuleView(rule), userErrors: [] };
  }

  @Mutation(() => RulePayload, {
    nullable: true,
    description:
      'Removes a rule; what it left out may come in again while its feed still has it. Admin key needed.',
  })
  async removeRule(
    @Arg('input', () => RuleInput, { description: 'Which rule.' }) input: RuleInput,
    @Ctx() ctx: Context,
  ): Promise<RulePayload> {
    requireAdmin(ctx);
    return (await ctx.stores.rules.remove(input.id)) ? { rule: null, userErrors: [] } : notFound;
  }
}
