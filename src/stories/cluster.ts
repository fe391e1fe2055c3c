import { joined, placeStory, similarityToRest, storyOf, type Clusterable, type Story } from './story.ts';
import { createStoryIndex, type StoryIndex } from './story-index.ts';
import { stayThreshold } from './thresholds.ts';

export { placeArticle, storyOf, type Clusterable, type Placement, type Story } from './story.ts';

/** Articles sorted into stories as they come, and the stories put right afterwards. */
export interface StoryBook {
  /** Puts an article into the story it belongs to, or into one of its own; gives the id of that story. */
  add(article: Clusterable): string;
  /** The story that an article is in now. */
  storyOf(articleId: string): Story | undefined;
  stories(): Story[];
  /**
   * Goes over all stories: an article that fits another story better moves there, one that no longer fits stands
   * alone, and stories that have become alike are merged. Gives the number of changes.
   */
  repair(): number;
}

/** So many stories are compared in full. */
const candidateLimit = 12;

interface Book {
  members: Map<string, Clusterable>;
  homes: Map<string, string>;
  index: StoryIndex;
}

/**
 * Single-pass clustering with repair (Allan et al., "Topic Detection and Tracking Pilot Study", 1998). A story keeps
 * the id of its first article; of two that merge, the one with more articles keeps its id.
 */
export const createStoryBook = (): StoryBook => {
  const book: Book = { members: new Map(), homes: new Map(), index: createStoryIndex() };
  return {
    add: article => {
      if (book.members.has(article.id)) leave(book, article.id);
      book.members.set(article.id, article);
      return settle(book, storyOf(article));
    },
    storyOf: articleId => book.index.get(book.homes.get(articleId) ?? ''),
    stories: () => book.index.all(),
    repair: () => {
      let changes = 0;
      for (const articleId of book.members.keys()) if (relocate(book, articleId)) changes += 1;
      for (const { id } of book.index.all())
        if (book.index.get(id) !== undefined && mergeFrom(book, id) !== id) changes += 1;
      return changes;
    },
  };
};

/** Joins the story of one new article to its nearest, and that one to others when it has doubled. */
const settle = (book: Book, story: Story): string => {
  const near = nearestOf(book, story);
  if (near === null) {
    enter(book, story);
    return story.id;
  }
  const grown = joined(near, story);
  enter(book, grown);
  const size = grown.articleIds.length;
  // A story looks around each time that it has doubled: often while it is small and may be a splinter.
  return (size & (size - 1)) === 0 ? mergeFrom(book, grown.id) : grown.id;
};

const nearestOf = (book: Book, story: Story): Story | null => {
  const placement = placeStory(story, book.index.nearest(story, candidateLimit));
  return placement.kind === 'new' ? null : (book.index.get(placement.storyId) ?? null);
};

const enter = (book: Book, story: Story): void => {
  book.index.put(story);
  for (const articleId of story.articleIds) book.homes.set(articleId, story.id);
};

/** Merges a story with its nearest for as long as one is near enough; gives the id that remains. */
const mergeFrom = (book: Book, storyId: string): string => {
  let current = book.index.get(storyId);
  for (;;) {
    const near = current === undefined ? null : nearestOf(book, current);
    if (current === undefined || near === null) return current?.id ?? storyId;
    const [large, small] =
      near.articleIds.length >= current.articleIds.length ? [near, current] : [current, near];
    book.index.remove(small.id);
    current = joined(large, small);
    enter(book, current);
  }
};

/** Moves one article to where it fits best now; says whether it moved. */
const relocate = (book: Book, articleId: string): boolean => {
  const member = book.members.get(articleId);
  const home = book.index.get(book.homes.get(articleId) ?? '');
  if (member === undefined || home === undefined) return false;
  const alone = storyOf(member);
  if (home.articleIds.length === 1) return mergeFrom(book, home.id) !== home.id;
  const stay = similarityToRest(home, member);
  const others = book.index.nearest(alone, candidateLimit).filter(({ id }) => id !== home.id);
  const placement = placeStory(alone, others);
  const better = placement.kind === 'join' && placement.score > stay;
  if (!better && stay >= stayThreshold) return false;
  leave(book, articleId);
  const next = better ? book.index.get(placement.storyId) : undefined;
  enter(book, next === undefined ? alone : joined(next, alone));
  return true;
};

/** Takes an article out of its story, which is summed up anew from those that stay. */
const leave = (book: Book, articleId: string): void => {
  const home = book.index.get(book.homes.get(articleId) ?? '');
  book.homes.delete(articleId);
  if (home === undefined) return;
  const rest = home.articleIds.filter(id => id !== articleId).flatMap(id => book.members.get(id) ?? []);
  book.index.remove(home.id);
  const stories = rest.map(storyOf);
  const first = stories[0];
  if (first === undefined) return;
  // The story keeps its id unless that is the id of the article that goes, which may now stand alone under it.
  const id = home.id === articleId ? first.id : home.id;
  enter(book, stories.slice(1).reduce(joined, { ...first, id }));
};
