import {
  Args,
  ArgsType,
  Ctx,
  Field,
  Float,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { AppError } from '../core/errors.ts';
import { searchOrders, type MatchMode, type SearchOrder, type SearchRequest } from '../search/request.ts';
import { ArticleView, toArticleView } from './article.ts';
import { ArticleFilterInput, toArticleFilter } from './article-list.ts';
import { ForwardArgs, PageInfoView, pageSize } from './connection.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';

const SearchOrderEnum = enumOf(searchOrders);
const MatchModeEnum = enumOf(['ALL', 'MOST', 'ANY'] as const);

registerEnumType(SearchOrderEnum, {
  name: 'SearchOrder',
  description: 'How hits are ordered.',
  valuesConfig: {
    RELEVANCE: { description: 'The best match first; between equals, the newer.' },
    NEWEST: { description: 'The newest first.' },
    OLDEST: { description: 'The oldest first.' },
  },
});

registerEnumType(MatchModeEnum, {
  name: 'MatchMode',
  description: 'How many of the plain words of the query each hit holds.',
  valuesConfig: {
    ALL: { description: 'All of them.' },
    MOST: { description: 'Most of them, since too few articles hold all.' },
    ANY: { description: 'Any of them, since too few articles hold most.' },
  },
});

@ArgsType()
class SearchArgs extends ForwardArgs {
  @Field(() => String, {
    description:
      'Words in Devanagari, in English or in romanised Hindi; "a phrase", -not, OR, ( ), and source: lang: tag: author: after: before: site: as filters.',
  })
  query!: string;

  @Field(() => ArticleFilterInput, { nullable: true, description: 'Which articles; all by default.' })
  filter?: ArticleFilterInput | null;

  @Field(() => SearchOrderEnum, { defaultValue: 'RELEVANCE', description: 'The order of the hits.' })
  orderBy!: SearchOrder;
}

@ObjectType('SearchEdge', { simpleResolvers: true, description: 'One hit of a search.' })
class SearchEdgeView {
  @Field(() => String, { description: 'Opaque cursor of this hit.' })
  cursor!: string;

  @Field(() => ArticleView, { description: 'The article.' })
  node!: ArticleView;

  @Field(() => Float, { description: 'How well it matches; of use for comparing hits of one search only.' })
  score!: number;
}

@ObjectType('SearchConnection', { simpleResolvers: true, description: 'A page of the hits of a search.' })
class SearchConnectionView {
  @Field(() => [SearchEdgeView], { description: 'The hits of this page, in order.' })
  edges!: SearchEdgeView[];

  @Field(() => [ArticleView], { description: 'The articles of the hits, for those who need no cursors.' })
  nodes!: () => ArticleView[];

  @Field(() => PageInfoView, { description: 'Where this page lies among the hits.' })
  pageInfo!: PageInfoView;

  @Field(() => Int, { description: 'How many articles match.' })
  totalCount!: number;

  @Field(() => MatchModeEnum, { description: 'How far the words were relaxed to find enough.' })
  mode!: MatchMode;
}

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnectionView, {
    nullable: true,
    description: 'Articles that match a query, across scripts.',
  })
  async search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() { stores, loaders, clock }: Context) {
    const { hits, hasNextPage, mode, totalCount, fault } = await stores.search.search(
      toRequest(args, clock.now()),
    );
    if (fault !== undefined)
      throw new AppError('BAD_USER_INPUT', fault.message, {
        details: { argument: fault.reason === 'BAD_CURSOR' ? 'after' : 'query', ...fault },
      });
    const rows = await Promise.all(hits.map(hit => loaders.articles.load(hit.articleId)));
    const edges = hits.flatMap(({ cursor, score }, place) => {
      const row = rows[place] ?? null;
      return row === null ? [] : [{ cursor, score, node: toArticleView(row) }];
    });
    return {
      edges,
      nodes: () => edges.map(edge => edge.node),
      pageInfo: {
        hasNextPage,
        hasPreviousPage: args.after != null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      mode,
      totalCount,
    };
  }
}

const toRequest = ({ query, filter, orderBy, first, after }: SearchArgs, now: Date): SearchRequest => {
  const { languages, sourceIds, tagIds, publishedAfter, publishedBefore } = toArticleFilter(filter);
  return {
    text: query,
    order: orderBy,
    first: pageSize(first),
    now,
    ...(languages === undefined ? {} : { language: languages }),
    ...(sourceIds === undefined ? {} : { sourceIds }),
    ...(tagIds === undefined ? {} : { tagIds }),
    ...(publishedAfter === undefined ? {} : { after: publishedAfter }),
    ...(publishedBefore === undefined ? {} : { before: publishedBefore }),
    ...(after == null ? {} : { cursor: after }),
  };
};
