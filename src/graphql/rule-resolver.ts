import { Arg, Args, ArgsType, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { compileRule } from '../rules/evaluate.ts';
import { parseRule } from '../rules/parse.ts';
import { printRule } from '../rules/print.ts';
import { requireAdmin, type Context } from './context.ts';
import { localId } from './node.ts';
import {
  RuleErrorView,
  RulePreviewView,
  ruleError,
  RuleView,
  toPreviewView,
  toRuleError,
  toRuleView,
} from './rule.ts';

const dayMs = 86_400_000;
const maxDays = 90;

@ObjectType('RulePreviewPayload', {
  simpleResolvers: true,
  description: 'A preview, or what is wrong with the rule.',
})
class RulePreviewPayload {
  @Field(() => RulePreviewView, { nullable: true, description: 'Null where the rule cannot be read.' })
  preview!: RulePreviewView | null;

  @Field(() => [RuleErrorView], { description: 'Empty when all went well.' })
  userErrors!: RuleErrorView[];
}

@ArgsType()
class PreviewArgs {
  @Field(() => String, { description: 'The rule.' })
  text!: string;

  @Field(() => ID, { nullable: true, description: 'Only articles of this source.' })
  sourceId?: string | null;

  @Field(() => Int, { defaultValue: 7, description: 'How far back, 1 to 90.' })
  days!: number;
}

const refused = (error: RuleErrorView): RulePreviewPayload => ({ preview: null, userErrors: [error] });

@Resolver()
export class RuleResolver {
  @Query(() => [RuleView], {
    nullable: true,
    description: 'The rules, the oldest first; there are at most 500. Admin key needed.',
  })
  async rules(
    @Arg('sourceId', () => ID, { nullable: true, description: 'Only those for this source.' })
    sourceId: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<RuleView[]> {
    requireAdmin(ctx);
    const id = sourceId == null ? null : localId('Source', sourceId, 'sourceId');
    const rules = await ctx.stores.rules.list();
    return rules.filter(rule => id === null || rule.sourceId === id).map(toRuleView);
  }

  @Query(() => RulePreviewPayload, {
    nullable: true,
    description:
      'What a rule alone would have done with the articles of the last days; changes nothing. It ends early after ' +
      '20,000 articles or 5 seconds and says so. Admin key needed.',
  })
  async previewRule(
    @Args(() => PreviewArgs) { text, sourceId, days }: PreviewArgs,
    @Ctx() ctx: Context,
  ): Promise<RulePreviewPayload> {
    requireAdmin(ctx);
    if (days < 1 || days > maxDays)
      return refused(ruleError('INVALID_DAYS', `days must be from 1 to ${maxDays}`, ['days']));
    const rule = parseRule(text);
    if (!rule.ok) return refused(toRuleError(rule.fault));
    const now = ctx.clock.now();
    const preview = await ctx.stores.ruleScan.preview(compileRule(rule.value), {
      now,
      since: new Date(now.getTime() - days * dayMs),
      sourceId: sourceId == null ? null : localId('Source', sourceId, 'sourceId'),
    });
    return { preview: toPreviewView(preview, printRule(rule.value)), userErrors: [] };
  }
}
