import { afterAll, expect, test } from 'vitest';
import type { FeedItem } from '../../src/articles/feed-item.ts';
import { createLog } from '../../src/core/log.ts';
import { fail } from '../../src/core/result.ts';
import { identify, type IdentifiedItem } from '../../src/ingest/enrich.ts';
import { prepare } from '../../src/ingest/prepare.ts';
import { createParser, type DocumentParser } from '../../src/ingest/threads/parser.ts';
import { newSource, toSource } from '../../src/storage/source-rows.ts';
import { testNow } from '../kit/api.ts';

const parser = createParser(1);
afterAll(() => parser.stop());

const source = toSource(
  newSource(
    {
      title: 'Daily',
      url: 'https://daily.example/feed',
      homepage: null,
      language: 'en',
      country: null,
      categories: [],
      fetchPages: false,
      sample: false,
    },
    testNow,
  ),
);

const entryOf = (title: string | null, contentHtml: string): { entry: IdentifiedItem; page: null } => {
  const item: FeedItem = {
    guid: null,
    url: `https://daily.example/${encodeURIComponent(title ?? 'untitled')}`,
    title,
    summaryHtml: null,
    contentHtml,
    authors: [],
    categories: ['Rivers'],
    publishedAt: null,
    updatedAt: null,
    images: [],
    language: null,
  };
  const entry = identify(item, source);
  if (entry === null) throw new Error('an entry with an address has an identity');
  return { entry, page: null };
};

const run = (using: DocumentParser, signal = new AbortController().signal) => ({
  source,
  now: testNow,
  deps: { parser: using, log: createLog('silent') },
  signal,
});

const entries = [
  entryOf('Dam opened', '<p>The dam was opened.</p><script>alert(1)</script>'),
  entryOf(null, '<p>No headline.</p>'),
  entryOf('Valley flooded', '<p>The valley is flooded.</p>'),
];

/** Gives up on whatever holds this text, as a thread past its deadline does. */
const slowOn = (text: string): DocumentParser => ({
  ...parser,
  prepare: (input, signal) =>
    input.entries.some(({ entry }) => entry.item.contentHtml?.includes(text) === true)
      ? Promise.resolve(fail({ reason: 'PARSE_TIMEOUT' as const, detail: 'took longer than 3 s' }))
      : parser.prepare(input, signal),
});

test('articles are made in a thread, clean, and entries without a headline are left out', async () => {
  const made = await prepare(entries, run(parser));
  expect(made.map(({ article }) => article.draft.headline)).toEqual(['Dam opened', 'Valley flooded']);
  expect(made[0]?.article.draft.sections[0]?.html).toBe('<p>The dam was opened.</p>');
  expect(made[0]?.entry).toBe(entries[0]?.entry);
});

test('an entry that takes too long costs the others nothing and keeps its headline', async () => {
  const made = await prepare(entries, run(slowOn('The dam')));
  expect(made.map(({ article }) => [article.draft.headline, article.draft.sections.length])).toEqual([
    ['Dam opened', 0],
    ['Valley flooded', 1],
  ]);
});

test('when ingest stops, nothing is made', async () => {
  expect(await prepare(entries, run(slowOn('The dam'), AbortSignal.abort()))).toEqual([]);
});
