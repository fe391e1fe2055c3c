import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { AppError } from '../core/errors.ts';
import { toArticleView } from './article.ts';
import type { Context } from './context.ts';
import { NodeView, parseGlobalId } from './node.ts';
import { toSourceView } from './source.ts';
import { toTagView } from './tag.ts';

const maxIds = 100;

@Resolver(() => NodeView)
export class NodeResolver {
  @Query(() => NodeView, { nullable: true, description: 'Anything by its id; null where nothing has it.' })
  node(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Ctx() ctx: Context) {
    return loadNode(id, ctx);
  }

  @Query(() => [NodeView], {
    nullable: 'items',
    description: 'Several by their ids, in the order of the ids.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `At most ${maxIds} ids.` }) ids: string[],
    @Ctx() ctx: Context,
  ) {
    if (ids.length > maxIds)
      throw new AppError('BAD_USER_INPUT', `ids takes at most ${maxIds} ids`, {
        details: { argument: 'ids' },
      });
    return ids.map(id => loadNode(id, ctx));
  }
}

const loadNode = async (globalId: string, { loaders }: Context): Promise<NodeView | null> => {
  const { type, id } = parseGlobalId(globalId);
  switch (type) {
    case 'Article': {
      const row = await loaders.articles.load(id);
      return row && toArticleView(row);
    }
    case 'Source': {
      const row = await loaders.sources.load(id);
      return row && toSourceView(row);
    }
    case 'Tag': {
      const row = await loaders.tags.load(id);
      return row && toTagView(row);
    }
  }
};
