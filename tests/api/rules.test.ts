import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';
import { seedArticles, seedSources } from '../kit/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi('rules');
  await seedSources(api.stores, ['daily']);
  await seedArticles(api.stores, [
    { headline: 'आज का राशिफल', language: 'hi', tags: ['Zodiac'] },
    { headline: 'The river rose', tags: ['Floods'] },
    { headline: 'Elections announced', tags: ['Politics'] },
    { headline: 'An old story', minutesAgo: 60 * 24 * 20 },
  ]);
});

afterAll(() => api.stop());

const preview = `query ($text: String!, $days: Int) { previewRule(text: $text, days: $days) {
  preview { effect scanned matched kept excluded tagged cut clauses { clause count } examples { headline clauses } leftOut { headline } }
  userErrors { code field position line column expected } } }`;

test('rules are for the admin only', async () => {
  for (const query of [
    '{ rules { id } }',
    '{ previewRule(text: "exclude tag = x") { preview { scanned } } }',
    'mutation { addRule(input: { text: "exclude tag = x" }) { rule { id } } }',
    'mutation { updateRule(input: { id: "x" }) { rule { id } } }',
    'mutation { removeRule(input: { id: "x" }) { rule { id } } }',
  ]) {
    const answer = await api.ask(query);
    expect(answer.body.errors?.[0]?.extensions, query).toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

test('a preview counts articles of the last days and names the clause', async () => {
  const text = 'exclude headline ~ "rashifal" or tag in [Floods, Zodiac]';
  expect(await api.data(preview, { text, days: 7 }, asAdmin)).toMatchObject({
    previewRule: {
      preview: {
        effect: 'EXCLUDE',
        scanned: 3,
        matched: 2,
        kept: 1,
        excluded: 2,
        tagged: 0,
        cut: null,
        clauses: [
          { clause: 'headline ~ "rashifal"', count: 1 },
          { clause: 'tag in ["Floods", "Zodiac"]', count: 2 },
        ],
        examples: [
          { headline: 'आज का राशिफल', clauses: ['headline ~ "rashifal"', 'tag in ["Floods", "Zodiac"]'] },
          { headline: 'The river rose', clauses: ['tag in ["Floods", "Zodiac"]'] },
        ],
      },
      userErrors: [],
    },
  });
  expect(await api.data(preview, { text: 'include language = hi', days: 30 }, asAdmin)).toMatchObject({
    previewRule: { preview: { scanned: 4, matched: 1, excluded: 3, leftOut: { length: 3 } } },
  });
  expect(await api.stores.articles.count({})).toBe(4);
});

test('a preview that reaches a limit says so', async () => {
  const { compileRule } = await import('../../src/rules/evaluate.ts');
  const { parseRule } = await import('../../src/rules/parse.ts');
  const rule = parseRule('exclude text ~ "river"');
  if (!rule.ok) throw new Error(rule.fault.message);
  const options = { since: new Date(0), sourceId: null, now: api.clock.now() };
  const run = (limits: object) =>
    api.stores.ruleScan.preview(compileRule(rule.value), { ...options, ...limits });
  expect(await run({ maxArticles: 2 })).toMatchObject({ scanned: 2, matched: 1, cut: 'ARTICLES' });
  expect(await run({ maxMs: -1 })).toMatchObject({ scanned: 0, cut: 'TIME' });
});

test('a mistake in a rule is data with its place', async () => {
  const text = 'exclude tag = "x"\n  and wordCount ~ "y"';
  const error = {
    code: 'WRONG_OPERATOR',
    field: ['text'],
    position: 34,
    line: 2,
    column: 17,
    expected: ['=', '!=', '<', '<=', '>', '>=', 'in'],
  };
  expect(await api.data(preview, { text }, asAdmin)).toEqual({
    previewRule: { preview: null, userErrors: [error] },
  });
  const add = `mutation ($text: String!) { addRule(input: { text: $text }) { rule { id } userErrors { code line column } } }`;
  expect(await api.data(add, { text }, asAdmin)).toEqual({
    addRule: { rule: null, userErrors: [{ code: 'WRONG_OPERATOR', line: 2, column: 17 }] },
  });
  expect(await api.data(preview, { text: 'exclude tag = x', days: 0 }, asAdmin)).toMatchObject({
    previewRule: { preview: null, userErrors: [{ code: 'INVALID_DAYS' }] },
  });
});

test('a rule is added, listed, changed and removed', async () => {
  const { sources } = await api.data<{ sources: { nodes: { id: string }[] } }>(
    '{ sources { nodes { id } } }',
  );
  const sourceId = sources.nodes[0]?.id;
  const fields = 'rule { id name text sourceId effect enabled fault { code } } userErrors { code }';
  const add = `mutation ($input: AddRuleInput!) { addRule(input: $input) { ${fields} } }`;
  const text = 'EXCLUDE (tag = Zodiac)';
  const { addRule } = await api.data<{ addRule: { rule: { id: string } } }>(
    add,
    { input: { text, sourceId } },
    asAdmin,
  );
  const { id } = addRule.rule;
  const rule = { id, name: text, text: 'exclude tag = "Zodiac"', sourceId, effect: 'EXCLUDE', enabled: true };
  expect(addRule).toEqual({ rule: { ...rule, fault: null }, userErrors: [] });
  expect(await api.data(`{ rules(sourceId: "${sourceId ?? ''}") { id matchCount } }`, {}, asAdmin)).toEqual({
    rules: [{ id, matchCount: 0 }],
  });
  const update = `mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { ${fields} } }`;
  expect(
    await api.data(update, { input: { id, text: 'tag "A" when dek exists', enabled: false } }, asAdmin),
  ).toMatchObject({ updateRule: { rule: { effect: 'TAG', enabled: false, name: text } } });
  const remove = 'mutation ($id: ID!) { removeRule(input: { id: $id }) { rule { id } userErrors { code } } }';
  expect(await api.data(remove, { id }, asAdmin)).toEqual({ removeRule: { rule: null, userErrors: [] } });
  expect(await api.data(remove, { id }, asAdmin)).toMatchObject({
    removeRule: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
  expect(await api.data(update, { input: { id, name: 'x' } }, asAdmin)).toMatchObject({
    updateRule: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
  const nobody = Buffer.from('Source:nobody').toString('base64url');
  expect(await api.data(add, { input: { text, sourceId: nobody } }, asAdmin)).toMatchObject({
    addRule: { userErrors: [{ code: 'SOURCE_NOT_FOUND' }] },
  });
});
