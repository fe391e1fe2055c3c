import type DataLoader from 'dataloader';
import { ArgsType, Field, ID } from 'type-graphql';
import { decodeCursor } from '../core/cursor.ts';
import { AppError } from '../core/errors.ts';
import { localId, type NodeType } from './node.ts';

@ArgsType()
export class LookupArgs {
  @Field(() => ID, { nullable: true, description: 'The id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The name for addresses.' })
  slug?: string | null;
}

interface LookupLoaders<V> {
  byId: DataLoader<string, V | null>;
  bySlug: DataLoader<string, V | null>;
}

/** One thing by its id or by its slug. */
export const lookUp = <V>(
  type: NodeType,
  { id, slug }: LookupArgs,
  { byId, bySlug }: LookupLoaders<V>,
): Promise<V | null> => {
  if ((id == null) === (slug == null))
    throw new AppError('BAD_USER_INPUT', `${type.toLowerCase()} takes exactly one of id and slug`);
  return id != null ? byId.load(localId(type, id)) : bySlug.load(slug ?? '');
};

/** The values of an `after` cursor of a forward list, of these types; null when there is none. */
export const readAfter = (
  kind: string,
  after: string | null | undefined,
  types: readonly ('string' | 'number')[],
): (string | number)[] | null => {
  if (after == null) return null;
  const decoded = decodeCursor(kind, after);
  if (decoded.ok && hasTypes(decoded.value, types)) return decoded.value;
  const fault = decoded.ok ? 'is not a cursor of this API' : decoded.fault;
  throw new AppError('BAD_USER_INPUT', `after ${fault}`, { details: { argument: 'after' } });
};

/** A cursor is only encoded: whoever likes can write one, with anything in it. */
const hasTypes = (values: readonly (string | number)[], types: readonly ('string' | 'number')[]): boolean =>
  values.length === types.length &&
  values.every(
    (value, place) => typeof value === types[place] && (typeof value === 'string' || Number.isFinite(value)),
  );
