import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { maxPageSize } from '../core/cursor.ts';
import { AppError } from '../core/errors.ts';

/** Relay's cursor connections: https://relay.dev/graphql/connections.htm */
@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page lies in its list.' })
export class PageInfoView {
  @Field(() => Boolean, { description: 'Whether more follow after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether some come before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}

@ArgsType()
export class ForwardArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many, from the start; 1 to ${maxPageSize}, 20 by default.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the edge that the page follows.' })
  after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardArgs {
  @Field(() => Int, { nullable: true, description: `How many, from the end; 1 to ${maxPageSize}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the edge that the page comes before.' })
  before?: string | null;
}

export const defaultPageSize = 20;

/** A page size within the limits; beyond them is an error and never a silent clamp. */
export const pageSize = (value: number | null | undefined, argument: 'first' | 'last' = 'first'): number => {
  const size = value ?? defaultPageSize;
  if (size >= 1 && size <= maxPageSize) return size;
  throw new AppError('BAD_USER_INPUT', `${argument} must be from 1 to ${maxPageSize}`, {
    details: { argument },
  });
};

export interface EdgeOf<N> {
  cursor: string;
  node: N;
}

export interface ConnectionOf<E> {
  edges: E[];
  /** Called by the default resolver, only when the field is asked for. */
  nodes: () => unknown[];
  pageInfo: PageInfoView;
  totalCount: () => Promise<number>;
}

/** Builds the edge and connection types of a node type. */
export const connectionTypes = <N extends object>(name: string, node: () => ClassType<N>, plural: string) => {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One place in a list of ${plural}.` })
  class EdgeView implements EdgeOf<N> {
    @Field(() => String, { description: 'Opaque cursor of this place.' })
    cursor!: string;

    @Field(node, { description: 'What stands at this place.' })
    node!: N;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${plural}.` })
  class ConnectionView implements ConnectionOf<EdgeOf<N>> {
    @Field(() => [EdgeView], { description: 'The places of this page, in order.' })
    edges!: EdgeOf<N>[];

    @Field(() => [node()], { description: 'The nodes of the edges, for those who need no cursors.' })
    nodes!: () => N[];

    @Field(() => PageInfoView, { description: 'Where this page lies in the list.' })
    pageInfo!: PageInfoView;

    @Field(() => Int, { description: 'How long the whole list is; counted only when asked for.' })
    totalCount!: () => Promise<number>;
  }
  return { EdgeView, ConnectionView };
};

export interface PageRows<R, N> {
  /** Up to one row more than the page holds, in the order of the list. */
  rows: readonly R[];
  size: number;
  /** Whether the page was counted from the end of the list. */
  fromEnd?: boolean;
  /** Whether the page was bounded on its other side, where then something lies beyond. */
  bounded: boolean;
  cursorOf: (row: R) => string;
  toNode: (row: R) => N;
  count: () => Promise<number>;
}

/** A page out of its rows: the row too many only says that more follow. */
export const toConnection = <R, N>(page: PageRows<R, N>): ConnectionOf<EdgeOf<N>> & { nodes: () => N[] } => {
  const { rows, size, fromEnd = false, bounded, cursorOf, toNode, count } = page;
  const more = rows.length > size;
  const kept = fromEnd ? rows.slice(Math.max(0, rows.length - size)) : rows.slice(0, size);
  const edges = kept.map(row => ({ cursor: cursorOf(row), node: toNode(row) }));
  return {
    edges,
    nodes: () => edges.map(edge => edge.node),
    pageInfo: {
      hasNextPage: fromEnd ? bounded : more,
      hasPreviousPage: fromEnd ? more : bounded,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
};
