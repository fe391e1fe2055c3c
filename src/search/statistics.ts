/*
 * What rarity and length are measured against. A Hindi word is common or rare among Hindi articles; counted among all
 * languages together, the everyday words of the smaller language would look precious.
 */
import { scriptOf, scriptOfLanguage } from '../text/script.ts';
import type { Script } from '../text/script.ts';
import type { LanguageShare } from './segment.ts';

export interface CollectionStatistics {
  /** Documents among which forms of these scripts are counted. */
  docCountFor(scripts: ReadonlySet<Script>): number;
  averageLength: number;
}

const addUp = (shares: readonly LanguageShare[]): { docCount: number; totalLength: number } => ({
  docCount: shares.reduce((sum, share) => sum + share.docCount, 0),
  totalLength: shares.reduce((sum, share) => sum + share.totalLength, 0),
});

/** `languages` are those that the request is confined to; empty means all. */
export const statisticsOf = (
  shares: readonly LanguageShare[],
  languages: readonly string[],
): CollectionStatistics => {
  const within = shares.filter(({ language }) => languages.length === 0 || languages.includes(language));
  const all = addUp(within);
  return {
    docCountFor: scripts => {
      if (languages.length > 0) return all.docCount;
      const own = addUp(within.filter(({ language }) => scripts.has(scriptOfLanguage(language))));
      return own.docCount === 0 ? all.docCount : own.docCount;
    },
    averageLength: Math.max(1, all.totalLength / Math.max(1, all.docCount)),
  };
};

export const scriptsOf = (forms: Iterable<string>): Set<Script> => new Set(Array.from(forms, scriptOf));
