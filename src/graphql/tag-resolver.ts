import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { encodeCursor } from '../core/cursor.ts';
import type { Tag } from '../tags/tag.ts';
import { ArticleConnectionView, ArticleListArgs, listArticles } from './article-list.ts';
import { connectionTypes, ForwardArgs, pageSize, toConnection } from './connection.ts';
import type { Context } from './context.ts';
import { lookUp, LookupArgs, readAfter } from './lookup.ts';
import { TagView, toTagView } from './tag.ts';

export const { ConnectionView: TagConnectionView } = connectionTypes('Tag', () => TagView, 'tags');

const cursorKind = 'tags:ARTICLES';

@Resolver(() => TagView)
export class TagResolver {
  @Query(() => TagView, { nullable: true, description: 'One tag, by id or slug.' })
  async tag(@Args(() => LookupArgs) args: LookupArgs, @Ctx() { loaders }: Context) {
    const found = await lookUp('Tag', args, { byId: loaders.tags, bySlug: loaders.tagsBySlug });
    return found && toTagView(found);
  }

  @Query(() => TagConnectionView, {
    nullable: true,
    description: 'The tags, those with the most articles first.',
  })
  async tags(@Args(() => ForwardArgs) { first, after }: ForwardArgs, @Ctx() { stores }: Context) {
    const size = pageSize(first);
    const [count, id] = readAfter(cursorKind, after) ?? [];
    const from =
      count === undefined || id === undefined ? {} : { after: { count: Number(count), id: String(id) } };
    return toConnection({
      rows: await stores.tags.page({ limit: size + 1, ...from }),
      size,
      bounded: after != null,
      cursorOf: (row: Tag) => encodeCursor(cursorKind, [row.articleCount, row.id]),
      toNode: toTagView,
      count: () => stores.tags.count(),
    });
  }

  @FieldResolver(() => ArticleConnectionView, {
    nullable: true,
    description: 'The articles that carry it, by time.',
  })
  articles(
    @Root() { rowId }: TagView,
    @Args(() => ArticleListArgs) args: ArticleListArgs,
    @Ctx() ctx: Context,
  ) {
    return listArticles(args, { tagIds: [rowId] }, ctx);
  }
}
