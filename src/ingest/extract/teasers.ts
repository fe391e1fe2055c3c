/**
 * Rows of teasers: three or more siblings of one shape, each a card that leads elsewhere (a linked heading or picture
 * with a few words). Their texts look like prose, so that lengths and link densities alone do not tell them.
 */
import { attribute } from './nodes.ts';
import { headingTags } from './tags.ts';
import type { ElementNode } from './tree.ts';

const minRow = 3;
const maxCardChars = 600;
const minLinkShare = 0.2;
const cardTags: ReadonlySet<string> = new Set(['div', 'article', 'section', 'li', 'a', 'figure', 'td']);

interface Shape {
  chars: number;
  linkChars: number;
  isCardLike: boolean;
}

const visibleChars = (text: string): number => text.replace(/\s+/gu, '').length;

const signatureOf = (element: ElementNode): string =>
  `${element.tag}.${(attribute(element, 'class') ?? '').replace(/\d+/gu, '0').split(/\s+/u).slice(0, 2).join('.')}`;

class TeaserFinder {
  readonly found = new Set<ElementNode>();

  visit(element: ElementNode, inLink: boolean): Shape {
    const isLink = inLink || element.tag === 'a';
    const shape: Shape = {
      chars: 0,
      linkChars: 0,
      isCardLike: headingTags.has(element.tag) || element.tag === 'img' || element.tag === 'picture',
    };
    const rows = new Map<string, { members: ElementNode[]; cards: number }>();
    for (const child of element.children) {
      if (child.kind === 'text') {
        const chars = visibleChars(child.text);
        shape.chars += chars;
        if (isLink) shape.linkChars += chars;
        continue;
      }
      const below = this.visit(child, isLink);
      shape.chars += below.chars;
      shape.linkChars += below.linkChars;
      shape.isCardLike ||= below.isCardLike;
      if (!cardTags.has(child.tag) || below.chars === 0) continue;
      const signature = signatureOf(child);
      const row = rows.get(signature) ?? { members: [], cards: 0 };
      row.members.push(child);
      if (below.isCardLike && below.chars <= maxCardChars && below.linkChars >= below.chars * minLinkShare)
        row.cards += 1;
      rows.set(signature, row);
    }
    for (const { members, cards } of rows.values())
      if (cards >= minRow && cards >= members.length * 0.8)
        for (const member of members) this.found.add(member);
    return shape;
  }
}

/** Every element that is one card of a row of teasers. */
export const findTeasers = (root: ElementNode): ReadonlySet<ElementNode> => {
  const finder = new TeaserFinder();
  finder.visit(root, false);
  return finder.found;
};
