/*
 * The upkeep of tags, in the background of the worker: names that glosses or their sound show to be one tag are merged,
 * kinds are decided, furniture is told by its spread, and the articles of tags that changed are brought along. Every
 * step only reads what is to be done from the database, so that it may be cut short and begun again.
 */
import { randomUUID } from 'node:crypto';
import type { Source } from '../sources/source.ts';
import { isBelieved } from '../tags/gloss.ts';
import { decideKind } from '../tags/kind.ts';
import { placeOf } from '../tags/places.ts';
import { isSameName } from '../tags/same-name.ts';
import { judgeSpread, namesOfSource } from '../tags/spread.ts';
import { tagId, tagKey } from '../tags/tag.ts';
import type { Stores } from '../storage/mongo.ts';
import type { Author } from '../storage/tag-editor.ts';
import type { CountedGloss } from '../storage/tag-learning.ts';
import type { Spread } from '../storage/tag-repair.ts';
import { namesOfRow, type TagRow } from '../storage/tag-rows.ts';
import type { IngestDeps } from './deps.ts';
import { repeat } from './repeat.ts';

const leaseName = 'tags';
const leaseMs = 60_000;
const maxLooks = 2_000;
const maxGlosses = 5_000;
const maxRepairs = 200;
/** How long the use of tags is counted back, over how many articles, and how often. */
const spreadOver = { ms: 30 * 86_400_000, articles: 50_000, everyMs: 10 * 60_000 } as const;
/** Of the glosses of a name, this part must say the same. */
const minAgreement = 0.8;

export type TagUpkeepDeps = Pick<IngestDeps, 'stores' | 'clock'>;

