/* What one rule would have done with articles that are there: counts, and which clause it was. */
import type { CompiledRule } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { RuleEffect } from './rule.ts';

export const maxExamples = 20;

export interface PreviewExample {
  articleId: string;
  headline: string;
  /** The clauses that decided. */
  clauses: string[];
}

export interface RulePreview {
  effect: RuleEffect;
  scanned: number;
  /** Articles for which the rule holds. */
  matched: number;
  kept: number;
  excluded: number;
  tagged: number;
  /** For each clause, how many of the matched articles it speaks for; one article may count for several. */
  clauses: { clause: string; count: number }[];
  /** The first that match. */
  examples: PreviewExample[];
  /** The first that an include rule would leave out, with the clauses that do not hold; else empty. */
  leftOut: PreviewExample[];
}

export const emptyPreview = ({ rule, clauses }: CompiledRule): RulePreview => ({
  effect: rule.effect,
  scanned: 0,
  matched: 0,
  kept: 0,
  excluded: 0,
  tagged: 0,
  clauses: clauses.map(clause => ({ clause, count: 0 })),
  examples: [],
  leftOut: [],
});

/** Counts one article. */
export const addToPreview = (
  preview: RulePreview,
  compiled: CompiledRule,
  article: { id: string; headline: string; facts: Facts },
): void => {
  const { holds, clauses } = compiled.test(article.facts);
  const matches = holds === true;
  const isKept = preview.effect === 'TAG' || matches === (preview.effect === 'INCLUDE');
  preview.scanned += 1;
  preview.matched += Number(matches);
  preview.kept += Number(isKept);
  preview.excluded += Number(!isKept);
  preview.tagged += Number(matches && preview.effect === 'TAG');
  if (matches)
    for (const number of new Set(clauses)) {
      const entry = preview.clauses[number];
      if (entry !== undefined) entry.count += 1;
    }
  const list = matches ? preview.examples : preview.leftOut;
  if (list.length >= maxExamples || (!matches && preview.effect !== 'INCLUDE')) return;
  list.push({
    articleId: article.id,
    headline: article.headline,
    clauses: clauses.map(number => compiled.clauses[number] ?? ''),
  });
};
