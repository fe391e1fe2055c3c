/* What is asked: different pages, articles and words, so that no answer can simply be kept. */
import { encodeCursor } from '../../../src/core/cursor.ts';
import { slugify } from '../../../src/core/slug.ts';
import type { Corpus } from '../corpus/articles.ts';
import { articleId } from '../corpus/indexable.ts';
import { below, createRandom } from '../corpus/random.ts';
import { functionWordCount } from '../corpus/words.ts';
import { operation, type Operation, type OperationName } from './operations.ts';

const questionCount = 200;
/** Pages are read from the newest part of the list, as readers do. */
const depth = 2_000;

export const createQuestions = (corpus: Corpus, articles: number): Record<OperationName, Operation[]> => {
  const random = createRandom(99);
  const places = Array.from({ length: questionCount }, () => below(random, Math.min(depth, articles - 1)));
  return {
    page: places.map(place => {
      const before = corpus.article(place);
      const after = encodeCursor('articles:NEWEST', [before.publishedAt.getTime(), articleId(before)]);
      return operation('page', { first: 20, ...(place === 0 ? {} : { after }) });
    }),
    article: places.map(place => {
      const made = corpus.article(place);
      return operation('article', { slug: `${slugify(made.headline)}-${articleId(made).slice(0, 8)}` });
    }),
    search: places.map((place, i) => {
      const { language, headline } = corpus.article(place);
      const common = corpus.words[language][functionWordCount + (place % 300)] ?? '';
      const words = headline.split(' ');
      const text =
        i % 3 === 0 ? common : i % 3 === 1 ? `${words[0] ?? ''} ${words[1] ?? ''}` : (words.at(-1) ?? common);
      return operation('search', { query: text, first: 20 });
    }),
  };
};
