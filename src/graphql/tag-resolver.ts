import DataLoader from 'dataloader';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { encodeCursor } from '../core/cursor.ts';
import { AppError } from '../core/errors.ts';
import type { DayCount } from '../storage/tag-counts.ts';
import type { Tag, TagKind } from '../tags/tag.ts';
import { ArticleConnectionView, ArticleListArgs, listArticles } from './article-list.ts';
import { connectionTypes, ForwardArgs, pageSize, toConnection } from './connection.ts';
import type { Context } from './context.ts';
import { lookUp, LookupArgs, readAfter } from './lookup.ts';
import { LanguageTag } from './scalars.ts';
import { RelatedTagView, TagDayCountView, TagKindEnum, TagView, toTagView, TrendingTagView } from './tag.ts';

export const { ConnectionView: TagConnectionView } = connectionTypes('Tag', () => TagView, 'tags');

@ArgsType()
class TagListArgs extends ForwardArgs {
  @Field(() => TagKindEnum, { nullable: true, description: 'Only tags of this kind.' })
  kind?: TagKind | null;
}

const maxDays = 90;
const maxLanguages = 20;

/** The ids that articles may carry for a tag while those of merged ones are brought along. */
const idsOf = ({ rowId, mergedIds }: TagView): string[] => [rowId, ...mergedIds];

type DayLoader = DataLoader<TagView, readonly DayCount[]>;

const dayLoaders = new WeakMap<Context, Map<number, DayLoader>>();

/** One question for all tags of a request of which so many days are asked for. */
const dayCounts = (ctx: Context, days: number): DayLoader => {
  const byDays = dayLoaders.get(ctx) ?? new Map<number, DayLoader>();
  dayLoaders.set(ctx, byDays);
  const known = byDays.get(days);
  if (known !== undefined) return known;
  const loader: DayLoader = new DataLoader(async tags => {
    const wanted = new Map(tags.map(tag => [tag.rowId, idsOf(tag)] as const));
    const counts = await ctx.stores.tagCounts.byDay(wanted, { days, now: ctx.clock.now() });
    return tags.map(({ rowId }) => counts.get(rowId) ?? []);
  });
  byDays.set(days, loader);
  return loader;
};

@Resolver(() => TagView)
export class TagResolver {
  @Query(() => TagView, {
    nullable: true,
    description: 'One tag, by id or by the slug of any of its names; of tags that were merged, the one.',
  })
  async tag(@Args(() => LookupArgs) args: LookupArgs, @Ctx() { loaders }: Context) {
    const found = await lookUp('Tag', args, { byId: loaders.tags, bySlug: loaders.tagsBySlug });
    return found && toTagView(found);
  }

  @Query(() => TagConnectionView, {
    nullable: true,
    description: 'The tags that are shown, those with the most articles first.',
  })
  async tags(@Args(() => TagListArgs) { first, after, kind }: TagListArgs, @Ctx() { stores }: Context) {
    const size = pageSize(first);
    const cursorKind = kind == null ? 'tags:ARTICLES' : `tags:ARTICLES:${kind}`;
    const [count, id] = readAfter(cursorKind, after, ['number', 'string']) ?? [];
    const from =
      count === undefined || id === undefined ? {} : { after: { count: Number(count), id: String(id) } };
    const ofKind = kind == null ? {} : { kind };
    return toConnection({
      rows: await stores.tags.page({ limit: size + 1, ...ofKind, ...from }),
      size,
      bounded: after != null,
      cursorOf: (row: Tag) => encodeCursor(cursorKind, [row.articleCount, row.id]),
      toNode: toTagView,
      count: () => stores.tags.count(kind ?? undefined),
    });
  }

  @Query(() => [TrendingTagView], {
    nullable: true,
    description:
      'Tags of which the last 2 days have more than the 14 days before make one expect, the steepest first; at most a minute old.',
  })
  async trendingTags(
    @Ctx() { stores, loaders, clock }: Context,
    @Arg('first', () => Int, { nullable: true, description: 'How many; 1 to 100, 20 by default.' })
    first?: number | null,
    @Arg('languages', () => [LanguageTag], {
      nullable: true,
      description: 'Only articles in these languages are counted; all by default.',
    })
    languages?: string[] | null,
  ): Promise<TrendingTagView[]> {
    const size = pageSize(first);
    if ((languages?.length ?? 0) > maxLanguages)
      throw new AppError('BAD_USER_INPUT', `languages takes at most ${maxLanguages}`, {
        details: { argument: 'languages' },
      });
    const trends = await stores.tagCounts.trending(languages ?? null, clock.now());
    const rows = await Promise.all(trends.map(({ id }) => loaders.tags.load(id)));
    const shown = trends.flatMap(({ recent, base, expected, residual, sources, id }, place) => {
      const row = rows[place] ?? null;
      // What is merged is counted under the one tag as soon as its articles were brought along.
      if (row?.suppressed !== null || row.id !== id) return [];
      const counts = { recentCount: recent, baseCount: base, expectedCount: expected, sourceCount: sources };
      return [{ tag: toTagView(row), residual, ...counts }];
    });
    return shown.slice(0, size);
  }

  @FieldResolver(() => ArticleConnectionView, {
    nullable: true,
    description: 'The articles that carry it, by time.',
  })
  articles(@Root() tag: TagView, @Args(() => ArticleListArgs) args: ArticleListArgs, @Ctx() ctx: Context) {
    return listArticles(args, { tagIds: idsOf(tag) }, ctx);
  }

  @FieldResolver(() => [TagDayCountView], {
    nullable: true,
    description:
      'Articles of each of the last days, the oldest first, today and days without any among them.',
  })
  countsByDay(
    @Root() tag: TagView,
    @Ctx() ctx: Context,
    @Arg('days', () => Int, { nullable: true, description: `How many days; 1 to ${maxDays}, 14 by default.` })
    days?: number | null,
  ) {
    const wanted = days ?? 14;
    if (wanted < 1 || wanted > maxDays)
      throw new AppError('BAD_USER_INPUT', `days must be from 1 to ${maxDays}`, {
        details: { argument: 'days' },
      });
    return dayCounts(ctx, wanted).load(tag);
  }

  @FieldResolver(() => [RelatedTagView], {
    nullable: true,
    description: 'Tags of the same articles, those that belong to it most first.',
  })
  async related(
    @Root() tag: TagView,
    @Ctx() { stores, loaders }: Context,
    @Arg('first', () => Int, { nullable: true, description: 'How many; 1 to 100, 20 by default.' })
    first?: number | null,
  ): Promise<RelatedTagView[]> {
    const found = await stores.tagCounts.related(idsOf(tag), pageSize(first));
    const rows = await Promise.all(found.map(({ tagId }) => loaders.tags.load(tagId)));
    return found.flatMap(({ score, sharedCount }, place) => {
      const row = rows[place] ?? null;
      return row === null ? [] : [{ tag: toTagView(row), score, sharedCount }];
    });
  }
}
