import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { fillExamples } from '../../src/web/live-examples.ts';
import {
  type NamedOperation,
  parseNamedOperation,
  readNamedOperations,
} from '../../src/web/named-operation.ts';
import * as reader from '../../src/web/operations.ts';
import { fixtureRoom } from './newsroom-fixture.ts';
import { stubExecute } from './stub-newsroom.ts';

const folder = join(import.meta.dirname, '../../schema/operations');
const schema = createSchema();
const faultsOf = (document: string) => validate(schema, parse(document)).map(error => error.message);

describe('the example operations', () => {
  let operations: NamedOperation[];
  beforeAll(async () => {
    operations = await readNamedOperations(folder);
  });

  test('stand in the order of their tabs', () => {
    expect(operations.map(each => each.name)).toEqual([
      'Latest',
      'Article',
      'Search',
      'Tag',
      'SourcesHealth',
      'Node',
      'AddSource',
    ]);
  });

  test('are valid against the schema and say what they show', () => {
    for (const { document, description, file } of operations) {
      expect(faultsOf(document), file).toEqual([]);
      expect(description, file).not.toBe('');
    }
  });

  test('search has an example in each script', () => {
    const queries = operations
      .find(each => each.name === 'Search')
      ?.examples.map(each => each.variables.query);
    expect(queries).toHaveLength(3);
  });

  test('get slugs and ids from what is stored, preferring an article with many parts', async () => {
    const filled = await fillExamples(
      operations,
      stubExecute(fixtureRoom('https://pictures.example/boat.jpg')),
    );
    const valuesOf = (name: string) =>
      filled.find(each => each.name === name)?.examples.map(each => each.variables);
    expect(valuesOf('Article')).toEqual([{ slug: 'जहाज-बंदरगाह-पहुंचा-a1b2c3d4' }]);
    expect(valuesOf('Tag')).toMatchObject([{ slug: 'समुद्र' }]);
    expect(JSON.stringify(filled)).not.toContain('"@');
  });

  test('keep their placeholders where nothing is stored', async () => {
    const filled = await fillExamples(operations, stubExecute({ articles: [], tags: [], sources: [] }));
    expect(filled).toEqual(operations);
  });
});

describe('a file of an operation', () => {
  test('has prose, a place, examples and headers at its head', () => {
    const text =
      '# Says hello.\n# tab: 2\n# variables: {"a": 1}\n# variables: {"a": 2}\n# headers: {"x": "y"}\nquery Q { a }';
    expect(parseNamedOperation('q.graphql', text)).toEqual({
      name: 'Q',
      file: 'q.graphql',
      tab: 2,
      description: 'Says hello.',
      document: 'query Q { a }',
      examples: [
        { variables: { a: 1 }, headers: { x: 'y' } },
        { variables: { a: 2 }, headers: { x: 'y' } },
      ],
    });
  });

  test('without a name, or with an example that is not JSON, is a bug', () => {
    expect(() => parseNamedOperation('q.graphql', '{ a }')).toThrow('q.graphql has no named operation');
    expect(() => parseNamedOperation('q.graphql', '# variables: [1]\nquery Q { a }')).toThrow(
      'is not a JSON object',
    );
  });
});

test('every document of the reader is valid against the schema', () => {
  const documents = Object.values(reader).flatMap(each =>
    typeof each === 'object' && 'document' in each ? [each.document] : [],
  );
  expect(documents).toHaveLength(5);
  for (const document of documents) expect(faultsOf(document)).toEqual([]);
});
