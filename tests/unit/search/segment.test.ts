import { describe, expect, test } from 'vitest';
import { chooseMerge, mergeSegments } from '../../../src/search/merge.ts';
import type { MergeSource } from '../../../src/search/merge.ts';
import { matchPhrase } from '../../../src/search/phrase.ts';
import { decodePostings } from '../../kit/postings.ts';
import type { IndexableArticle } from '../../../src/search/request.ts';
import { buildSegment, decodeBucket, encodeSegment, filterForm } from '../../../src/search/segment.ts';
import type { SegmentData } from '../../../src/search/segment.ts';

const article = (id: string, day: number, [headline = '', body = '']: string[]): IndexableArticle => ({
  id,
  revision: 1,
  language: 'hi',
  sourceId: 's1',
  tagIds: ['t1'],
  sortAt: new Date(Date.UTC(2026, 10, day)),
  headline,
  dek: null,
  body,
  tags: [],
  site: 'hindi.example.in',
});

const formOf = ({ forms }: SegmentData, form: string) => forms.find(each => each.form === form);

const docsOf = (data: SegmentData, form: string): string[] => {
  const found = formOf(data, form);
  if (found === undefined) return [];
  return decodePostings(found.docs, found.positions).docs.map(doc => data.rows[doc]?.id ?? '?');
};

const sourceOf = (data: SegmentData, dead: readonly string[] = []): MergeSource => ({
  rows: data.rows,
  forms: new Map(data.forms.map(form => [form.form, form] as const)),
  isDead: doc => dead.includes(data.rows[doc]?.id ?? ''),
});

describe('buildSegment', () => {
  const data = buildSegment([article('old', 1, ['रूस की ट्रेन']), article('new', 2, ['ट्रेन', 'रूस रूस'])]);

  test('numbers documents newest first', () => {
    expect(data.rows.map(row => row.id)).toEqual(['new', 'old']);
    expect(docsOf(data, 'रूस')).toEqual(['new', 'old']);
  });

  test('a headline word counts double', () => {
    const found = formOf(data, 'ट्रेन');
    expect(found && decodePostings(found.docs, found.positions).weights).toEqual([2, 2]);
  });

  test('filters are lists, a site also by the domain above it', () => {
    expect(docsOf(data, filterForm('source', 's1'))).toHaveLength(2);
    expect(docsOf(data, filterForm('site', 'example.in'))).toHaveLength(2);
    expect(docsOf(data, filterForm('site', 'in'))).toHaveLength(0);
  });

  test('no phrase reaches from the headline into the body', () => {
    const [train, russia] = ['ट्रेन', 'रूस'].map(form => formOf(data, form));
    const list = (found: typeof train) => ({
      docs: found?.docs ?? Buffer.alloc(0),
      positions: found?.positions ?? Buffer.alloc(0),
    });
    expect(matchPhrase([list(train), list(russia)]).docs).toEqual([]);
    expect(matchPhrase([list(russia), list(russia)])).toEqual({ docs: [0], counts: [1] });
  });
});

test('a segment’s blocks hold every form once, long lists by themselves', () => {
  const many = Array.from({ length: 1_500 }, (_, i) =>
    article(`a${String(i).padStart(4, '0')}`, 1, [`रूस शब्द${i}`]),
  );
  const { blocks, summary } = encodeSegment(buildSegment(many));
  const inBuckets = blocks
    .filter(({ key }) => key.startsWith('d'))
    .flatMap(({ data }) => [...decodeBucket(data).keys()]);
  expect(new Set(inBuckets).size).toBe(inBuckets.length);
  expect(blocks.some(({ key }) => key === '=रूस')).toBe(true);
  expect(inBuckets).toContain('रूस');
  expect(summary).toMatchObject({ docCount: 1_500, languages: [{ language: 'hi', docCount: 1_500 }] });
});

test('merging equals building at once from what is alive', () => {
  const all = Array.from({ length: 40 }, (_, i) =>
    article(`a${i}`, (i * 7) % 28, [`रूस खबर${i % 5}`, `ट्रेन ${i} ट्रेन`]),
  );
  const merged = mergeSegments([
    sourceOf(buildSegment(all.slice(0, 15)), ['a3']),
    sourceOf(buildSegment(all.slice(15, 16))),
    sourceOf(buildSegment(all.slice(16)), ['a20', 'a39']),
  ]);
  const direct = buildSegment(all.filter(({ id }) => !['a3', 'a20', 'a39'].includes(id)));
  const byForm = (data: SegmentData) =>
    new Map(data.forms.map(({ form, docs, positions }) => [form, decodePostings(docs, positions)] as const));
  expect(merged.rows).toEqual(direct.rows);
  expect(byForm(merged)).toEqual(byForm(direct));
});

describe('chooseMerge', () => {
  const segments = (...sizes: number[]) => sizes.map((docCount, id) => ({ id, docCount, deadCount: 0 }));

  test('takes eight of like size', () => {
    expect(chooseMerge(segments(1, 1, 1, 1, 1, 1, 1))).toBeNull();
    expect(chooseMerge(segments(5_000, 1, 1, 1, 1, 1, 1, 1, 1))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('never makes a segment too large to be held in memory', () => {
    const chosen = chooseMerge(segments(...Array.from({ length: 9 }, () => 30_000)));
    expect(chosen).toEqual([0, 1]);
    expect(chooseMerge(segments(60_000, 60_000, 60_000))).toBeNull();
  });

  test('rewrites a segment that is mostly dead', () => {
    expect(chooseMerge([{ id: 4, docCount: 100, deadCount: 40 }])).toEqual([4]);
  });

  test('comes to an end, whatever it is given', () => {
    let live = segments(...Array.from({ length: 2_000 }, (_, i) => 1 + ((i * 7_919) % 900)));
    for (let next = 2_000, rounds = 0; rounds < 3_000; rounds += 1, next += 1) {
      const chosen = chooseMerge(live);
      if (chosen === null) break;
      const docCount = live
        .filter(({ id }) => chosen.includes(id))
        .reduce((sum, each) => sum + each.docCount, 0);
      live = [...live.filter(({ id }) => !chosen.includes(id)), { id: next, docCount, deadCount: 0 }];
    }
    expect(chooseMerge(live)).toBeNull();
    expect(live.length).toBeLessThan(45);
  });
});
