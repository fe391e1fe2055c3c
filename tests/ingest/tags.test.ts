import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { startNewsroom, type Newsroom } from '../../src/sample/newsroom.ts';
import { sampleTruth } from '../../src/sample/truth.ts';
import { tagId } from '../../src/tags/tag.ts';
import { startIngest, type TestIngest } from '../kit/ingest.ts';
import { addNewsroom } from '../kit/newsroom.ts';

/** What becomes of the tags of the sample newsroom, read by the very code that reads the web. */

const clock = fixedClock(new Date('2026-03-01T12:30:00Z'));
let newsroom: Newsroom;
let ingest: TestIngest;

beforeAll(async () => {
  newsroom = await startNewsroom({ clock, port: 0, slowMs: 50 });
  ingest = await startIngest('tags', { ownOrigins: [newsroom.origin], clock });
  await addNewsroom(ingest.stores, newsroom, clock);
  await ingest.pass();
});

afterAll(async () => {
  await ingest.stop();
  await newsroom.stop();
});

const articlesWith = (tagIds: string[]) => ingest.stores.articles.count({ tagIds });
const shownTags = () => ingest.stores.tags.page({ limit: 1_000 });

test.each(sampleTruth.persons)('$hi and $en are one tag, a person with both names', async ({ hi, en }) => {
  const [tag, ...others] = new Map(
    (await ingest.stores.tags.byNames([hi, en])).map(found => [found.id, found] as const),
  ).values();
  expect(others).toEqual([]);
  expect(tag?.names).toEqual({ hi, en });
  expect(tag?.kind).toBe('PERSON');
  expect(tag?.articleCount).toBe(await articlesWith([tag?.id ?? '']));
});

test('articles carry the one tag, whichever name their publisher used', async () => {
  for (const { hi, en } of sampleTruth.persons) {
    const [tag] = await ingest.stores.tags.byNames([en]);
    const ids = [tagId(hi), tagId(en)].filter(id => id !== tag?.id);
    expect(await articlesWith(ids)).toBe(0);
  }
  const [kim] = await ingest.stores.tags.byNames(['Kim Jong Un']);
  expect(kim?.articleCount).toBeGreaterThanOrEqual(6);
});

test('no publishers junk is shown, and each is remembered with the reason', async () => {
  const shown = new Set((await shownTags()).map(({ name }) => name.toLowerCase()));
  for (const junk of sampleTruth.junkTags) expect(shown.has(junk)).toBe(false);
  const hidden = await ingest.stores.tags.byIds(sampleTruth.junkTags.map(tagId));
  expect(hidden.map(({ suppressed }) => suppressed?.reason)).toEqual(
    sampleTruth.junkTags.map(() => 'MEDIUM_WORDS'),
  );
});

test('countries and cities are one place in both languages', async () => {
  const russia = await ingest.stores.tags.byNames(['रूस', 'Russia']);
  expect(new Set(russia.map(({ id }) => id)).size).toBe(1);
  expect(russia[0]).toMatchObject({ name: 'Russia', kind: 'PLACE', names: { en: 'Russia', hi: 'रूस' } });
});

test('what articles are about is shown', async () => {
  const shown = new Set((await shownTags()).flatMap(({ names }) => Object.values(names)));
  for (const name of ['मौसम', 'Cricket', 'चक्रवात तरंग', 'Rural India', 'World', 'देश', 'Books', 'Odisha'])
    expect(shown).toContain(name);
});

test('a tag that was merged leads to the one that it was merged into', async () => {
  const [kim = { hi: '', en: '' }] = sampleTruth.persons;
  const [canonical] = await ingest.stores.tags.byNames([kim.en]);
  const byOldIds = await ingest.stores.tags.byIds([tagId(kim.hi), tagId(kim.en)]);
  expect(byOldIds.map(({ id }) => id)).toEqual([canonical?.id, canonical?.id]);
  const bySlug = await ingest.stores.tags.bySlugs(['किम-जोंग-उन', 'kim-jong-un', 'रूस']);
  expect(bySlug.map(({ name }) => name).toSorted()).toHaveLength(3);
  const found = await ingest.stores.search.search({
    text: 'tag:kim-jong-un',
    order: 'NEWEST',
    first: 20,
    now: clock.now(),
  });
  expect(found.hits.length).toBe(canonical?.articleCount);
});

test('a second pass over the same feeds makes no revision and moves nothing', async () => {
  const before = await ingest.stores.connection
    .collection('articles')
    .find({}, { projection: { tagIds: 1, revision: 1 } })
    .sort({ _id: 1 })
    .toArray();
  const tagsBefore = await shownTags();
  await ingest.pass();
  const after = await ingest.stores.connection
    .collection('articles')
    .find({ _id: { $in: before.map(({ _id }) => _id) } }, { projection: { tagIds: 1, revision: 1 } })
    .sort({ _id: 1 })
    .toArray();
  expect(after).toEqual(before);
  expect((await shownTags()).map(({ id }) => id)).toEqual(tagsBefore.map(({ id }) => id));
});
