import { sampleArticles } from '../../../src/sample/catalogue.ts';
import { termsOf } from '../../../src/stories/terms.ts';
import { signatureOf } from '../../../src/stories/signature.ts';
import { createTermCounts } from '../../../src/stories/term-counts.ts';
import type { Relatable } from '../../../src/stories/related.ts';
import { tagId } from '../../../src/tags/tag.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

/** The articles of the sample newsroom, with signatures from the frequencies among themselves. */
export const newsroomArticles = (): Map<string, Relatable> => {
  const stats = createTermCounts();
  const read = sampleArticles.map(article => {
    const body = article.sections
      .map(([heading, ...paragraphs]) => [heading ?? '', ...paragraphs].join('\n'))
      .join('\n');
    const { headline, dek, categories, language } = article;
    const terms = termsOf({ headline, dek, body, tags: categories, language });
    stats.add(terms);
    return { article, terms };
  });
  return new Map(
    read.map(({ article, terms }) => [
      article.key,
      {
        id: article.key,
        sourceId: article.publisher,
        language: article.language,
        tagIds: article.categories.map(tagId),
        sortAt: new Date(now - article.minutesAgo * 60_000),
        signature: signatureOf(terms, stats),
      },
    ]),
  );
};
