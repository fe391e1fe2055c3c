import { writeFile } from 'node:fs/promises';
import { createCandidateIndex } from '../../src/stories/candidate-index.ts';
import { relatedTo, type Relatable } from '../../src/stories/related.ts';
import { createTermCounts } from '../../src/stories/term-counts.ts';
import { readDocuments, relatableOf, termsOfDocument } from './news-documents.ts';

/** How many candidates of each side are compared in full. */
const candidateLimit = 40;

/** The related articles of every document of DIR/documents.jsonl, as articleId, relatedId, rank; copies count. */
export const run = async ({ data, out }: { data: string; out: string }): Promise<void> => {
  const documents = await readDocuments(data);
  const stats = createTermCounts();
  const read = documents.map(document => ({ document, terms: termsOfDocument(document) }));
  for (const { terms } of read) stats.add(terms);
  const index = createCandidateIndex<Relatable>();
  const articles = read.map(({ document, terms }) => relatableOf(document, terms, stats));
  for (const article of articles) index.add(article);
  const lines = articles.flatMap(article =>
    relatedTo(article, index.nearest(article, candidateLimit), { keepCopies: true }).map(
      ({ articleId }, at) => `${article.id}\t${articleId}\t${at + 1}\n`,
    ),
  );
  await writeFile(out, lines.join(''));
};
