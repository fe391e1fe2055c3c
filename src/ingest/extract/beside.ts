/** Whether an element belongs to what stands beside an article: other articles' teasers, side columns, comments. */
import { nameWords } from './nodes.ts';
import type { ElementNode } from './tree.ts';

const besideTags: ReadonlySet<string> = new Set(['aside', 'footer', 'nav']);
const besideWords = /^(?:related\w*|teasers?|sidebar|comments?|widget|latest|popular|recommend\w*)$/u;
/** Classes of these describe the whole page ("has-sidebar"). */
const pageTags: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article', '#root']);

export const isBeside = (element: ElementNode): boolean => {
  for (let at: ElementNode | null = element; at !== null; at = at.parent) {
    if (besideTags.has(at.tag)) return true;
    if (!pageTags.has(at.tag) && nameWords(at).some(word => besideWords.test(word))) return true;
  }
  return false;
};
