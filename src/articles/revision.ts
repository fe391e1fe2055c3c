import type { Article } from './article.ts';
import { articleText } from './body.ts';
import { countWords, diffWords, type DiffPart } from './word-diff.ts';

/** What a reader sees of an article, as it is kept of each edit. */
export interface RevisionContent {
  headline: string;
  dek: string | null;
  authors: string[];
  tagIds: string[];
  paywalled: boolean | null;
  imageUrls: string[];
  publishedAt: Date | null;
  sections: { heading: string | null; text: string }[];
}

export const changedFields = [
  'HEADLINE',
  'DEK',
  'BODY',
  'AUTHORS',
  'IMAGES',
  'TAGS',
  'PUBLISHED_AT',
  'PAYWALLED',
] as const;
export type ChangedField = (typeof changedFields)[number];

export interface ArticleChange {
  field: ChangedField;
  /** Old and new text in one: what is the same and what was added make the new one. */
  diff: DiffPart[];
  addedWords: number;
  removedWords: number;
}

/** The content of an article as it is now. */
export const contentOf = (
  article: Omit<Article, 'sections' | 'related'>,
  sections: Article['sections'],
): RevisionContent => ({
  headline: article.headline,
  dek: article.dek,
  authors: article.authors,
  tagIds: article.tagIds,
  paywalled: article.paywalled,
  imageUrls: article.images.map(({ url }) => url),
  publishedAt: article.publishedAt?.value ?? null,
  sections: sections.map(({ heading, text }) => ({ heading, text })),
});

type TagNames = (id: string) => string;

const textOf: Record<ChangedField, (content: RevisionContent, tagName: TagNames) => string> = {
  HEADLINE: ({ headline }) => headline,
  DEK: ({ dek }) => dek ?? '',
  BODY: ({ sections }) => articleText(sections.map(section => ({ ...section, html: '' }))),
  AUTHORS: ({ authors }) => authors.join('\n'),
  IMAGES: ({ imageUrls }) => imageUrls.join('\n'),
  TAGS: ({ tagIds }, tagName) => tagIds.map(tagName).join('\n'),
  PUBLISHED_AT: ({ publishedAt }) => publishedAt?.toISOString() ?? '',
  PAYWALLED: ({ paywalled }) => (paywalled === null ? '' : String(paywalled)),
};

/** What an edit changed, in the order of `changedFields`; lists have one line for each item. */
export const changesBetween = (
  before: RevisionContent,
  after: RevisionContent,
  tagName: TagNames,
): ArticleChange[] =>
  changedFields.flatMap(field => {
    const [old, now] = [textOf[field](before, tagName), textOf[field](after, tagName)];
    if (old === now) return [];
    const diff = diffWords(old, now);
    const wordsOf = (kind: DiffPart['kind']): number =>
      diff.filter(part => part.kind === kind).reduce((sum, { text }) => sum + countWords(text), 0);
    return [{ field, diff, addedWords: wordsOf('ADDED'), removedWords: wordsOf('REMOVED') }];
  });
