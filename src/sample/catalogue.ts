import { banyanPost } from './articles/banyan-post.ts';
import { bhoomiWire } from './articles/bhoomi-wire.ts';
import { dainikUjaas } from './articles/dainik-ujaas.ts';
import { lokSarita } from './articles/lok-sarita.ts';
import { meridianReview } from './articles/meridian-review.ts';
import { monsoonCourier } from './articles/monsoon-courier.ts';
import { pahadiPatra } from './articles/pahadi-patra.ts';
import { samvadSetu } from './articles/samvad-setu.ts';
import { sampleEdits } from './edits.ts';
import type { SampleArticle } from './article.ts';
import type { SampleEdit } from './edits.ts';

/** 1 as first published, 2 with the edits applied. */
export type SampleEdition = 1 | 2;

/** First editions by publisher slug. */
const firstEditions: ReadonlyMap<string, readonly SampleArticle[]> = new Map([
  ['dainik-ujaas', dainikUjaas],
  ['lok-sarita', lokSarita],
  ['samvad-setu', samvadSetu],
  ['banyan-post', banyanPost],
  ['monsoon-courier', monsoonCourier],
  ['meridian-review', meridianReview],
  ['bhoomi-wire', bhoomiWire],
  ['pahadi-patra', pahadiPatra],
]);

/** An article in one edition; `editedMinutesAgo` is null where the edition did not touch it. */
export interface EditionArticle {
  article: SampleArticle;
  editedMinutesAgo: number | null;
}

const untouched = (article: SampleArticle): EditionArticle => ({ article, editedMinutesAgo: null });

const editOne = (entry: EditionArticle, edit: SampleEdit): EditionArticle => {
  const { article } = entry;
  if (edit.kind === 'HEADLINE' && edit.key === article.key)
    return { article: { ...article, headline: edit.headline }, editedMinutesAgo: edit.minutesAgo };
  if (edit.kind === 'SECTION' && edit.key === article.key)
    return {
      article: { ...article, sections: [...article.sections, edit.section] },
      editedMinutesAgo: edit.minutesAgo,
    };
  return entry;
};

const applyEdit = (entries: readonly EditionArticle[], edit: SampleEdit): readonly EditionArticle[] =>
  edit.kind === 'NEW_ARTICLE'
    ? [...entries, untouched(edit.article)]
    : entries.map(entry => editOne(entry, edit));

/** The articles of a publisher in an edition, newest first. */
export const editionOf = (publisherSlug: string, edition: SampleEdition): readonly EditionArticle[] => {
  const first = (firstEditions.get(publisherSlug) ?? []).map(untouched);
  const edits = edition === 1 ? [] : sampleEdits.filter(edit => edit.publisher === publisherSlug);
  const entries = edits.reduce<readonly EditionArticle[]>(applyEdit, first);
  return entries.toSorted((a, b) => a.article.minutesAgo - b.article.minutesAgo);
};

/** Every article of the first editions, with the slug of its publisher. */
export const sampleArticles: readonly (SampleArticle & { publisher: string })[] = [...firstEditions].flatMap(
  ([publisher, articles]) => articles.map(article => ({ ...article, publisher })),
);
