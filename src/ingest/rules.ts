/*
 * Rules at work on what arrives. An entry that its feed alone decides about costs no page; one that needed its page is
 * remembered, so that the page is not read again while the entry and the rules stay the same. A rule decides whether
 * an article comes in: one that is stored is kept up to date, whatever its edits say, until rules are applied to
 * the past on purpose.
 */
import { wordCountOf, type ArticleDraft, type KnownArticle } from '../articles/draft.ts';
import { decide, type Decision, type RuleSet } from '../rules/decide.ts';
import { factsOf, factsOfEntry, type Facts } from '../rules/facts.ts';
import type { Source } from '../sources/source.ts';
import type { Exclusion } from '../storage/rule-exclusions.ts';
import { distinctTagNames, maxTagsPerArticle, tagId, type TagName } from '../tags/tag.ts';
import { detectLanguage } from '../text/language.ts';
import type { Run } from './conclude.ts';
import type { EnrichedArticle, IdentifiedItem } from './enrich.ts';
import type { IngestReport } from './report.ts';

const dayMs = 86_400_000;
const remembered = {
  ms: 30 * dayMs,
  /** Where the answer depends on the age of the article. */
  agingMs: 3_600_000,
} as const;

type Excluded = Extract<Decision, { kind: 'excluded' }>;

interface Arrived {
  entry: IdentifiedItem;
  article: EnrichedArticle;
}

export interface RuleGate {
  /** Before pages are read: the entries that may come in as far as that can be told. */
  screen(entries: IdentifiedItem[]): Promise<IdentifiedItem[]>;
  /** After: the articles that come in, with the tags that rules gave them. */
  sift<A extends Arrived>(arrived: A[]): Promise<A[]>;
}

/** Lets everything through where there are no rules, at no cost. */
const open: RuleGate = {
  screen: entries => Promise.resolve(entries),
  sift: arrived => Promise.resolve(arrived),
};

/** The rules for one poll of one source; `known` are the entries that are stored already. */
export const openRules = async (
  run: Run,
  report: IngestReport,
  known: ReadonlyMap<IdentifiedItem, KnownArticle>,
): Promise<RuleGate> => {
  const { claim, deps } = run;
  const set = await deps.stores.rules.forSource(claim.source.id);
  return set.isEmpty ? open : new SourceGate(run, report, { set, known });
};

class SourceGate implements RuleGate {
  readonly #run: Run;
  readonly #report: IngestReport;
  readonly #set: RuleSet;
  readonly #known: ReadonlyMap<IdentifiedItem, KnownArticle>;

  constructor(
    run: Run,
    report: IngestReport,
    { set, known }: { set: RuleSet; known: ReadonlyMap<IdentifiedItem, KnownArticle> },
  ) {
    this.#run = run;
    this.#report = report;
    this.#set = set;
    this.#known = known;
  }

