import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { openIngest } from '../../src/ingest/wiring.ts';
import { ingestDue } from '../../src/ingest/worker.ts';
import { startNewsroom, type Newsroom } from '../../src/sample/newsroom.ts';
import { fillExamples } from '../../src/web/live-examples.ts';
import { readNamedOperations, type NamedOperation } from '../../src/web/named-operation.ts';
import { asAdmin, startApi, type TestApi } from '../kit/api.ts';
import { testConfig } from '../kit/ingest.ts';
import { addNewsroom } from '../kit/newsroom.ts';

/** Every example operation, with every set of its variables, on the sample newsroom as it was read over HTTP. */

const folder = fileURLToPath(new URL('../../schema/operations/', import.meta.url));
let api: TestApi;
let newsroom: Newsroom;
let operations: NamedOperation[];

/** The most database commands that one of them takes: as many as it has kinds of things, however many it shows. */
const maxCommands = 8;

beforeAll(async () => {
  api = await startApi('operations');
  newsroom = await startNewsroom({ clock: api.clock, port: 0, slowMs: 50 });
  await addNewsroom(api.stores, newsroom, api.clock);
  const ingest = openIngest(api.stores, {
    config: testConfig(),
    clock: api.clock,
    log: createLog('silent'),
    ownOrigins: [newsroom.origin],
  });
  await ingestDue(ingest.deps, { concurrency: 8, onReport: () => undefined }, new AbortController().signal);
  await ingest.close();
  operations = await fillExamples(await readNamedOperations(folder), async (document, variables) => {
    const { body } = await api.ask(document, variables);
    return { data: body.data };
  });
});

afterAll(async () => {
  await newsroom.stop();
  await api.stop();
});

test('every example answers without an error, with something in it, in few database commands', async () => {
  expect(operations.length).toBeGreaterThan(5);
  for (const { name, document, examples } of operations)
    for (const { variables } of examples) {
      api.commands.length = 0;
      const data = await api.data<Record<string, unknown>>(document, { ...variables }, asAdmin);
      expect(api.commands.length, `${name}: ${api.commands.join(' ')}`).toBeLessThanOrEqual(maxCommands);
      for (const [field, value] of Object.entries(data)) expect(value, `${name}.${field}`).not.toBeNull();
    }
});

test('a report in one language is related to the report of the same event in the other', async () => {
  const { search } = await api.data<{
    search: { nodes: { language: string; related: { why: string[]; article: { language: string } }[] }[] };
  }>(
    `{ search(query: "निजी ट्रेन किम", first: 1, filter: { languages: ["hi"] }) {
      nodes { language related(first: 5) { why article { language } } }
    } }`,
  );
  const [report] = search.nodes;
  expect(report?.language).toBe('hi');
  expect(
    report?.related.some(({ article, why }) => article.language === 'en' && why.includes('SAME_STORY')),
  ).toBe(true);
});