export interface TagUpkeep {
  /** Does what there is to do; false where there was nothing, or another process does it. */
  step(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

export const createTagUpkeep = ({ stores, clock }: TagUpkeepDeps): TagUpkeep => {
  const owner = randomUUID();
  let spreadAt = -Infinity;
  return {
    step: async signal => {
      const now = clock.now();
      if (!(await stores.leases.hold(leaseName, owner, { now, ms: leaseMs }))) return false;
      let changes = await lookAtNew(stores, now);
      changes += await judgeGlosses(stores, now);
      if (now.getTime() - spreadAt >= spreadOver.everyMs) {
        spreadAt = now.getTime();
        changes += await judgeUse(stores, now);
      }
      return (await repairArticles(stores, now, signal)) + changes > 0;
    },
    close: () => stores.leases.release(leaseName, owner),
  };
};

/** New tags, and those of which articles said something: their kind, and whether another script has them already. */
const lookAtNew = async (stores: Stores, now: Date): Promise<number> => {
  const { tagLearning, tagEditor } = stores;
  const looked = await tagLearning.withTask('LOOK', maxLooks);
  if (looked.length === 0) return 0;
  const author = (why: string): Author => ({ by: 'LEARNED', now, why });
  const keys = looked.flatMap(({ soundKey }) => soundKey ?? []);
  const alike = Map.groupBy(
    keys.length === 0 ? [] : await tagLearning.bySoundKeys(keys),
    row => row.soundKey,
  );
  const merged = new Set<string>();
  for (const row of looked.filter(({ mergedInto }) => mergedInto == null)) {
    if (merged.has(row._id)) continue;
    const place = placeOf(row.name);
    const placeId = place === null ? row._id : tagId(place.english);
    const others = (row.soundKey == null ? [] : (alike.get(row.soundKey) ?? [])).filter(
      other => other._id !== row._id && other.mergedInto == null && isSameName(row.name, other.name),
    );
    const [other] = others;
    // A name that sounds like two others is proof of neither.
    if (placeId !== row._id)
      await mergeLearned(stores, await tagLearning.byIds([placeId, row._id]), author('the same place'));
    else if (other !== undefined && others.length === 1) {
      const gone = await mergeLearned(stores, [row, other], author('the same name in another script'));
      if (gone !== null) merged.add(gone);
    }
    const kind = decideKind(namesOfRow(row), {
      named: row.evidence?.named ?? 0,
      person: row.evidence?.person ?? 0,
      isGlossed: row.isGlossed === true || others.length === 1,
    });
    if (kind !== 'TOPIC' && (row.kind ?? 'TOPIC') === 'TOPIC')
      await tagEditor.setKind(row._id, kind, author('what articles say of it'));
  }
  await tagLearning.doneWith(
    looked.map(({ _id }) => _id),
    'LOOK',
  );
  return looked.length;
};

/** The tag that more articles carry stays; says which one went. */
const mergeLearned = async (
  { tagEditor }: Pick<Stores, 'tagEditor'>,
  pair: readonly TagRow[],
  author: Author,
): Promise<string | null> => {
  const [into, from] = pair.toSorted(
    (a, b) =>
      (b.mergedIds?.length ?? 0) - (a.mergedIds?.length ?? 0) ||
      b.articleCount - a.articleCount ||
      (a._id < b._id ? -1 : 1),
  );
  if (into === undefined || from === undefined || isAtOdds(into, from)) return null;
  const merged = await tagEditor.merge(into._id, from._id, author);
  return merged.ok ? from._id : null;
};

/** Two known places of different names, or two kinds of things, are not one. */
const isAtOdds = (one: TagRow, other: TagRow): boolean => {
  const [place, otherPlace] = [placeOf(one.name), placeOf(other.name)];
  if (place !== null && otherPlace !== null) return place !== otherPlace;
  const [kind, otherKind] = [one.kind ?? 'TOPIC', other.kind ?? 'TOPIC'];
  if (one.suppressed != null || other.suppressed != null) return true;
  return kind !== otherKind && kind !== 'TOPIC' && otherKind !== 'TOPIC';
};

/** Believed glosses merge two tags, or make the name that has no tag an alias of the one that has. */
const judgeGlosses = async (stores: Stores, now: Date): Promise<number> => {
  const open = await stores.tagLearning.openGlosses(maxGlosses);
  const believed = open.filter(gloss =>
    isBelieved({ ...gloss, articles: gloss.articleIds.length, sources: gloss.sourceIds.length }),
  );
  if (believed.length === 0) return 0;
  const keys = believed.flatMap(({ one, other }) => [tagKey(one.name), tagKey(other.name)]);
  const counts = await stores.tagLearning.glossCounts([...new Set(keys)]);
  const agrees = ({ one, other, articleIds }: CountedGloss): boolean =>
    [one, other].every(({ name }) => articleIds.length >= (counts.get(tagKey(name)) ?? 0) * minAgreement);
  const settled: string[] = [];
  for (const gloss of believed)
    if ((gloss.evidence === 'SOUND' || agrees(gloss)) && (await applyGloss(stores, gloss, now)))
      settled.push(gloss.id);
  await stores.tagLearning.settleGlosses(settled);
  return settled.length;
};

/** False while neither name is a tag. */
const applyGloss = async (
  stores: Stores,
  { one, other, articleIds }: CountedGloss,
  now: Date,
): Promise<boolean> => {
  const registry = await stores.tags.registry({ fresh: true });
  const [id, otherId] = [registry.resolve(one.name).id, registry.resolve(other.name).id];
  if (id === otherId) return true;
  const rows = await stores.tagLearning.byIds([id, otherId]);
  const row = rows.find(({ _id }) => _id === id);
  const otherRow = rows.find(({ _id }) => _id === otherId);
  const author: Author = {
    by: 'LEARNED',
    now,
    why: `${one.name} (${other.name}) in ${articleIds.length} articles`,
  };
  if (row !== undefined && otherRow !== undefined) await mergeLearned(stores, [row, otherRow], author);
  else if (row !== undefined) await stores.tagEditor.addAlias(id, other, author);
  else if (otherRow !== undefined) await stores.tagEditor.addAlias(otherId, one, author);
  return rows.length > 0;
};

/** Furniture by its spread, and the names of sources. */
const judgeUse = async (stores: Stores, now: Date): Promise<number> => {
  const since = new Date(now.getTime() - spreadOver.ms);
  const spread = await stores.tagLearning.spread(since, spreadOver.articles);
  const registry = await stores.tags.registry({ fresh: true });
  const ownNames = namesOfSources(await stores.sources.all(), name => registry.resolve(name).id);
  const suspects = [...spread.usesByTag.keys()].filter(id => ownNames.has(id) || isWide(id, spread));
  const named = [...ownNames.keys()].filter(id => !spread.usesByTag.has(id));
  let count = 0;
  for (const row of await stores.tagLearning.byIds([...suspects, ...named])) {
    if (row.suppressed != null || row.kept === true || row.mergedInto != null) continue;
    const verdict = judgeSpread({
      kind: row.kind ?? 'TOPIC',
      uses: spread.usesByTag.get(row._id) ?? [],
      articlesBySource: spread.articlesBySource,
      namesSource: ownNames.get(row._id) ?? null,
    });
    if (verdict === null) continue;
    const author: Author = { by: 'LEARNED', now, why: `${verdict.reason}: ${verdict.note}` };
    await stores.tagEditor.suppress(row._id, { ...verdict, at: now }, author);
    count += 1;
  }
  return count;
};

/** Only tags that are on a good part of some source's articles can be furniture by their spread. */
const isWide = (id: string, { usesByTag, articlesBySource }: Spread): boolean =>
  (usesByTag.get(id) ?? []).some(
    ({ sourceId, count }) => count * 4 >= (articlesBySource.get(sourceId) ?? Infinity),
  );

const namesOfSources = (sources: readonly Source[], idOf: (name: string) => string): Map<string, string> =>
  new Map(sources.flatMap(source => namesOfSource(source).map(name => [idOf(name), source.id] as const)));

/** Asked anew after each wait. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;

/** For so long other processes may not know of a change yet, and store articles by what was. */
const settlingMs = 20_000;

const repairArticles = async (stores: Stores, now: Date, signal: AbortSignal): Promise<number> => {
  let count = 0;
  for (const task of ['REPAIR_TAGGED', 'REPAIR_STATED'] as const) {
    const rows = await stores.tagLearning.withTask(task, maxRepairs);
    if (rows.length === 0 || isStopped(signal)) continue;
    const registry = await stores.tags.registry({ fresh: true });
    const ids = rows.flatMap(({ _id, mergedIds, apart }) => [
      _id,
      ...(task === 'REPAIR_STATED' ? [...(mergedIds ?? []), ...(apart ?? [])] : []),
    ]);
    const repaired = await stores.tagLearning.repair(ids, {
      registry,
      stated: task === 'REPAIR_STATED',
      signal,
      unindex: moved => stores.search.remove(moved),
    });
    await stores.tags.recount(repaired.tagIds);
    count += repaired.articles;
    // Cut short, the articles that are left come up again.
    if (isStopped(signal)) return count;
    const settled = rows.filter(({ changedAt }) => now.getTime() - (changedAt?.getTime() ?? 0) >= settlingMs);
    await stores.tagLearning.doneWith(
      settled.map(({ _id }) => _id),
      task,
    );
  }
  return count;
};

/** How long the upkeep rests: what is learned of tags may wait a little. */
const restMs = 5_000;
/** More steps than a pass ever needs: what is left is done by the next. */
const maxSteps = 50;

/** Keeps tags up as long as the worker runs; a step that fails (the database is away) is tried again later. */
export const keepTags = async (
  deps: Pick<IngestDeps, 'stores' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> => {
  const upkeep = createTagUpkeep(deps);
  // It rests after each step, whatever is left: nobody waits for it.
  const step = async () => {
    await upkeep.step(signal);
    return false;
  };
  await repeat(step, { log: deps.log, signal, idleMs: restMs, what: 'the upkeep of tags' });
  await upkeep.close().catch(() => undefined);
};

/** Does what there is to do and comes back; false where there was nothing. */
export const keepTagsOnce = async (deps: TagUpkeepDeps, signal: AbortSignal): Promise<boolean> => {
  const upkeep = createTagUpkeep(deps);
  let steps = 0;
  while (steps < maxSteps && !signal.aborted && (await upkeep.step(signal))) steps += 1;
  await upkeep.close();
  return steps > 0;
};