  async screen(entries: IdentifiedItem[]): Promise<IdentifiedItem[]> {
    const { stores, clock } = this.#run.deps;
    const isNew = (entry: IdentifiedItem): boolean => !this.#known.has(entry);
    const ids = entries.filter(isNew).map(({ id }) => id);
    const earlier = new Map(
      (await stores.ruleExclusions.find(ids, clock.now())).map(row => [row.id, row] as const),
    );
    const settled = entries.filter(
      entry => isNew(entry) && this.#stillExcluded(entry, earlier.get(entry.id)),
    );
    this.#report.excluded += settled.length;
    const left = new Set(entries);
    for (const entry of settled) left.delete(entry);
    const excluded: { entry: IdentifiedItem; decision: Excluded }[] = [];
    for (const entry of left) {
      const decision = isNew(entry) ? decide(this.#set, this.#factsOf(entry)) : null;
      if (decision?.kind !== 'excluded') continue;
      excluded.push({ entry, decision });
      left.delete(entry);
    }
    await this.#conclude(excluded, []);
    return [...left];
  }

  async sift<A extends Arrived>(arrived: A[]): Promise<A[]> {
    const excluded: { entry: IdentifiedItem; decision: Excluded }[] = [];
    const kept: Decision[] = [];
    const staying = arrived.flatMap(one => {
      const facts = this.#factsOfArticle(one.article);
      const decision = decide(this.#set, facts);
      if (decision.kind === 'excluded' && !this.#known.has(one.entry)) {
        excluded.push({ entry: one.entry, decision });
        return [];
      }
      if (!this.#known.has(one.entry)) kept.push(decision);
      return [{ ...one, article: withRuleTags(one.article, givenTags(this.#set, decision, facts)) }];
    });
    await this.#conclude(excluded, kept);
    return staying;
  }

  #stillExcluded(entry: IdentifiedItem, earlier: Exclusion | undefined): boolean {
    return earlier?.itemHash === entry.itemHash && this.#set.keys.has(earlier.key);
  }

  #factsOf({ item, canonicalUrl }: IdentifiedItem): Facts {
    const { source } = this.#run.claim;
    return factsOfEntry(
      {
        language: (item.language ?? source.language ?? 'und').toLowerCase().split(/[-_]/u)[0] ?? 'und',
        headline: item.title,
        tagNames: distinctTagNames(item.categories.map(name => ({ name, language: 'und' }))).map(
          ({ name }) => name,
        ),
        url: canonicalUrl,
        source,
        // The first of the most precise claims stands, and nothing is more precise than an instant.
        publishedAt: item.publishedAt?.precision === 'INSTANT' ? item.publishedAt.value : null,
      },
      this.#run.deps.clock.now(),
    );
  }

  #factsOfArticle({ draft, tagNames }: EnrichedArticle): Facts {
    const { claim, deps } = this.#run;
    return factsOfDraft(draft, { tagNames, source: claim.source, now: deps.clock.now() });
  }

  /** Remembers what was left out and counts what the rules did. */
  async #conclude(
    excluded: readonly { entry: IdentifiedItem; decision: Excluded }[],
    kept: readonly Decision[],
  ): Promise<void> {
    const { claim, deps } = this.#run;
    const now = deps.clock.now();
    this.#report.excluded += excluded.length;
    await deps.stores.ruleExclusions.remember(
      excluded.map(({ entry: { id, itemHash }, decision }) =>
        exclusionOf({ id, itemHash, sourceId: claim.source.id }, decision, now),
      ),
    );
    await deps.stores.rules.count(matchesOf([...excluded.map(({ decision }) => decision), ...kept]), now);
  }
}

/** An article that stays although a rule would leave it out has the tags of the rules all the same. */
const givenTags = (set: RuleSet, decision: Decision, facts: Facts): readonly string[] =>
  decision.kind === 'kept'
    ? decision.tagNames
    : set.tagging.flatMap(({ compiled }) =>
        compiled.rule.effect === 'TAG' && compiled.test(facts).holds === true ? [compiled.rule.tagName] : [],
      );

export const exclusionOf = (
  entry: Pick<Exclusion, 'id' | 'itemHash' | 'sourceId'>,
  { key, dependsOnTime }: Excluded,
  now: Date,
): Exclusion => ({
  ...entry,
  key,
  expiresAt: new Date(now.getTime() + (dependsOnTime ? remembered.agingMs : remembered.ms)),
});

/** How often each rule held. */
export const matchesOf = (decisions: readonly Decision[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const decision of decisions)
    for (const id of decision.kind === 'undecided' ? [] : decision.ruleIds)
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const factsOfDraft = (
  draft: ArticleDraft,
  { tagNames, source, now }: { tagNames: readonly TagName[]; source: Source; now: Date },
): Facts =>
  factsOf(
    {
      ...draft,
      tagNames: tagNames.map(({ name }) => name),
      url: draft.canonicalUrl,
      source,
      wordCount: wordCountOf(draft.sections),
      publishedAt: draft.publishedAt?.value ?? null,
    },
    now,
  );

/** The article with the tags of rules behind its own, of which the last give way where there are too many. */
export const withRuleTags = (article: EnrichedArticle, names: readonly string[]): EnrichedArticle => {
  const own = new Set(article.draft.tagIds);
  const given = distinctTagNames(
    names.map(name => ({ name, language: languageOfTag(name, article.draft.language) })),
  ).filter(({ name }) => !own.has(tagId(name)));
  if (given.length === 0) return article;
  const room = Math.max(0, maxTagsPerArticle - given.length);
  return {
    ...article,
    draft: {
      ...article.draft,
      tagIds: [...article.draft.tagIds.slice(0, room), ...given.map(({ name }) => tagId(name))],
    },
    tagNames: [...article.tagNames, ...given],
  };
};

/** A tag is too short for statistics: its script tells its language, or it is taken for the article's. */
const languageOfTag = (name: string, fallback: string): string => {
  const detected = detectLanguage(name);
  if (detected !== 'und') return detected;
  return /^\p{ASCII}*$/u.test(name) && ['hi', 'mr', 'ne'].includes(fallback) ? 'en' : fallback;
};
