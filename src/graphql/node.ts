import { ID, Field, InterfaceType } from 'type-graphql';
import { AppError } from '../core/errors.ts';

/** Relay's Global Object Identification: https://relay.dev/graphql/objectidentification.htm */
@InterfaceType('Node', {
  description: 'Anything that can be fetched again by its id.',
})
export abstract class NodeView {
  @Field(() => ID, {
    description: 'Opaque id, stable for as long as the thing is known, also when it is ingested again.',
  })
  id!: string;
}

export const nodeTypes = ['Article', 'Source', 'Tag'] as const;
export type NodeType = (typeof nodeTypes)[number];

export const globalId = (type: NodeType, id: string): string =>
  Buffer.from(`${type}:${id}`).toString('base64url');

/** Reads an id of any type; a malformed one is the caller's mistake. */
export const parseGlobalId = (value: string, argument = 'id'): { type: NodeType; id: string } => {
  const decoded = Buffer.from(value, 'base64url').toString();
  const colon = decoded.indexOf(':');
  const type = nodeTypes.find(name => name === decoded.slice(0, colon));
  const id = decoded.slice(colon + 1);
  if (type === undefined || id === '' || globalId(type, id) !== value)
    throw new AppError('BAD_USER_INPUT', `${argument} is not an id of this API`, { details: { argument } });
  return { type, id };
};

/** Reads an id that must be of one type. */
export const localId = (type: NodeType, value: string, argument = 'id'): string => {
  const parsed = parseGlobalId(value, argument);
  if (parsed.type === type) return parsed.id;
  throw new AppError('BAD_USER_INPUT', `${argument} is the id of a ${parsed.type}, not of a ${type}`, {
    details: { argument },
  });
};
