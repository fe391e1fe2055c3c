import { describe, expect, test } from 'vitest';
import { TagRegistry, type RegisteredTag } from '../../../src/tags/registry.ts';
import { resolveTags } from '../../../src/tags/resolve.ts';
import { judgeSpread, namesOfSource } from '../../../src/tags/spread.ts';
import { tagId } from '../../../src/tags/tag.ts';
import { trendsOf } from '../../../src/tags/trend.ts';

const registered = (name: string, fields: Partial<RegisteredTag> = {}): RegisteredTag => ({
  id: tagId(name),
  kind: 'TOPIC',
  names: [name],
  mergedInto: null,
  suppressed: false,
  kept: false,
  ...fields,
});

const resolve = (registry: TagRegistry, names: readonly string[]) =>
  resolveTags(
    names.map(tagId),
    names.map(name => ({ name, language: 'en' })),
    registry,
  );

describe('the registry of names', () => {
  test('a name that nobody registered means the tag of its own id', () => {
    expect(new TagRegistry().resolve('Monsoon')).toMatchObject({ id: tagId('Monsoon'), hidden: false });
  });

  test('a place means one tag in every spelling', () => {
    const registry = new TagRegistry();
    for (const name of ['रूस', 'russia', 'Russia']) expect(registry.resolve(name).id).toBe(tagId('Russia'));
  });

  test('a merged tag and its names mean the one that it was merged into', () => {
    const registry = new TagRegistry();
    expect(registry.resolve('आम बजट').id).toBe(tagId('आम बजट'));
    registry.apply([
      registered('Union Budget', { names: ['Union Budget', 'आम बजट'] }),
      registered('आम बजट', { mergedInto: tagId('Union Budget') }),
    ]);
    expect(registry.resolve('आम बजट').id).toBe(tagId('Union Budget'));
    expect(registry.canonical(tagId('आम बजट'))).toBe(tagId('Union Budget'));
    expect(registry.visible([tagId('आम बजट'), tagId('Union Budget')])).toEqual([tagId('Union Budget')]);
  });

  test('what was parted again means itself', () => {
    const registry = new TagRegistry();
    registry.apply([registered('Union Budget', { names: ['Union Budget', 'आम बजट'] })]);
    registry.apply([registered('Union Budget'), registered('आम बजट')]);
    expect(registry.resolve('आम बजट').id).toBe(tagId('आम बजट'));
  });

  test('tags that were merged in a circle end somewhere', () => {
    const registry = new TagRegistry();
    registry.apply([
      registered('a', { mergedInto: tagId('b') }),
      registered('b', { mergedInto: tagId('a') }),
    ]);
    expect([tagId('a'), tagId('b')]).toContain(registry.canonical(tagId('a')));
  });

  test('an editor shows furniture, and hides a subject', () => {
    const registry = new TagRegistry();
    expect(registry.resolve('Latest news').hidden).toBe(true);
    registry.apply([registered('Latest news', { kept: true }), registered('Taxes', { suppressed: true })]);
    expect(registry.resolve('Latest news').hidden).toBe(false);
    expect(registry.resolve('taxes').hidden).toBe(true);
    expect(registry.isHidden(tagId('Taxes'))).toBe(true);
  });

  test('an article keeps what its publisher stated where that means something else', () => {
    const registry = new TagRegistry();
    expect(resolve(registry, ['Monsoon', 'Kerala'])).toEqual({ tagIds: ['Monsoon', 'Kerala'].map(tagId) });
    expect(resolve(registry, ['रूस', 'Russia', 'latest news'])).toEqual({
      tagIds: [tagId('Russia')],
      statedTagIds: ['रूस', 'Russia', 'latest news'].map(tagId),
    });
  });

  test('a tag with furniture at its ends gives way to the tag without', () => {
    const { tagIds } = resolve(new TagRegistry(), ['Prince Harry', 'Prince Harry news', 'Music News']);
    expect(tagIds).toEqual(['Prince Harry', 'Music News'].map(tagId));
  });
});

describe('furniture by its spread', () => {
  const articlesBySource = new Map([
    ['a', 100],
    ['b', 100],
    ['c', 100],
    ['d', 100],
    ['e', 100],
  ]);
  const judge = (fields: Partial<Parameters<typeof judgeSpread>[0]>) =>
    judgeSpread({ kind: 'TOPIC', uses: [], articlesBySource, namesSource: null, ...fields })?.reason ?? null;

  test('on nearly all articles of one source, and nowhere else', () => {
    expect(judge({ uses: [{ sourceId: 'a', count: 95 }] })).toBe('ALL_OF_ONE_SOURCE');
    expect(judge({ uses: [{ sourceId: 'a', count: 60 }] })).toBeNull();
    expect(judge({ uses: [{ sourceId: 'a', count: 95 }], kind: 'PLACE' })).toBeNull();
  });

  test("a sports paper's cricket stays, since others have it too", () => {
    const uses = [
      { sourceId: 'a', count: 95 },
      { sourceId: 'b', count: 10 },
    ];
    expect(judge({ uses })).toBeNull();
  });

  test('on a good part of what most sources publish', () => {
    const uses = ['a', 'b', 'c'].map(sourceId => ({ sourceId, count: 40 }));
    expect(judge({ uses })).toBe('MOST_SOURCES');
    expect(judge({ uses: uses.map(use => ({ ...use, count: 20 })) })).toBeNull();
  });

  test('the name of a source on its own articles, not on those of others', () => {
    const own = [{ sourceId: 'a', count: 5 }];
    expect(judge({ uses: own, namesSource: 'a' })).toBe('SOURCE_NAME');
    expect(judge({ uses: [...own, { sourceId: 'b', count: 5 }], namesSource: 'a' })).toBeNull();
  });

  test('few articles prove nothing', () => {
    expect(judge({ uses: [{ sourceId: 'f', count: 3 }], articlesBySource: new Map([['f', 3]]) })).toBeNull();
  });

  test('a source goes by its title, its host and what of its title its host says', () => {
    const names = namesOfSource({
      title: 'Banyan Post - World',
      homepage: 'https://www.banyanpost.example/',
      url: 'https://feeds.example/1',
    });
    for (const name of [
      'Banyan Post - World',
      'banyanpost.example',
      'banyanpost',
      'Banyan Post',
      'Banyan news',
    ])
      expect(names).toContain(name);
    // What its feed is about is not its name.
    for (const name of ['World', 'Banyan', 'Post']) expect(names).not.toContain(name);
  });
});

test('trends are what exceeds the expectation, weighed against its chance', () => {
  const trends = trendsOf(
    [
      { id: 'steady', recent: 20, base: 140, sources: 5 },
      { id: 'new', recent: 9, base: 0, sources: 3 },
      { id: 'rising', recent: 30, base: 70, sources: 4 },
      { id: 'once', recent: 1, base: 0, sources: 1 },
    ],
    10,
  );
  expect(trends.map(({ id }) => id)).toEqual(['new', 'rising']);
  expect(trends[0]).toMatchObject({ expected: 0, residual: 9 });
  expect(trends[1]?.residual).toBeCloseTo(20 / Math.sqrt(11));
});
