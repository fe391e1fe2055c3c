/* Adding and removing articles: blocks first, then one commit that also marks the older versions dead. */
import { createDeadSet, deadKey, encodeDead } from '../search/dead.ts';
import type { IndexableArticle } from '../search/request.ts';
import { buildSegment, encodeSegment, isFilterForm } from '../search/segment.ts';
import type { SegmentSummary } from '../search/segment.ts';
import { analyserVersion } from '../text/analyse.ts';
import type { BlockAddress, BlockStore } from './search-blocks.ts';
import type { Manifest, ManifestStore, SegmentEntry } from './search-manifest.ts';
import { SegmentGone } from './search-segments.ts';
import type { OpenSegment, SegmentReader } from './search-segments.ts';
import type { VocabularyStore } from './search-vocabulary.ts';

export interface WriterDeps {
  blocks: BlockStore;
  manifests: ManifestStore;
  segments: SegmentReader;
  vocabulary: VocabularyStore;
}

/** What is being committed beside the deaths it causes. */
export interface NewSegment {
  id: number;
  summary: SegmentSummary;
  /** Id and revision of each document, by number. */
  rows: readonly { id: string; revision: number }[];
}

/** A race lost to other writers this often means that something is wrong. */
const maxAttempts = 60;

interface Location {
  segment: OpenSegment;
  doc: number;
  revision: number;
}

/** Where the live version of an article is. */
const locate = (open: readonly OpenSegment[], id: string): Location | null => {
  for (const segment of open) {
    const doc = segment.ids.find(id);
    if (doc >= 0 && !segment.dead.has(doc)) return { segment, doc, revision: segment.ids.revisionAt(doc) };
  }
  return null;
};

const isCurrent = ({ segment, revision }: Location, wanted: number): boolean =>
  revision > wanted || (revision === wanted && segment.entry.analyserVersion === analyserVersion);

/** Documents to mark dead, by segment id. */
type Deaths = Map<number, Set<number>>;

const addDeath = (deaths: Deaths, segment: number, doc: number): void => {
  const docs = deaths.get(segment);
  if (docs === undefined) deaths.set(segment, new Set([doc]));
  else docs.add(doc);
};

const deathsBy = (
  open: readonly OpenSegment[],
  added: NewSegment | null,
  removed: readonly string[],
): Deaths => {
  const deaths: Deaths = new Map();
  for (const [doc, { id, revision }] of (added?.rows ?? []).entries()) {
    const before = locate(open, id);
    if (before === null || added === null) continue;
    // Another writer may have committed this article since the batch was begun.
    if (isCurrent(before, revision)) addDeath(deaths, added.id, doc);
    else addDeath(deaths, before.segment.entry.id, before.doc);
  }
  for (const id of removed) {
    const before = locate(open, id);
    if (before !== null) addDeath(deaths, before.segment.entry.id, before.doc);
  }
  return deaths;
};

const entryOf = ({ id, summary }: NewSegment, epoch: number): SegmentEntry => ({
  ...summary,
  id,
  born: epoch,
  deadCount: 0,
  deadGeneration: 0,
  analyserVersion,
});

/** Writes the new sets of dead documents under a generation that only this writer has. */
const writeDeaths = async (
  deps: WriterDeps,
  entries: readonly SegmentEntry[],
  change: { deaths: Deaths; open: readonly OpenSegment[]; generation: number },
): Promise<{ entries: SegmentEntry[]; outdated: BlockAddress[] }> => {
  const { deaths, open, generation } = change;
  const before = new Map(open.map(({ entry, dead }) => [entry.id, dead.docs] as const));
  const outdated: BlockAddress[] = [];
  const updated: SegmentEntry[] = [];
  for (const entry of entries) {
    const more = deaths.get(entry.id);
    if (more === undefined) {
      updated.push(entry);
      continue;
    }
    const dead = createDeadSet([...(before.get(entry.id) ?? []), ...more]);
    await deps.blocks.replace({ segment: entry.id, key: deadKey(generation) }, encodeDead(dead));
    if (entry.deadGeneration > 0) outdated.push({ segment: entry.id, key: deadKey(entry.deadGeneration) });
    updated.push({ ...entry, deadCount: dead.docs.length, deadGeneration: generation });
  }
  return { entries: updated, outdated };
};

