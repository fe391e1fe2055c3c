/**
 * Which blocks of the page may be the article's body. Elements named like furniture are left out, except those that
 * hold so much of the running text that they must be the article all the same. Where what remains is next to nothing,
 * the search is repeated less strictly.
 */
import type { Block, FurnitureMark } from './blocks.ts';
import { findContainer, sumMasses, type Mass } from './container.ts';
import { isFurnitureByNature, type FurnitureKind } from './furniture.ts';
import { isWithin } from './nodes.ts';
import type { ElementNode } from './tree.ts';

/** Share of the page's running text from which an element named like furniture is taken for the article. */
const furnitureShare: Readonly<Record<FurnitureKind, number>> = {
  hidden: 0.75,
  navigation: 0.5,
  aside: 0.35,
  share: 0.35,
  related: 0.5,
  comments: 0.9,
  advert: 0.35,
  signup: 0.5,
  notice: 0.75,
  byline: 0.35,
  tags: 0.35,
  media: 0.5,
};

const neverKept: ReadonlySet<FurnitureKind> = new Set(['notice', 'comments', 'signup']);

/** How strictly furniture is left out, in the order in which it is tried. */
const passes: readonly ((mark: FurnitureMark) => boolean)[] = [
  () => true,
  mark => isFurnitureByNature(mark.element) || neverKept.has(mark.kind),
  mark => mark.kind === 'notice',
  () => false,
];

/** A looser pass must find this many times more, less when there is hardly anything to lose. */
const looserPassFactor = 8;
const scarceMass = 300;
const scarceFactor = 1.5;
const scarceMargin = 20;

export const marksOf = (block: Block): FurnitureMark[] => {
  const marks: FurnitureMark[] = [];
  for (let mark = block.furniture; mark !== null; mark = mark.above) marks.push(mark);
  return marks;
};

const protectedElements = (blocks: readonly Block[], mass: Mass): ReadonlySet<ElementNode> => {
  const masses = sumMasses(blocks, mass);
  const plain = blocks.filter(block => !marksOf(block).some(mark => isFurnitureByNature(mark.element)));
  const visible = plain.reduce((sum, block) => sum + mass(block), 0);
  const found = new Set<ElementNode>();
  for (const block of blocks)
    for (const mark of marksOf(block)) {
      const own = masses.get(mark.element) ?? 0;
      const whole = isFurnitureByNature(mark.element) ? visible + own : Math.max(visible, own);
      if (own >= whole * furnitureShare[mark.kind]) found.add(mark.element);
    }
  return found;
};

export interface Candidate {
  /** Blocks inside the chosen container, furniture left out. */
  readonly inside: readonly Block[];
  /** Blocks of the whole page that are not furniture by the pass that won. */
  readonly pool: ReadonlySet<Block>;
  readonly mass: number;
}

const candidateOf = (root: ElementNode, pool: readonly Block[], mass: Mass): Candidate => {
  const container = findContainer(root, sumMasses(pool, mass));
  const inside = container === null ? [] : pool.filter(block => isWithin(block.parent, container));
  return { inside, pool: new Set(pool), mass: inside.reduce((sum, block) => sum + mass(block), 0) };
};

export const chooseCandidate = (root: ElementNode, blocks: readonly Block[], mass: Mass): Candidate => {
  const safe = protectedElements(blocks, mass);
  let best: Candidate = { inside: [], pool: new Set(), mass: 0 };
  for (const isLeftOut of passes) {
    const pool = blocks.filter(block =>
      marksOf(block).every(mark => safe.has(mark.element) || !isLeftOut(mark)),
    );
    const candidate = candidateOf(root, pool, mass);
    const factor = best.mass < scarceMass ? scarceFactor : looserPassFactor;
    if (candidate.mass > best.mass * factor + scarceMargin) best = candidate;
  }
  return best;
};
