import { analyse, type Term } from './analyse.ts';

/** The texts that make up an article. */
export interface ArticleFields {
  headline: string;
  dek: string | null;
  body: string;
  tags: readonly string[];
}

/** The words of each: search, related articles and reprints all begin with them. */
export interface AnalysedFields {
  headline: readonly Term[];
  dek: readonly Term[];
  body: readonly Term[];
  tags: readonly (readonly Term[])[];
}

export const analyseFields = (
  { headline, dek, body, tags }: ArticleFields,
  language: string,
): AnalysedFields => ({
  headline: analyse(headline, language),
  dek: dek === null ? [] : analyse(dek, language),
  body: analyse(body, language),
  tags: tags.map(tag => analyse(tag, language)),
});
