import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { requireAdmin, type Context } from './context.ts';
import { localId } from './node.ts';
import { UserErrorView } from './source-payload.ts';

const maxReasonLength = 500;

@InputType('RemoveArticleInput', { description: 'An article to remove, and why.' })
class RemoveArticleInput {
  @Field(() => ID, { description: 'The id of the article.' })
  id!: string;

  @Field(() => String, {
    description: `Why, for the record; 1 to ${maxReasonLength} characters. It is not shown to readers.`,
  })
  reason!: string;
}

@ObjectType('RemoveArticlePayload', { simpleResolvers: true, description: 'What became of an article.' })
class RemoveArticlePayload {
  @Field(() => ID, { nullable: true, description: 'The id of what is removed; null where it was not.' })
  removedId!: string | null;

  @Field(() => [UserErrorView], { description: 'Empty when all went well.' })
  userErrors!: UserErrorView[];
}

const refused = (code: UserErrorView['code'], message: string, field: string): RemoveArticlePayload => ({
  removedId: null,
  userErrors: [{ code, message, field: [field] }],
});

@Resolver()
export class ArticleRemoval {
  @Mutation(() => RemoveArticlePayload, {
    nullable: true,
    description:
      'Removes an article for good: it leaves lists, search, tags and related articles, article(id) is null from then on, and no poll brings it back. Doing it again changes nothing. Admin key needed.',
  })
  async removeArticle(
    @Arg('input', () => RemoveArticleInput, { description: 'Which article, and why.' })
    input: RemoveArticleInput,
    @Ctx() ctx: Context,
  ): Promise<RemoveArticlePayload> {
    requireAdmin(ctx);
    const reason = input.reason.trim();
    if (reason === '' || reason.length > maxReasonLength)
      return refused('INVALID_REASON', `reason must have 1 to ${maxReasonLength} characters`, 'reason');
    const removed = await ctx.stores.removeArticle({
      id: localId('Article', input.id, 'input.id'),
      reason,
      by: 'admin',
      at: ctx.clock.now(),
    });
    return removed
      ? { removedId: input.id, userErrors: [] }
      : refused('NOT_FOUND', 'no article has this id', 'id');
  }
}
