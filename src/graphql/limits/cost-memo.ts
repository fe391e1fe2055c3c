import { visit, type ASTNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Cost, Measure } from './cost.ts';
import { sizeArguments } from './cost-table.ts';

/** Results of one operation by the values that they depend on. */
interface Known {
  names: readonly string[];
  results: Map<string, Cost>;
}

/** More than the page sizes that a client uses; beyond, one begins anew. */
const maxResults = 32;

/**
 * Measures an operation once for each combination of the variables that it depends on: those in the lengths of
 * lists and in @skip and @include. Nearly always that is one, `first`.
 */
export const remembering = (measure: Measure): Measure => {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  return (document, operation, variables = {}) => {
    const entry: Known = known.get(operation) ?? {
      names: namesThatCount(document),
      results: new Map<string, Cost>(),
    };
    known.set(operation, entry);
    const key = entry.names.map(name => shapeOfValue(variables[name])).join();
    const result = entry.results.get(key);
    if (result !== undefined) return result;
    if (entry.results.size >= maxResults) entry.results.clear();
    const measured = measure(document, operation, variables);
    // Variables that do not fit are not among those of the key: they must not answer for others that do.
    if (measured !== null) entry.results.set(key, measured);
    return measured;
  };
};

/** Numbers and truth by their value; of a list only its length counts. */
const shapeOfValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
};

const namesThatCount = (document: DocumentNode): string[] => {
  const names = new Set<string>();
  const collect = (node: ASTNode): false => {
    visit(node, { Variable: ({ name }) => void names.add(name.value) });
    return false;
  };
  visit(document, {
    Directive: collect,
    Argument: node => {
      if (sizeArguments.some(name => name === node.name.value)) collect(node);
      return false;
    },
    // A default stands for a variable that is missing, which has a key of its own.
    VariableDefinition: () => false,
  });
  return [...names];
};
