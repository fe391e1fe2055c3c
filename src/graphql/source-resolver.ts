import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { encodeCursor } from '../core/cursor.ts';
import type { Source } from '../sources/source.ts';
import { ArticleConnectionView, ArticleListArgs, listArticles } from './article-list.ts';
import { connectionTypes, ForwardArgs, pageSize, toConnection } from './connection.ts';
import type { Context } from './context.ts';
import { lookUp, LookupArgs, readAfter } from './lookup.ts';
import { SourceView, toSourceView } from './source.ts';

export const { ConnectionView: SourceConnectionView } = connectionTypes(
  'Source',
  () => SourceView,
  'sources',
);

const cursorKind = 'sources:TITLE';

@Resolver(() => SourceView)
export class SourceResolver {
  @Query(() => SourceView, { nullable: true, description: 'One source, by id or slug.' })
  async source(@Args(() => LookupArgs) args: LookupArgs, @Ctx() { loaders }: Context) {
    const found = await lookUp('Source', args, { byId: loaders.sources, bySlug: loaders.sourcesBySlug });
    return found && toSourceView(found);
  }

  @Query(() => SourceConnectionView, {
    nullable: true,
    description: 'The sources by title, with their health.',
  })
  async sources(@Args(() => ForwardArgs) { first, after }: ForwardArgs, @Ctx() { stores }: Context) {
    const size = pageSize(first);
    const [title, id] = readAfter(cursorKind, after, ['string', 'string']) ?? [];
    const from =
      title === undefined || id === undefined ? {} : { after: { title: String(title), id: String(id) } };
    return toConnection({
      rows: await stores.sources.page({ limit: size + 1, ...from }),
      size,
      bounded: after != null,
      cursorOf: (row: Source) => encodeCursor(cursorKind, [row.title, row.id]),
      toNode: toSourceView,
      count: () => stores.sources.count(),
    });
  }

  @FieldResolver(() => ArticleConnectionView, { nullable: true, description: 'Its articles by time.' })
  articles(
    @Root() { rowId }: SourceView,
    @Args(() => ArticleListArgs) args: ArticleListArgs,
    @Ctx() ctx: Context,
  ) {
    return listArticles(args, { sourceIds: [rowId] }, ctx);
  }
}
