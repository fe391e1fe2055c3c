import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createMeasure } from '../../../../src/graphql/limits/cost.ts';
import { defaultQueryLimits } from '../../../../src/graphql/limits/query-limits.ts';
import { findShapeFault } from '../../../../src/graphql/limits/shape.ts';
import { createSchema } from '../../../../src/graphql/schema.ts';
import { readNamedOperations } from '../../../../src/web/named-operation.ts';
import * as reader from '../../../../src/web/operations.ts';
import { operationOf } from './schema.ts';

/** Our own operations are what clients begin with: they must leave room to add to them. */

const measure = createMeasure(createSchema());
const folder = fileURLToPath(new URL('../../../../schema/operations/', import.meta.url));

const expectWithinHalf = (name: string, text: string, variables: Readonly<Record<string, unknown>>): void => {
  const { document, operation } = operationOf(text);
  const { aliases, rootFields } = defaultQueryLimits;
  const half = { ...defaultQueryLimits, aliases: aliases / 2, rootFields: rootFields / 2 };
  expect(findShapeFault(document, half), name).toBeNull();
  const asked = measure(document, operation, variables);
  expect(asked?.cost, name).toBeLessThanOrEqual(defaultQueryLimits.cost / 2);
  expect(asked?.nodes, name).toBeLessThanOrEqual(defaultQueryLimits.nodes / 2);
};

test('every operation of the playground stays within half of the limits', async () => {
  const operations = await readNamedOperations(folder);
  expect(operations.length).toBeGreaterThan(5);
  for (const { name, document, examples } of operations)
    for (const { variables } of examples) expectWithinHalf(name, document, variables);
});

test('the largest page of each operation of the playground stays within the limits', async () => {
  for (const { name, document, examples } of await readNamedOperations(folder))
    for (const { variables } of examples.filter(example => 'first' in example.variables)) {
      const { document: parsed, operation } = operationOf(document);
      const asked = measure(parsed, operation, { ...variables, first: 100 });
      expect(asked?.cost, name).toBeLessThanOrEqual(defaultQueryLimits.cost);
    }
});

test('every page of the reader stays within half of the limits', () => {
  const pages = Object.entries(reader).flatMap(([name, value]) =>
    typeof value === 'object' && 'document' in value ? [{ name, document: value.document }] : [],
  );
  expect(pages.length).toBeGreaterThan(4);
  for (const { name, document } of pages)
    expectWithinHalf(name, document, { slug: 'a', query: 'a', first: 50, languages: ['hi'] });
});
