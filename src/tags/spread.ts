/*
 * Tags that are furniture by how they are used: on nearly everything that one source publishes while nobody else has
 * them, or on a good part of what most sources publish. Places and people may well be everywhere: they stay.
 */
import type { SuppressionReason, TagKind } from './tag.ts';

/** How often a source gave a tag, of how many articles. */
export interface TagUse {
  sourceId: string;
  count: number;
}

export interface SpreadOf {
  kind: TagKind;
  uses: readonly TagUse[];
  /** Articles of each source in the same time. */
  articlesBySource: ReadonlyMap<string, number>;
  /** The source of which the tag is the name; null where it is none's. */
  namesSource: string | null;
}

const limits = {
  /** Fewer articles of a source say nothing of its habits. */
  minArticles: 20,
  nearlyAll: 0.8,
  /** How much of its use must be one source's own. */
  own: 0.95,
  minSources: 5,
  mostSources: 0.6,
  goodPart: 0.3,
  /** A source's name may be what others write about. */
  ownName: 0.8,
} as const;

/** Why the use of a tag makes it furniture; null where it does not. */
export const judgeSpread = (spread: SpreadOf): { reason: SuppressionReason; note: string } | null => {
  const { uses, articlesBySource, namesSource, kind } = spread;
  const total = uses.reduce((sum, { count }) => sum + count, 0);
  if (namesSource !== null) {
    const own = uses.find(({ sourceId }) => sourceId === namesSource)?.count ?? 0;
    if (own > 0 && own >= total * limits.ownName)
      return { reason: 'SOURCE_NAME', note: `${own} of its ${total} articles are that source's` };
  }
  if (kind === 'PLACE' || kind === 'PERSON') return null;
  const steady = uses.flatMap(({ sourceId, count }) => {
    const articles = articlesBySource.get(sourceId) ?? 0;
    return articles < limits.minArticles ? [] : [{ count, share: count / articles }];
  });
  const everywhere = steady.find(
    ({ count, share }) => share >= limits.nearlyAll && count >= total * limits.own,
  );
  if (everywhere !== undefined)
    return {
      reason: 'ALL_OF_ONE_SOURCE',
      note: `on ${Math.round(everywhere.share * 100)} % of one source, and hardly anywhere else`,
    };
  const known = [...articlesBySource.values()].filter(count => count >= limits.minArticles).length;
  const often = steady.filter(({ share }) => share >= limits.goodPart).length;
  return known >= limits.minSources && often >= known * limits.mostSources
    ? { reason: 'MOST_SOURCES', note: `on many articles of ${often} of ${known} sources` }
    : null;
};

/** What a source adds to its name: "Bhaskar news". */
const newsOf = (name: string): string[] =>
  /\p{Script=Devanagari}/u.test(name)
    ? [`${name} न्यूज`, `${name} समाचार`, `${name} लाइव`]
    : [`${name} news`, `${name} hindi news`, `${name} live`];

/** The names that a source goes by: its title, the label of its host, and what it makes of them. */
export const namesOfSource = ({
  title,
  homepage,
  url,
}: {
  title: string;
  homepage: string | null;
  url: string;
}): string[] => {
  const host = URL.parse(homepage ?? url)?.hostname.replace(/^www\./u, '') ?? '';
  const label = host.split('.')[0] ?? '';
  const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  const parts = title.split(/\s[-–—|:•»]\s|[|»]/u).map(part => part.trim());
  // A part of the title is the source's name where its address says so; the rest may be the feed's subject.
  const own = parts.filter(part => part !== '' && letters(part) === letters(label));
  const names = [title, ...(label.length >= 4 ? [label] : []), ...own].filter(name => name !== '');
  const words = title.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word.length >= 4);
  return [...new Set([...names, host, ...[...names, ...words].flatMap(newsOf)])].filter(name => name !== '');
};
