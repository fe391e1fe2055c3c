/* The engines under measurement behind one face: the ids of the best 20. */
import type { mongo } from 'mongoose';
import type { IndexableArticle } from '../../../src/search/request.ts';
import type { SearchStore } from '../../../src/storage/search-store.ts';
import type { SearchQuery } from './classes.ts';

export const hitsPerQuery = 20;

export interface Engine {
  name: string;
  search(query: SearchQuery): Promise<string[]>;
}

export const ourEngine = (store: SearchStore): Engine => ({
  name: 'khabar',
  search: async ({ text, order, sourceId, after }) => {
    const { hits, fault } = await store.search({
      text,
      order,
      first: hitsPerQuery,
      now: new Date(),
      ...(sourceId === null ? {} : { sourceIds: [sourceId] }),
      ...(after === null ? {} : { after: new Date(after) }),
    });
    if (fault !== undefined) throw new Error(`${text}: ${fault.message}`);
    return hits.map(hit => hit.articleId);
  },
});

/** An article under MongoDB's own text index. It knows no Hindi and refuses documents that name it: those get no stemming. */
export interface TextRow {
  _id: string;
  headline: string;
  dek: string | null;
  body: string;
  tags: readonly string[];
  sourceId: string;
  sortAt: Date;
  textLanguage: 'english' | 'none';
}

export const toTextRow = (article: IndexableArticle): TextRow => ({
  _id: article.id,
  headline: article.headline,
  dek: article.dek,
  body: article.body,
  tags: article.tags,
  sourceId: article.sourceId,
  sortAt: article.sortAt,
  textLanguage: article.language === 'en' ? 'english' : 'none',
});

export const textCollection = 'benchText';

export const createTextIndex = (rows: mongo.Collection<TextRow>): Promise<string> =>
  rows.createIndex(
    { headline: 'text', dek: 'text', tags: 'text', body: 'text' },
    {
      name: 'text',
      weights: { headline: 4, dek: 2, tags: 2, body: 1 },
      default_language: 'none',
      language_override: 'textLanguage',
    },
    {},
  );

export const textEngine = (rows: mongo.Collection<TextRow>): Engine => ({
  name: 'MongoDB $text',
  search: async ({ text, language, order, sourceId, after }) => {
    const found = await rows
      .find(
        {
          $text: { $search: text, $language: language === 'en' ? 'english' : 'none' },
          ...(sourceId === null ? {} : { sourceId }),
          ...(after === null ? {} : { sortAt: { $gte: new Date(after) } }),
        },
        { projection: { _id: 1, score: { $meta: 'textScore' } } },
      )
      .sort(order === 'NEWEST' ? { sortAt: -1 } : { score: { $meta: 'textScore' } })
      .limit(hitsPerQuery)
      .toArray();
    return found.map(row => row._id);
  },
});
