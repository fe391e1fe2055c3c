/* Puts generated articles with their sources, tags and related articles where the product keeps them. */
import mongoose from 'mongoose';
import type { ArticleSection, RelatedRef } from '../../../src/articles/article.ts';
import { wordCountOf } from '../../../src/articles/draft.ts';
import { hash32 } from '../../../src/core/hash.ts';
import { slugify } from '../../../src/core/slug.ts';
import type { ArticleRow } from '../../../src/storage/article-rows.ts';
import type { Stores } from '../../../src/storage/mongo.ts';
import { newSource, type SourceRow } from '../../../src/storage/source-rows.ts';
import { encodeSignature } from '../../../src/stories/signature-bytes.ts';
import { maxKeys, maxStems } from '../../../src/stories/signature.ts';
import { unitVector } from '../../../src/stories/vector.ts';
import { tagId, tagSlug } from '../../../src/tags/tag.ts';
import { createCorpus, type Corpus, type MadeArticle } from './articles.ts';
import { articleId, articleUrl, sourceHost, toIndexable } from './indexable.ts';
import { below, createRandom } from './random.ts';

export interface SeedOptions {
  articles: number;
  sources: number;
  tags: number;
  /** Time of the newest article. */
  newest: Date;
}

export interface Seeded {
  corpus: Corpus;
  /** Seconds that it took to index the articles for search. */
  indexSeconds: number;
}

const batchSize = 500;
const relatedPerArticle = 6;

export const seedStores = async (stores: Stores, options: SeedOptions): Promise<Seeded> => {
  const corpus = createCorpus(options);
  const { sourceIds, tagNames } = await seedSourcesAndTags(stores, corpus, options);
  const articles = rowsOf<ArticleRow>(stores, 'articles');
  let indexMs = 0;
  for (let from = 0; from < options.articles; from += batchSize) {
    const size = Math.min(batchSize, options.articles - from);
    const batch = Array.from({ length: size }, (_, i) => corpus.article(from + i));
    const rows = batch.map(made => toRow(made, { sourceIds, tagNames, corpus, total: options.articles }));
    await articles.insertMany(rows, { ordered: false });
    const started = performance.now();
    await stores.search.index(batch.map((made, i) => toIndexable(made, namesOf(made, rows[i], tagNames))));
    indexMs += performance.now() - started;
  }
  const started = performance.now();
  await stores.search.maintain();
  return { corpus, indexSeconds: (indexMs + performance.now() - started) / 1000 };
};

const rowsOf = <T extends mongoose.mongo.Document>(
  { connection }: Stores,
  name: string,
): mongoose.mongo.Collection<T> => connection.getClient().db(connection.name).collection<T>(name);

interface TagRow {
  _id: string;
  slug: string;
  name: string;
  names: Record<string, string>;
  articleCount: number;
  lastUsedAt: Date;
}

const seedSourcesAndTags = async (
  stores: Stores,
  corpus: Corpus,
  { sources, tags, articles, newest }: SeedOptions,
) => {
  const sourceRows = Array.from({ length: sources }, (_, place): SourceRow => {
    const host = sourceHost(place);
    const draft = {
      title: `The ${corpus.words.en[100 + place] ?? ''} ${place}`,
      url: `https://${host}/feed`,
      homepage: `https://${host}/`,
      language: null,
      country: 'IN',
      categories: ['general'],
      fetchPages: false,
      sample: false,
    };
    // Far from due: a worker on this database has nothing to read.
    return { ...newSource(draft, newest), nextFetchAt: new Date('2100-01-01T00:00:00Z') };
  });
  await rowsOf<SourceRow>(stores, 'sources').insertMany(sourceRows);
  const tagNames = Array.from({ length: tags }, (_, place) => {
    const list = place % 2 === 0 ? corpus.words.en : corpus.words.hi;
    return `${list[200 + place] ?? ''} ${place}`;
  });
  const tagRows = tagNames.map((name, place): TagRow => ({
    _id: tagId(name),
    slug: tagSlug(name),
    name,
    names: { [place % 2 === 0 ? 'en' : 'hi']: name },
    articleCount: Math.ceil(articles / (place + 1)),
    lastUsedAt: newest,
  }));
  await rowsOf<TagRow>(stores, 'tags').insertMany(tagRows);
  return { sourceIds: sourceRows.map(row => row._id), tagNames };
};

const namesOf = (made: MadeArticle, row: ArticleRow | undefined, tagNames: readonly string[]) => ({
  sourceId: row?.sourceId ?? '',
  tagIds: row?.tagIds ?? [],
  tags: made.tags.map(tag => tagNames[tag] ?? ''),
});

interface RowContext {
  sourceIds: readonly string[];
  tagNames: readonly string[];
  corpus: Corpus;
  total: number;
}

const sectionsOf = ({ paragraphs, subheading }: MadeArticle): ArticleSection[] => {
  const half = paragraphs.length / 2;
  return [paragraphs.slice(0, half), paragraphs.slice(half)].map((part, i) => ({
    heading: i === 0 ? null : subheading,
    html: part.map(paragraph => `<p>${paragraph}</p>`).join(''),
    text: part.join('\n\n'),
  }));
};

/** Others anywhere in the corpus: what is related is seldom stored side by side. */
const relatedOf = (made: MadeArticle, { corpus, total }: RowContext): RelatedRef[] => {
  const random = createRandom(made.place * 7 + 5);
  const places = new Set<number>();
  while (places.size < Math.min(relatedPerArticle, total - 1)) {
    const place = below(random, total);
    if (place !== made.place) places.add(place);
  }
  return [...places].map((place, rank) => ({
    articleId: articleId(corpus.article(place)),
    score: Number((0.9 - rank * 0.1).toFixed(2)),
    why: rank % 2 === 0 ? ['SHARED_TERMS'] : ['SHARED_TAGS', 'SHARED_TERMS'],
  }));
};

const toRow = (made: MadeArticle, context: RowContext): ArticleRow => {
  const id = articleId(made);
  const url = articleUrl(made);
  const sections = sectionsOf(made);
  const at = made.publishedAt;
  return {
    _id: id,
    canonicalUrl: url,
    slug: `${slugify(made.headline)}-${id.slice(0, 8)}`,
    guid: url,
    sourceId: context.sourceIds[made.source] ?? '',
    headline: made.headline,
    dek: made.dek,
    sections,
    authors: [`Reporter ${made.place % 300}`],
    images: [{ url: `${url}.jpg`, width: 1200, height: 675, caption: made.subheading, credit: null }],
    language: made.language,
    publishedAt: { value: at, precision: 'INSTANT', raw: at.toISOString(), clamped: false },
    sortAt: at,
    firstSeenAt: at,
    updatedAt: at,
    revision: 1,
    tagIds: made.tags.map(tag => tagId(context.tagNames[tag] ?? '')),
    related: relatedOf(made, context),
    paywalled: false,
    contentHash: id,
    wordCount: wordCountOf(sections),
    itemHash: id,
    signature: signatureOf(made),
    pending: false,
  };
};

/** As many terms as a stored article carries, so that rows have their real size. */
const signatureOf = ({ paragraphs }: MadeArticle): mongoose.mongo.Binary => {
  const words = [...new Set(paragraphs.join(' ').split(' '))].map(word => ({
    term: hash32(word),
    weight: 1,
  }));
  const stems = unitVector(words.slice(0, maxStems));
  const keys = unitVector(words.slice(maxStems, maxStems + maxKeys));
  return new mongoose.mongo.Binary(encodeSignature({ stems, keys }));
};
