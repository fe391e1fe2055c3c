/*
 * What a rule can know of an article. Before its page is read some of that is still open: `undefined` is not known
 * yet, `null` is known to be missing, and a list that is not complete may still grow.
 */
import { passageOf, type Passage } from './words.ts';

export interface NameList {
  values: readonly string[];
  complete: boolean;
}

export interface Facts {
  /** Primary subtag; `und` where it could not be told. */
  language: string | undefined;
  headline: Passage | undefined;
  dek: Passage | null | undefined;
  /** Headline, dek and the parts of the body. */
  text: { passages: readonly Passage[]; complete: boolean };
  authors: NameList;
  tags: NameList;
  /** What the source is filed under. */
  categories: NameList;
  url: string;
  source: { id: string; slug: string; title: string };
  paywalled: boolean | null | undefined;
  wordCount: number | undefined;
  publishedAt: Date | null | undefined;
  now: Date;
}

/** An article of which everything is known. */
export interface ArticleFacts {
  language: string;
  headline: string;
  dek: string | null;
  sections: readonly { heading: string | null; text: string }[];
  authors: readonly string[];
  tagNames: readonly string[];
  url: string;
  source: { id: string; slug: string; title: string; categories: readonly string[] };
  paywalled: boolean | null;
  wordCount: number;
  publishedAt: Date | null;
}

const complete = (values: readonly string[]): NameList => ({ values, complete: true });

export const factsOf = (article: ArticleFacts, now: Date): Facts => {
  const { language, headline, dek, sections, source } = article;
  const passage = (text: string): Passage => passageOf(text, language);
  const head = passage(headline);
  const standfirst = dek === null ? null : passage(dek);
  const body = sections.flatMap(({ heading, text }) => (heading === null ? [text] : [heading, text]));
  return {
    language,
    headline: head,
    dek: standfirst,
    text: {
      passages: [head, ...(standfirst === null ? [] : [standfirst]), ...body.map(passage)],
      complete: true,
    },
    authors: complete(article.authors),
    tags: complete(article.tagNames),
    categories: complete(source.categories),
    url: article.url,
    source,
    paywalled: article.paywalled,
    wordCount: article.wordCount,
    publishedAt: article.publishedAt,
    now,
  };
};

/** What the entry of a feed says for sure, whatever its page will add. */
export interface EntryFacts {
  /** What the feed calls the language of its texts, `und` where it does not. */
  language: string;
  headline: string | null;
  tagNames: readonly string[];
  url: string;
  source: ArticleFacts['source'];
  /** Null where the page may say it better. */
  publishedAt: Date | null;
}

export const factsOfEntry = (entry: EntryFacts, now: Date): Facts => {
  const head = entry.headline === null ? undefined : passageOf(entry.headline, entry.language);
  return {
    language: undefined,
    headline: head,
    dek: undefined,
    text: { passages: head === undefined ? [] : [head], complete: false },
    authors: { values: [], complete: false },
    tags: { values: entry.tagNames, complete: false },
    categories: complete(entry.source.categories),
    url: entry.url,
    source: entry.source,
    paywalled: undefined,
    wordCount: undefined,
    publishedAt: entry.publishedAt ?? undefined,
    now,
  };
};
