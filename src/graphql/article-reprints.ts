import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ArticleView, toArticleView } from './article.ts';
import { pageSize } from './connection.ts';
import type { Context } from './context.ts';

@Resolver(() => ArticleView)
export class ArticleReprintsResolver {
  @FieldResolver(() => ArticleView, {
    nullable: true,
    description:
      'The article that was first to say the same in the same words, where this one is its reprint: agency copy, cut or under another headline.',
  })
  async reprintOf(@Root() { reprintOfId }: ArticleView, @Ctx() { loaders }: Context) {
    const original = reprintOfId === null ? null : await loaders.articles.load(reprintOfId);
    return original === null ? null : toArticleView(original);
  }

  @FieldResolver(() => [ArticleView], {
    description: 'Its reprints, the earliest first; none where it is a reprint itself.',
  })
  async reprints(
    @Root() { rowId }: ArticleView,
    @Ctx() { loaders }: Context,
    @Arg('first', () => Int, { nullable: true, description: 'How many; 1 to 100, 20 by default.' })
    first?: number | null,
  ) {
    const size = pageSize(first);
    const found = await loaders.reprints.load(rowId);
    return (found?.reprints ?? []).slice(0, size).map(toArticleView);
  }
}
