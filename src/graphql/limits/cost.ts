import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  getIntrospectionQuery,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  extraPoints,
  freeTypes,
  pageFields,
  pointsOfMutation,
  pointsOfObject,
  pointsOfValue,
} from './cost-table.ts';
import { assumedSizesOf, isList, sizeAskedFor } from './list-size.ts';

/** What an operation asks for at most, known before it is run. */
export interface Cost {
  /** Points, rounded up. */
  cost: number;
  /** Entries of the lists whose length the client chooses. */
  nodes: number;
  /** Entries of the schema, of which there is a fixed number: they touch no database. */
  introspection: number;
}

/** Points of one parent; the caller multiplies. */
type Sum = Cost;

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  sizeOf: (key: string) => number;
  known: Map<string, Sum>;
}

export type Measure = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | undefined,
) => Cost | null;

/**
 * Measures operations of a schema. The document must have been validated: then it has no cycle, and every field
 * exists. The answer is null where the variables do not fit, which the execution tells better.
 *
 * A fragment is measured once for each page size around it; aliases bound how many there can be.
 */
export const createMeasure = (schema: GraphQLSchema): Measure => {
  const sizeOf = assumedSizesOf(schema);
  return (document, operation, variables = {}) => {
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 1,
    });
    const root = schema.getRootType(operation.operation);
    if (coerced.coerced === undefined || root == null) return null;
    const fragments = new Map(
      document.definitions.flatMap(node =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
    const walk = { schema, fragments, variables: coerced.coerced, sizeOf, known: new Map<string, Sum>() };
    const { cost, ...sum } = measureSet(operation.selectionSet, { type: root, page: null }, walk);
    return { ...sum, cost: Math.ceil(Math.round(cost * 10) / 10) };
  };
};

interface Place {
  type: GraphQLCompositeType;
  /** How long edges and nodes are, where the parent is a connection. */
  page: number | null;
}

const measureSet = ({ selections }: SelectionSetNode, place: Place, walk: Walk): Sum => {
  const sum: Sum = { cost: 0, nodes: 0, introspection: 0 };
  for (const selection of selections) {
    if (isLeftOut(selection, walk)) continue;
    const part = measureSelection(selection, place, walk);
    sum.cost += part.cost;
    sum.nodes += part.nodes;
    sum.introspection += part.introspection;
  }
  return sum;
};

const measureSelection = (selection: SelectionNode, place: Place, walk: Walk): Sum => {
  if (selection.kind === Kind.FIELD) return measureField(selection, place, walk);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value, place.page, walk);
  const type = typeNamed(selection.typeCondition?.name.value, walk) ?? place.type;
  return measureSet(selection.selectionSet, { type, page: place.page }, walk);
};

const isLeftOut = (selection: SelectionNode, { variables }: Walk): boolean =>
  (selection.directives?.length ?? 0) > 0 &&
  (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false);

const typeNamed = (name: string | undefined, { schema }: Walk): GraphQLCompositeType | null => {
  const type = name === undefined ? null : schema.getType(name);
  return isCompositeType(type) ? type : null;
};

const measureFragment = (name: string, page: number | null, walk: Walk): Sum => {
  const key = `${name} ${page ?? ''}`;
  const known = walk.known.get(key);
  if (known !== undefined) return known;
  const definition = walk.fragments.get(name);
  const type = typeNamed(definition?.typeCondition.name.value, walk);
  if (definition === undefined || type === null) return { cost: 0, nodes: 0, introspection: 0 };
  const sum = measureSet(definition.selectionSet, { type, page }, walk);
  walk.known.set(key, sum);
  return sum;
};

const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

const fieldOf = (type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined =>
  metaFields[name] ?? (isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined);

const measureField = (node: FieldNode, { type, page }: Place, walk: Walk): Sum => {
  const name = node.name.value;
  const field = fieldOf(type, name);
  // __typename, which every type has.
  if (field === undefined) return { cost: pointsOfValue, nodes: 0, introspection: 0 };
  const key = `${type.name}.${name}`;
  const asked = field.args.length === 0 ? null : sizeAskedFor(field.args, argumentsOf(field, node, walk));
  const entries = entriesOf(field, { key, asked, page: pageFields.has(name) ? page : null }, walk);
  const inner = getNamedType(field.type);
  const below =
    node.selectionSet !== undefined && isCompositeType(inner)
      ? measureSet(node.selectionSet, { type: inner, page: isList(field.type) ? null : asked }, walk)
      : null;
  const own = below === null ? pointsOfValue : freeTypes.test(inner.name) ? 0 : pointsOfObject;
  const extra = (extraPoints[key] ?? 0) + (type === walk.schema.getMutationType() ? pointsOfMutation : 0);
  const cost = extra + (below === null ? own : entries * (own + below.cost));
  if (name in metaFields) return { cost: 0, nodes: 0, introspection: cost };
  return {
    cost,
    nodes: (asked ?? 0) + entries * (below?.nodes ?? 0),
    introspection: entries * (below?.introspection ?? 0),
  };
};

const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { variables }: Walk,
): Record<string, unknown> => {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // A required argument whose variable is null: the execution refuses the field.
    return {};
  }
};

const entriesOf = (
  field: GraphQLField<unknown, unknown>,
  { key, asked, page }: { key: string; asked: number | null; page: number | null },
  { sizeOf }: Walk,
): number => (isList(field.type) ? (asked ?? page ?? sizeOf(key)) : 1);

/**
 * The most of the schema that one operation may ask for: a few times what the tools ask for, whose query for all
 * of it grows with the schema.
 */
export const introspectionLimit = (measure: Measure): number => {
  const document = parse(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
  const operation = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION);
  const whole = operation === undefined ? null : measure(document, operation, {});
  return 2 * Math.ceil(whole?.introspection ?? 0);
};
