import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';
import { seedArticles } from '../kit/seed.ts';
import { randomFrom } from '../kit/random.ts';

/** Operations by chance, out of the schema itself and broken: whatever comes, it is never our fault. */

const schema = createSchema();
let api: TestApi;

beforeAll(async () => {
  api = await startApi('random');
  await seedArticles(
    api.stores,
    Array.from({ length: 12 }, (_, place) => ({
      source: `s${place % 3}`,
      headline: `News ${place}`,
      tags: ['rivers'],
    })),
  );
});

afterAll(() => api.stop());

/** The same seed gives the same operations. */
const chance = (seed: number) => {
  const next = randomFrom(seed);
  return {
    below: (count: number): number => Math.floor(next() * count),
    one: <T>(values: readonly T[]): T => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error('nothing to choose from');
      return value;
    },
    is: (probability: number): boolean => next() < probability,
  };
};
type Chance = ReturnType<typeof chance>;

const oddities = [
  '-1',
  '0',
  '101',
  '2147483647',
  '1e400',
  '9007199254740993',
  'null',
  '""',
  '"\\u0000"',
  '"नमस्ते"',
  '[]',
  '{}',
  'true',
  'UNKNOWN',
  '"2026-13-45T99:00:00Z"',
  '"QXJ0aWNsZTp4"',
  '"javascript:alert(1)"',
  '$missing',
];

const valueOf = (type: GraphQLInputType, dice: Chance, depth = 0): string => {
  if (dice.is(0.04)) return dice.one(oddities);
  if (isNonNullType(type)) return valueOf(type.ofType, dice, depth);
  if (isListType(type))
    return `[${Array.from({ length: dice.below(3) }, () => valueOf(type.ofType, dice, depth + 1)).join(' ')}]`;
  if (isEnumType(type)) return dice.one(type.getValues()).name;
  if (isInputObjectType(type)) {
    if (depth > 3) return '{}';
    const fields = Object.values(type.getFields()).filter(field => isNonNullType(field.type) || dice.is(0.4));
    return `{${fields.map(field => `${field.name}: ${valueOf(field.type, dice, depth + 1)}`).join(' ')}}`;
  }
  return type.name === 'Int'
    ? String(dice.below(8))
    : dice.one(['"a"', '"2026-01-01T00:00:00Z"', '"https://a.example/"', '"hi"', '3']);
};

const fieldText = (field: GraphQLField<unknown, unknown>, dice: Chance, depth: number): string => {
  const args = field.args.filter(arg => isNonNullType(arg.type) || dice.is(0.2));
  const list =
    args.length === 0 ? '' : `(${args.map(arg => `${arg.name}: ${valueOf(arg.type, dice)}`).join(' ')})`;
  // The same field with other arguments conflicts with itself.
  const alias = list !== '' || dice.is(0.1) ? `a${dice.below(10_000)}: ` : '';
  const directive = dice.is(0.03) ? dice.one([' @skip(if: true)', ' @include(if: false)', ' @nope']) : '';
  return `${alias}${field.name}${list}${directive}${selection(getNamedType(field.type), dice, depth)}`;
};

const selection = (type: GraphQLNamedType, dice: Chance, depth: number): string => {
  if (isUnionType(type) || (isInterfaceType(type) && dice.is(0.5)))
    return ` { __typename ${schema
      .getPossibleTypes(type)
      .map(each => `... on ${each.name}${selection(each, dice, depth - 1)}`)
      .join(' ')} }`;
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  // This one needs the web.
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'discoverFeeds');
  const chosen = Array.from({ length: 1 + dice.below(3) }, () => dice.one(fields));
  if (depth <= 0) return ' { __typename }';
  return ` { ${chosen.map(field => fieldText(field, dice, depth - 1)).join(' ')} }`;
};

/** Cuts, doubles or swaps a piece, as a client with a bug would. */
const broken = (text: string, dice: Chance): string => {
  const at = dice.below(text.length);
  const end = at + dice.below(12);
  return dice.one([
    text.slice(0, at) + text.slice(end),
    text.slice(0, end) + text.slice(at),
    `${text.slice(0, at)}${dice.one(['{', '}', '(', '"', '...', '@', '$', '\u0000', '#', '"""', '\ud800'])}${text.slice(at)}`,
  ]);
};

const codes = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_COMPLEX',
  'UNAUTHENTICATED',
  'NOT_FOUND',
]);

test('300 operations by chance are answered or refused, never broken', async () => {
  let answered = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const dice = chance(seed);
    const root = dice.is(0.1) ? schema.getMutationType() : schema.getQueryType();
    if (root == null) throw new Error('the schema has no such root');
    const whole = `${root.name === 'Query' ? '' : 'mutation'}${selection(root, dice, 1 + dice.below(7))}`;
    const query = dice.is(0.25) ? broken(whole, dice) : whole;
    const { status, body } = await api.ask(query, {}, dice.is(0.5) ? asAdmin : {});
    const shown = `${seed}: ${query}\n${JSON.stringify(body).slice(0, 1_000)}`;
    expect(status, shown).toBeLessThan(500);
    for (const { extensions } of body.errors ?? []) expect(codes, shown).toContain(extensions?.['code']);
    expect(body.errors?.length ?? 0, shown).toBeLessThanOrEqual(20);
    if (body.errors === undefined) answered += 1;
  }
  // Else nothing but the validation would have been tried.
  expect(answered).toBeGreaterThan(30);
});
