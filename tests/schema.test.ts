import { readFileSync } from 'node:fs';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { expect, test } from 'vitest';
import { createSchema, printedSchema } from '../src/graphql/schema.ts';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(type => !type.name.startsWith('__'));

test('schema/schema.graphql is the schema of this code: npm run schema:print', () => {
  expect(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8')).toBe(
    printedSchema(schema),
  );
});

const isRoot = (type: GraphQLNamedType): boolean =>
  type === schema.getQueryType() || type === schema.getMutationType();

const undescribed = (type: GraphQLNamedType): string[] => {
  const names: string[] = [];
  const look = (path: string, description: string | null | undefined) => {
    if (!description) names.push(path);
  };
  if (!isRoot(type) && !(isScalarType(type) && isSpecifiedScalarType(type)))
    look(type.name, type.description);
  if (isEnumType(type))
    for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields()))
      look(`${type.name}.${field.name}`, field.description);
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field.description);
      for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg.description);
    }
  return names;
};

test('every type, field, argument and enum value is described', () => {
  expect(types.flatMap(undescribed)).toEqual([]);
});

test('every root field may be null, so that one failure does not take the whole answer', () => {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const strict = fields.filter(field => String(field.type).endsWith('!')).map(field => field.name);
  expect(strict).toEqual(['nodes']);
});

test('our own scalars say where they are specified', () => {
  const own = types.filter(type => isScalarType(type) && !isSpecifiedScalarType(type));
  expect(own.length).toBeGreaterThan(3);
  for (const type of own) expect(isScalarType(type) && type.specifiedByURL).toMatch(/^https:/u);
});
