import type { RelatedRef } from '../articles/article.ts';
import { createCandidateIndex } from './candidate-index.ts';
import { relatedTo, withRelated, type Relatable } from './related.ts';

/** An article with what it is related to so far. */
export type RelatedArticle = Relatable & { related: readonly RelatedRef[] };

/** The articles of the last weeks, each with its related ones, kept up as new ones come. */
export interface RelatedWindow {
  readonly size: number;
  /** Takes in an article as it was stored, with the list that it has. */
  load(article: RelatedArticle): void;
  /** Relates an article to those that are here, and those to it; it is here from then on. */
  place(article: Relatable): void;
  /** The list of an article, which counts as told from then on. */
  take(id: string): RelatedRef[];
  /** The lists that have changed since they were told last. */
  takeChanged(): { id: string; related: RelatedRef[] }[];
  /** Who stands in the lists of these. */
  neighboursOf(ids: readonly string[]): string[];
  /** Takes an article out of the window, and out of the lists of those that it is related to. */
  remove(id: string): void;
}

/** How many candidates of the article's language, and of all others, are compared in full. */
const maxCandidates = 40;

/** Holds up to `limit` articles: the newest to come stay. */
export const createRelatedWindow = (limit: number): RelatedWindow => {
  const index = createCandidateIndex<Relatable>();
  const lists = new RelatedLists();
  const load = ({ related, ...article }: RelatedArticle): void => {
    index.add(article);
    lists.put(article.id, related);
    for (const oldest of lists.beyond(limit)) {
      index.remove(oldest);
      lists.drop(oldest);
    }
  };
  return {
    get size() {
      return index.size;
    },
    load,
    remove: id => {
      for (const { articleId } of lists.get(id)) lists.forget(articleId, id);
      index.remove(id);
      lists.drop(id);
    },
    place: article => {
      const before = lists.get(article.id);
      const related = relatedTo(article, index.nearest(article, maxCandidates));
      load({ ...article, related });
      lists.change(article.id, related);
      // An edit may have taken the article out of the company that it was in.
      const now = new Set(related.map(({ articleId }) => articleId));
      for (const { articleId } of before) if (!now.has(articleId)) lists.forget(articleId, article.id);
      for (const { articleId, score, why } of related)
        lists.change(articleId, withRelated(lists.get(articleId), { articleId: article.id, score, why }));
    },
    take: id => lists.take(id),
    takeChanged: () => lists.takeChanged(),
    neighboursOf: ids => [...new Set(ids.flatMap(id => lists.get(id).map(({ articleId }) => articleId)))],
  };
};

/** Lists by article, in the order of the articles' coming, with those that nobody has been told of. */
class RelatedLists {
  readonly #lists = new Map<string, readonly RelatedRef[]>();
  readonly #changed = new Set<string>();

  get(id: string): readonly RelatedRef[] {
    return this.#lists.get(id) ?? [];
  }

  /** Puts the list of an article behind all others. */
  put(id: string, list: readonly RelatedRef[]): void {
    this.#lists.delete(id);
    this.#lists.set(id, list);
  }

  /** Null: nothing changes. */
  change(id: string, list: readonly RelatedRef[] | null): void {
    if (list === null || !this.#lists.has(id)) return;
    this.#lists.set(id, list);
    this.#changed.add(id);
  }

  /** Takes an article out of the list of another. */
  forget(id: string, articleId: string): void {
    const list = this.get(id);
    const others = list.filter(ref => ref.articleId !== articleId);
    if (others.length < list.length) this.change(id, others);
  }

  drop(id: string): void {
    this.#lists.delete(id);
    this.#changed.delete(id);
  }

  /** The first to come of those that are more than `limit`. */
  beyond(limit: number): string[] {
    const excess: string[] = [];
    for (const id of this.#lists.keys()) {
      if (this.#lists.size - excess.length <= limit) break;
      excess.push(id);
    }
    return excess;
  }

  take(id: string): RelatedRef[] {
    this.#changed.delete(id);
    return [...this.get(id)];
  }

  takeChanged(): { id: string; related: RelatedRef[] }[] {
    const told = [...this.#changed].map(id => ({ id, related: [...this.get(id)] }));
    this.#changed.clear();
    return told;
  }
}
