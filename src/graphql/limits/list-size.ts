import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { assumedSize, assumedSizes, sizeArguments, sizeUnsaid } from './cost-table.ts';

export const isList = (type: GraphQLOutputType): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

/**
 * How many entries the arguments ask for; null where no argument of the field says so. The values are coerced
 * already, so that a number in a variable, a default and a literal are the same here.
 */
export const sizeAskedFor = (
  declared: readonly { name: string }[],
  values: Readonly<Record<string, unknown>>,
): number | null => {
  const names = sizeArguments.filter(name => declared.some(argument => argument.name === name));
  if (names.length === 0) return null;
  const sizes = names.flatMap(name => {
    const value = values[name];
    if (Array.isArray(value)) return [value.length];
    return typeof value === 'number' ? [Math.max(0, value)] : [];
  });
  return sizes.length === 0 ? sizeUnsaid : Math.max(...sizes);
};

/** The length of the lists that nobody chooses, those of the introspection by what this schema has. */
export const assumedSizesOf = (schema: GraphQLSchema): ((key: string) => number) => {
  const types = Object.values(schema.getTypeMap());
  const outputs = types.filter(type => isObjectType(type) || isInterfaceType(type));
  const mean = (counts: readonly number[]): number =>
    Math.ceil(counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length));
  const sizes: Readonly<Record<string, number>> = {
    ...assumedSizes,
    '__Schema.types': types.length,
    '__Schema.directives': schema.getDirectives().length,
    '__Type.fields': mean(outputs.map(type => Object.keys(type.getFields()).length)),
    '__Type.interfaces': mean(outputs.map(type => type.getInterfaces().length)),
    '__Type.possibleTypes': 1,
    '__Type.enumValues': mean(types.filter(isEnumType).map(type => type.getValues().length)),
    '__Type.inputFields': mean(
      types.filter(isInputObjectType).map(type => Object.keys(type.getFields()).length),
    ),
    '__Field.args': mean(
      outputs.flatMap(type => Object.values(type.getFields()).map(field => field.args.length)),
    ),
    '__Directive.args': 2,
  };
  return key => sizes[key] ?? assumedSize;
};
