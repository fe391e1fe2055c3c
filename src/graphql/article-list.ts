import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { ArticleSummary } from '../articles/article.ts';
import {
  reprintModes,
  type ArticleFilter,
  type ArticleKey,
  type ArticleOrder,
  type ReprintMode,
} from '../articles/filter.ts';
import { decodeCursor, encodeCursor } from '../core/cursor.ts';
import { AppError } from '../core/errors.ts';
import { ArticleView, toArticleView } from './article.ts';
import { connectionTypes, PageArgs, pageSize, toConnection } from './connection.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';
import { stopIfLate } from './limits/deadline.ts';
import { localId } from './node.ts';
import { DateTime, LanguageTag } from './scalars.ts';

export const ReprintModeEnum = enumOf(reprintModes);
const ArticleOrderFieldEnum = enumOf(['PUBLISHED_AT'] as const);
export const OrderDirectionEnum = enumOf(['ASC', 'DESC'] as const);

registerEnumType(ArticleOrderFieldEnum, {
  name: 'ArticleOrderField',
  description: 'What articles can be ordered by.',
  valuesConfig: {
    PUBLISHED_AT: { description: 'When they were published, else when they were first seen.' },
  },
});

registerEnumType(OrderDirectionEnum, {
  name: 'OrderDirection',
  description: 'Which end of an order comes first.',
  valuesConfig: {
    ASC: { description: 'The smallest or oldest.' },
    DESC: { description: 'The largest or newest.' },
  },
});

registerEnumType(ReprintModeEnum, {
  name: 'ReprintMode',
  description:
    'What a list does with reprints: articles that say the same in the same words as an earlier one.',
  valuesConfig: {
    FOLD: { description: 'Leaves them out; they are in `reprints` of their original.' },
    SHOW: { description: 'Shows them like any other article.' },
  },
});

@InputType('ArticleOrder', { description: 'How a list of articles is ordered.' })
export class ArticleOrderInput {
  @Field(() => ArticleOrderFieldEnum, { description: 'What to order by.' })
  field!: 'PUBLISHED_AT';

  @Field(() => OrderDirectionEnum, { description: 'Which end comes first.' })
  direction!: 'ASC' | 'DESC';
}

@InputType('ArticleFilter', { description: 'Which articles a list shows. All given conditions must hold.' })
export class ArticleFilterInput {
  @Field(() => [LanguageTag], { nullable: true, description: 'In one of these languages.' })
  languages?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'From one of these sources.' })
  sources?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these tags.' })
  tags?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Published after this instant.' })
  publishedAfter?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Published before this instant.' })
  publishedBefore?: Date | null;
}

@ArgsType()
export class ArticleListArgs extends PageArgs {
  @Field(() => ArticleFilterInput, { nullable: true, description: 'Which articles; all by default.' })
  filter?: ArticleFilterInput | null;

  @Field(() => ArticleOrderInput, { nullable: true, description: 'The order; newest first by default.' })
  orderBy?: ArticleOrderInput | null;

  // What a source or a tag holds is a record, which must have no holes.
  @Field(() => ReprintModeEnum, { nullable: true, description: 'What becomes of reprints; SHOW by default.' })
  reprints?: ReprintMode | null;
}

export const { EdgeView: ArticleEdgeView, ConnectionView: ArticleConnectionView } = connectionTypes(
  'Article',
  () => ArticleView,
  'articles',
);

const maxFilterValues = 100;

/** The caller's filter in the words of the store. */
export const toArticleFilter = (input: ArticleFilterInput | null | undefined): ArticleFilter => {
  const lists = { languages: input?.languages, sources: input?.sources, tags: input?.tags };
  for (const [name, values] of Object.entries(lists))
    if ((values?.length ?? 0) > maxFilterValues)
      throw new AppError('BAD_USER_INPUT', `filter.${name} takes at most ${maxFilterValues} values`, {
        details: { argument: `filter.${name}` },
      });
  return {
    ...(input?.languages == null ? {} : { languages: input.languages }),
    ...(input?.sources == null
      ? {}
      : { sourceIds: input.sources.map(id => localId('Source', id, 'filter.sources')) }),
    ...(input?.tags == null ? {} : { tagIds: input.tags.map(id => localId('Tag', id, 'filter.tags')) }),
    ...(input?.publishedAfter == null ? {} : { publishedAfter: input.publishedAfter }),
    ...(input?.publishedBefore == null ? {} : { publishedBefore: input.publishedBefore }),
  };
};

const cursorKind = (order: ArticleOrder): string => `articles:${order}`;

/** The last instant that a Date can hold (ECMAScript, 21.4.1.1); a cursor that was tampered with may hold more. */
const maxInstantMs = 8.64e15;

const readKey = (
  cursor: string | null | undefined,
  order: ArticleOrder,
  argument: string,
): ArticleKey | null => {
  if (cursor == null) return null;
  const decoded = decodeCursor(cursorKind(order), cursor);
  const [at, id] = decoded.ok ? decoded.value : [];
  if (typeof at === 'number' && Math.abs(at) <= maxInstantMs && typeof id === 'string')
    return { sortAt: new Date(at), id };
  throw new AppError(
    'BAD_USER_INPUT',
    `${argument} ${decoded.ok ? 'is not a cursor of this API' : decoded.fault}`,
    {
      details: { argument },
    },
  );
};

/** A page of articles: the one way by which every list of articles by time is answered. */
export const listArticles = async (
  args: ArticleListArgs,
  extra: ArticleFilter,
  { stores, loaders, signal }: Context,
) => {
  stopIfLate(signal);
  const order: ArticleOrder = args.orderBy?.direction === 'ASC' ? 'OLDEST' : 'NEWEST';
  const fromEnd = args.last != null;
  if (fromEnd && args.first != null)
    throw new AppError('BAD_USER_INPUT', 'first and last exclude each other', {
      details: { argument: 'last' },
    });
  const size = fromEnd ? pageSize(args.last, 'last') : pageSize(args.first);
  const filter = { ...toArticleFilter(args.filter), ...extra, reprints: args.reprints ?? 'SHOW' };
  const after = readKey(args.after, order, 'after');
  const before = readKey(args.before, order, 'before');
  const rows = await stores.articles.window({
    filter,
    order,
    fromEnd,
    limit: size + 1,
    ...(after === null ? {} : { after }),
    ...(before === null ? {} : { before }),
  });
  for (const row of rows) loaders.articles.prime(row.id, row);
  return toConnection({
    rows,
    size,
    fromEnd,
    bounded: (fromEnd ? before : after) !== null,
    cursorOf: (row: ArticleSummary) => encodeCursor(cursorKind(order), [row.sortAt.getTime(), row.id]),
    toNode: toArticleView,
    count: () => {
      stopIfLate(signal);
      return stores.articles.count(filter);
    },
  });
};
