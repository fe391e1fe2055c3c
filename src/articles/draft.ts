import type { Article, ArticleSection } from './article.ts';
import { digest } from '../core/identity.ts';

/** An article as ingest hands it to the store: everything but what only the store can know. */
export type ArticleDraft = Omit<
  Article,
  | 'slug'
  | 'firstSeenAt'
  | 'updatedAt'
  | 'revision'
  | 'related'
  | 'contentHash'
  | 'wordCount'
  | 'tagIds'
  | 'sortAt'
  | 'reprintOf'
> & {
  tagIds: string[];
  /** The tags by the publisher's own words, before it was asked what they mean; absent where it makes no difference. */
  statedTagIds?: string[];
  /** Ids that other addresses of the same page would give it. */
  aliases?: string[];
  /** Digest of the feed's own entry. */
  itemHash: string;
};

/** What is stored of an article that a feed mentions again. */
export interface KnownArticle {
  id: string;
  guid: string | null;
  sourceId: string;
  itemHash: string;
  contentHash: string;
  revision: number;
  /** Ids of its other addresses. */
  aliases?: string[];
  /** An operator removed it: it is known so that it does not come back. */
  removed?: true;
}

/** Digest of what a reader sees: an edit is what changes it. */
export const contentHashOf = (draft: ArticleDraft): string =>
  digest([
    draft.headline,
    draft.dek,
    draft.sections.map(({ heading, html }) => [heading, html]),
    draft.authors,
    draft.images,
    draft.publishedAt?.value.getTime() ?? null,
    // What a name means may be learned later, and no edit was made then.
    draft.statedTagIds ?? draft.tagIds,
    draft.paywalled,
  ]);

export const wordCountOf = (sections: readonly ArticleSection[]): number =>
  sections.reduce((sum, { heading, text }) => sum + countWords(text) + countWords(heading ?? ''), 0);

const countWords = (text: string): number => text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
