/*
 * Rules at work on what is stored: tags are added, and what an exclude rule or missing include rule leaves out is
 * removed. There is no tombstone for it: a tombstone says that an article must not come back, while this one may, as
 * soon as its rule goes and its feed still has it. It is remembered like an entry that never came in. Hidden rows were
 * the other choice; they would have put one more condition on each read of articles, tags, search and stories.
 */
import type { ArticleDraft, KnownArticle } from '../articles/draft.ts';
import { decide, type Decision } from '../rules/decide.ts';
import type { Exclusion } from '../storage/rule-exclusions.ts';
import type { ScannedArticle } from '../storage/rule-scan.ts';
import type { IngestDeps } from './deps.ts';
import { exclusionOf, matchesOf, withRuleTags } from './rules.ts';
import { storeArticles, type StoreWrite } from './store.ts';

export interface ApplyOptions {
  /** Published, or first seen, since then; null is everything. */
  since: Date | null;
  sourceId: string | null;
  /** Only says what would happen. */
  dryRun: boolean;
}

export interface ApplyReport {
  scanned: number;
  tagged: number;
  removed: number;
  /** Stopped before the end; running it again goes on. */
  stopped: boolean;
}

type ApplyDeps = Pick<IngestDeps, 'stores' | 'clock'>;

interface BatchOutcome {
  tagged: StoreWrite[];
  excluded: Exclusion[];
  tagIdsOfRemoved: string[];
  decisions: Decision[];
}

/** Applies the rules in force; doing it twice changes nothing more. */
export const applyRules = async (
  { stores, clock }: ApplyDeps,
  { dryRun, ...range }: ApplyOptions,
  signal: AbortSignal,
): Promise<ApplyReport> => {
  const report: ApplyReport = { scanned: 0, tagged: 0, removed: 0, stopped: false };
  for await (const batch of stores.ruleScan.scan({ ...range, now: clock.now(), withBody: true })) {
    if (signal.aborted) return { ...report, stopped: true };
    const outcome = await decideBatch(batch, { stores, clock });
    report.scanned += batch.length;
    report.tagged += outcome.tagged.length;
    report.removed += outcome.excluded.length;
    if (!dryRun) await writeBatch(outcome, { stores, clock });
  }
  return report;
};

const decideBatch = async (
  batch: readonly ScannedArticle[],
  { stores, clock }: ApplyDeps,
): Promise<BatchOutcome> => {
  const outcome: BatchOutcome = { tagged: [], excluded: [], tagIdsOfRemoved: [], decisions: [] };
  for (const { article, facts } of batch) {
    const decision = decide(await stores.rules.forSource(article.sourceId), facts);
    if (decision.kind === 'excluded') {
      outcome.excluded.push(exclusionOf(article, decision, clock.now()));
      outcome.tagIdsOfRemoved.push(...article.tagIds);
      outcome.decisions.push(decision);
    } else if (decision.kind === 'kept') {
      const before = { draft: draftOf(article), tagNames: [] };
      const after = withRuleTags(before, decision.tagNames);
      if (after === before) continue;
      outcome.tagged.push({ article: after, known: knownOf(article) });
      outcome.decisions.push(decision);
    }
  }
  return outcome;
};

const writeBatch = async (
  { tagged, excluded, tagIdsOfRemoved, decisions }: BatchOutcome,
  { stores, clock }: ApplyDeps,
): Promise<void> => {
  if (tagged.length > 0) await storeArticles(tagged, { stores, clock });
  if (excluded.length > 0) {
    const ids = excluded.map(({ id }) => id);
    // Remembered first: a crash in between leaves an article, which the next run removes.
    await stores.ruleExclusions.remember(excluded);
    await stores.ruleScan.removeArticles(ids);
    await stores.search.remove(ids);
    await stores.tags.recount([...new Set(tagIdsOfRemoved)]);
  }
  await stores.rules.count(matchesOf(decisions), clock.now());
};

/** What the store keeps of its own is not part of a draft. */
const draftOf = ({
  slug: _slug,
  sortAt: _sortAt,
  firstSeenAt: _firstSeenAt,
  updatedAt: _updatedAt,
  revision: _revision,
  contentHash: _contentHash,
  wordCount: _wordCount,
  pending: _pending,
  signature: _signature,
  ...draft
}: ScannedArticle['article']): ArticleDraft => draft;

const knownOf = ({
  id,
  guid,
  sourceId,
  itemHash,
  contentHash,
  revision,
}: ScannedArticle['article']): KnownArticle => ({
  id,
  guid,
  sourceId,
  itemHash,
  contentHash,
  revision,
});