/** Segments without a live document need not be read again. */
const isSpent = ({ docCount, deadCount }: SegmentEntry): boolean => deadCount >= docCount;

const attempt = async (
  deps: WriterDeps,
  manifest: Manifest,
  change: { added: NewSegment | null; removed: readonly string[]; generation: number },
): Promise<boolean> => {
  const { added, removed, generation } = change;
  const open = await deps.segments.open(manifest.segments);
  const deaths = deathsBy(open, added, removed);
  const epoch = manifest.epoch + 1;
  const all = added === null ? manifest.segments : [...manifest.segments, entryOf(added, epoch)];
  const { entries, outdated } = await writeDeaths(deps, all, { deaths, open, generation });
  const committed = await deps.manifests.commit({
    from: manifest.epoch,
    segments: entries.filter(entry => !isSpent(entry)),
    committed: generation,
    retired: entries.filter(isSpent).map(entry => entry.id),
  });
  if (committed) await deps.blocks.remove(outdated);
  return committed;
};

const commitChange = async (
  deps: WriterDeps,
  change: { added: NewSegment | null; removed: readonly string[]; generation: number },
): Promise<void> => {
  for (let tries = 0; tries < maxAttempts; tries += 1) {
    const manifest = await deps.manifests.read();
    try {
      if (await attempt(deps, manifest, change)) return;
    } catch (thrown) {
      if (!(thrown instanceof SegmentGone)) throw thrown;
    }
    if (!(await deps.manifests.isPending(change.generation))) break;
    // Writers that lost the same race should not meet again at once.
    await new Promise(resolve => setTimeout(resolve, Math.random() * 10 * (tries + 1)));
  }
  throw new Error('the search index could not be committed');
};

/** The last of each id; of two revisions the later. */
const latest = (articles: readonly IndexableArticle[]): IndexableArticle[] => {
  const byId = new Map<string, IndexableArticle>();
  for (const article of articles) {
    const known = byId.get(article.id);
    if (known === undefined || known.revision <= article.revision) byId.set(article.id, article);
  }
  return [...byId.values()];
};

const outOfDate = async (
  deps: WriterDeps,
  articles: readonly IndexableArticle[],
): Promise<IndexableArticle[]> => {
  const { segments } = await deps.manifests.read();
  try {
    const open = await deps.segments.open(segments);
    return articles.filter(({ id, revision }) => {
      const before = locate(open, id);
      return before === null || !isCurrent(before, revision);
    });
  } catch (thrown) {
    // The commit looks again, so indexing too much is only work.
    if (thrown instanceof SegmentGone) return [...articles];
    throw thrown;
  }
};

/** Makes articles searchable, all of them at once; those that are searchable in this revision are left alone. */
export const indexArticles = async (
  deps: WriterDeps,
  articles: readonly IndexableArticle[],
): Promise<void> => {
  const fresh = await outOfDate(deps, latest(articles));
  if (fresh.length === 0) return;
  const data = buildSegment(fresh);
  const { blocks, summary } = encodeSegment(data);
  const id = await deps.manifests.allocate();
  await Promise.all([
    deps.blocks.insert(id, blocks),
    deps.vocabulary.add(data.forms.flatMap(({ form }) => (isFilterForm(form) ? [] : [form]))),
  ]);
  await commitChange(deps, { added: { id, summary, rows: data.rows }, removed: [], generation: id });
};

export const removeArticles = async (deps: WriterDeps, ids: readonly string[]): Promise<void> => {
  const { segments } = await deps.manifests.read();
  if (ids.length === 0 || segments.length === 0) return;
  const generation = await deps.manifests.allocate();
  await commitChange(deps, { added: null, removed: [...new Set(ids)], generation });
};
