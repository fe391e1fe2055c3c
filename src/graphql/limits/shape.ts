import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fixedLimits, type LimitFault, type LimitName, type QueryLimits } from './query-limits.ts';

/**
 * What can be said of a document without the schema and the variables, in one walk, before it is validated:
 * validation itself is the first thing that a flood of aliases or directives makes expensive.
 *
 * Each fragment is walked once and its sums are added wherever it is spread, so the work is linear in the
 * document though the sums are those of the document written out. The walk is as deep as the document is
 * nested, which the tokens bound.
 */

interface Shape {
  depth: number;
  introspectionDepth: number;
  aliases: number;
  directives: number;
  /** Fields at the top of it, those of its fragments with them. */
  fields: number;
}

const nothing: Shape = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, fields: 0 };

interface Walk {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Null while a fragment is being walked: a cycle, which adds nothing here and is refused by the validation. */
  known: Map<string, Shape | null>;
  check(limit: keyof typeof fixedLimits, count: number): void;
}

/** The first limit that a document is beyond, or null. */
export const findShapeFault = (document: DocumentNode, limits: QueryLimits): LimitFault | null => {
  let fault: LimitFault | null = null;
  const maxima: Readonly<Partial<Record<LimitName, number>>> = { ...limits, ...fixedLimits };
  const check = (limit: LimitName, requested: number): void => {
    const maximum = maxima[limit];
    if (maximum !== undefined && requested > maximum) fault ??= { limit, requested, maximum };
  };
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
    else if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  check('operations', operations.length);
  check('fragments', document.definitions.length - operations.length);
  const walk: Walk = { fragments, known: new Map(), check };
  for (const operation of operations) {
    const shape = shapeOf(operation.selectionSet, walk);
    check('aliases', shape.aliases);
    check('directives', shape.directives + directivesOf(operation, walk) + variableDirectives(operation));
    check('rootFields', shape.fields);
    check('depth', shape.depth);
    check('introspectionDepth', shape.introspectionDepth);
  }
  return fault;
};

const variableDirectives = ({ variableDefinitions = [] }: OperationDefinitionNode): number =>
  variableDefinitions.reduce((sum, { directives = [] }) => sum + directives.length, 0);

const directivesOf = ({ directives = [] }: { directives?: readonly unknown[] | undefined }, walk: Walk) => {
  walk.check('directivesAtOnePlace', directives.length);
  return directives.length;
};

const shapeOf = ({ selections }: SelectionSetNode, walk: Walk): Shape => {
  const sum = { ...nothing };
  const repeats = new Map<string, number>();
  for (const selection of selections) {
    sum.directives += directivesOf(selection, walk);
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      repeats.set(key, (repeats.get(key) ?? 0) + 1);
      addField(sum, selection, walk);
    } else {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? shapeOfFragment(selection.name.value, walk)
          : shapeOf(selection.selectionSet, walk);
      merge(sum, inner);
      sum.fields += inner.fields;
      sum.depth = Math.max(sum.depth, inner.depth);
    }
  }
  for (const count of repeats.values()) walk.check('repeatsOfOneField', count);
  return sum;
};

const merge = (sum: Shape, inner: Shape): void => {
  sum.aliases += inner.aliases;
  sum.directives += inner.directives;
  sum.introspectionDepth = Math.max(sum.introspectionDepth, inner.introspectionDepth);
};

const addField = (sum: Shape, { name, alias, selectionSet }: FieldNode, walk: Walk): void => {
  const inner = selectionSet === undefined ? nothing : shapeOf(selectionSet, walk);
  const isMeta = name.value === '__schema' || name.value === '__type';
  if (alias !== undefined) {
    sum.aliases += 1;
    walk.check('aliasLength', alias.value.length);
  }
  merge(sum, inner);
  sum.fields += 1;
  sum.depth = Math.max(sum.depth, isMeta ? 1 : 1 + inner.depth);
  if (isMeta) sum.introspectionDepth = Math.max(sum.introspectionDepth, 1 + inner.depth);
};

const shapeOfFragment = (name: string, walk: Walk): Shape => {
  const known = walk.known.get(name);
  if (known !== undefined) return known ?? nothing;
  const definition = walk.fragments.get(name);
  // A fragment that is not there is for the validation to tell.
  if (definition === undefined) return nothing;
  walk.known.set(name, null);
  const shape = shapeOf(definition.selectionSet, walk);
  shape.directives += directivesOf(definition, walk);
  walk.known.set(name, shape);
  return shape;
};
