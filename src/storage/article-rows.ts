import type { Connection, Model, mongo } from 'mongoose';
import type { Article, ArticleSection, ArticleSummary } from '../articles/article.ts';
import { articleSchema } from './schemas.ts';

/** A document of `articles`. */
export type ArticleRow = Omit<Article, 'id'> & {
  _id: string;
  itemHash: string;
  /** As `encodeSignature` writes it. */
  signature: mongo.Binary;
  pending: boolean;
  /** Null where there was too little to go by, absent before it was computed. */
  fingerprint?: mongo.Binary | null;
  /** Absent where there are none. */
  aliases?: string[];
};

export type ArticleModel = Model<ArticleRow>;

export type ArticleCollection = mongo.Collection<ArticleRow>;

/** The same articles by the driver alone, for writes and reads by the thousand. */
export const articleCollection = (connection: Connection): ArticleCollection => {
  if (connection.db === undefined) throw new Error('the database is not connected');
  return connection.db.collection<ArticleRow>('articles');
};

/** Two stores share one model, so it is looked up before it is made. */
export const articleModel = (connection: Connection): ArticleModel =>
  connection.models['Article'] === undefined
    ? connection.model<ArticleRow>('Article', articleSchema)
    : connection.model<ArticleRow>('Article');

/** Everything that a list shows: the body and our own bookkeeping stay in the database. */
export const summaryFields = {
  sections: 0,
  itemHash: 0,
  signature: 0,
  pending: 0,
  fingerprint: 0,
  aliases: 0,
} as const;

export type SummaryRow = Omit<ArticleRow, keyof typeof summaryFields>;

export const toSummary = ({ _id, ...row }: SummaryRow): ArticleSummary => ({ id: _id, ...row });

/** What indexing reads of an article, which is about half of it. */
export const pendingFields = {
  revision: 1,
  language: 1,
  sourceId: 1,
  tagIds: 1,
  sortAt: 1,
  firstSeenAt: 1,
  headline: 1,
  dek: 1,
  authors: 1,
  canonicalUrl: 1,
  'sections.heading': 1,
  'sections.text': 1,
} as const;

export interface PendingArticle extends Pick<
  Article,
  'id' | Exclude<keyof typeof pendingFields, `sections.${string}`>
> {
  sections: Pick<ArticleSection, 'heading' | 'text'>[];
}

export interface ArticleBody {
  id: string;
  sections: ArticleSection[];
}
