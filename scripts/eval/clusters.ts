import { writeFile } from 'node:fs/promises';
import { createStoryBook } from '../../src/stories/cluster.ts';
import { createTermCounts } from '../../src/stories/term-counts.ts';
import { readDocuments, relatableOf, termsOfDocument, type NewsDocument } from './news-documents.ts';

/** How many articles come in at a time, as from one round of fetching. */
const batchSize = 20;

/**
 * The stories of DIR/documents.jsonl, as articleId, story. Documents come in the order of publication, those without
 * a date first and in the order of the file; nothing is known of a document before it comes.
 */
export const run = async ({ data, out }: { data: string; out: string }): Promise<void> => {
  const documents = (await readDocuments(data)).sort((a, b) => timeOf(a) - timeOf(b));
  const stats = createTermCounts();
  const book = createStoryBook();
  for (let from = 0; from < documents.length; from += batchSize) {
    const batch = documents
      .slice(from, from + batchSize)
      .map(document => ({ document, terms: termsOfDocument(document) }));
    for (const { terms } of batch) stats.add(terms);
    for (const { document, terms } of batch) book.add(relatableOf(document, terms, stats));
  }
  book.repair();
  const lines = documents.map(({ id }) => `${id}\t${book.storyOf(id)?.id ?? id}\n`);
  await writeFile(out, lines.join(''));
};

const timeOf = ({ publishedAt }: NewsDocument): number =>
  publishedAt === undefined ? 0 : Date.parse(publishedAt);
