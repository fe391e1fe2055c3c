import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { signatureOf } from '../../src/stories/signature.ts';
import { termsOf, type ArticleTerms } from '../../src/stories/terms.ts';
import type { Relatable } from '../../src/stories/related.ts';
import type { TermStats } from '../../src/stories/term-counts.ts';

const documentSchema = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  lang: z.string(),
  publishedAt: z.string().optional(),
  publisher: z.string().optional(),
});

export type NewsDocument = z.infer<typeof documentSchema>;

/** DIR/documents.jsonl, in the order of the file. */
export const readDocuments = async (data: string): Promise<NewsDocument[]> => {
  const text = await readFile(join(data, 'documents.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => documentSchema.parse(JSON.parse(line)));
};

export const termsOfDocument = ({ title, body, lang }: NewsDocument): ArticleTerms =>
  termsOf({ headline: title, dek: null, body, tags: [], language: lang });

/** A document whose time is not known gets a date that is none, so that time takes no part. */
export const relatableOf = (document: NewsDocument, terms: ArticleTerms, stats: TermStats): Relatable => ({
  id: document.id,
  // Where no publisher is named, nothing says that two documents come from one.
  sourceId: document.publisher ?? document.id,
  language: document.lang,
  tagIds: [],
  sortAt: new Date(document.publishedAt ?? Number.NaN),
  signature: signatureOf(terms, stats),
});
