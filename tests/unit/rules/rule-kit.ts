import { factsOf, type ArticleFacts } from '../../../src/rules/facts.ts';
import { compileRule, type CompiledRule } from '../../../src/rules/evaluate.ts';
import { parseRule } from '../../../src/rules/parse.ts';

export const now = new Date('2026-03-01T12:00:00Z');

export const article: ArticleFacts = {
  language: 'en',
  headline: 'The river rose by two metres',
  dek: 'Heavy rain upstream',
  sections: [{ heading: 'On the banks', text: 'People moved to higher ground before the elections.' }],
  authors: ['Asha Rao'],
  tagNames: ['Floods', 'मौसम'],
  url: 'https://www.river.example/news/%E0%A4%A8%E0%A4%A6%E0%A5%80-rose?id=7',
  source: { id: 'source-1', slug: 'river-news-abc123', title: 'River News', categories: ['Regional'] },
  paywalled: false,
  wordCount: 420,
  publishedAt: new Date('2026-02-28T12:00:00Z'),
};

export const compiled = (text: string): CompiledRule => {
  const rule = parseRule(text);
  if (!rule.ok) throw new Error(`${text}: ${rule.fault.message} (at ${rule.fault.position})`);
  return compileRule(rule.value);
};

/** Whether `exclude CONDITION` holds for the article above with some of it changed. */
export const holds = (condition: string, changed: Partial<ArticleFacts> = {}): boolean | null =>
  compiled(`exclude ${condition}`).test(factsOf({ ...article, ...changed }, now)).holds;
