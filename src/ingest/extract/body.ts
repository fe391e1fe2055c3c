import type { Block, FurnitureMark } from './blocks.ts';
import { isFurnitureByNature, type FurnitureKind } from './furniture.ts';
import { readBlocks } from './blocks.ts';
import { endsSentence, findContainer, linkDensity, massOnce, sumMasses, weighLength } from './container.ts';
import { labels, lines, maxLabelChars, maxLineChars } from './furniture-lines.ts';
import { findTeasers } from './teasers.ts';
import { parseNewsDate } from '../../articles/news-date.ts';
import { isWithin } from './nodes.ts';
import type { ElementNode, PageTree } from './tree.ts';

/** Share of the page's running text that shows that an element named like furniture is the article all the same. */
const furnitureShare: Readonly<Record<FurnitureKind, number>> = {
  hidden: 0.75, navigation: 0.5, aside: 0.35, share: 0.35, related: 0.5, comments: 0.9, advert: 0.35, signup: 0.5, notice: 0.75,
  byline: 0.35, tags: 0.35, media: 0.5,
};

const marksOf = (block: Block): FurnitureMark[] => {
  const marks: FurnitureMark[] = [];
  for (let mark = block.furniture; mark !== null; mark = mark.above) marks.push(mark);
  return marks;
};

type Mass = (block: Block) => number;

const protectedBy = (blocks: readonly Block[], mass: Mass): ReadonlySet<ElementNode> => {
  const masses = sumMasses(blocks, mass);
  const outside = blocks.filter(block => !marksOf(block).some(mark => isFurnitureByNature(mark.element)));
  const visible = outside.reduce((sum, block) => sum + mass(block), 0);
  const found = new Set<ElementNode>();
  for (const block of blocks)
    for (const mark of marksOf(block)) {
      const own = masses.get(mark.element) ?? 0;
      const rest = isFurnitureByNature(mark.element) ? visible + own : Math.max(visible, own);
      if (own >= rest * furnitureShare[mark.kind]) found.add(mark.element);
    }
  return found;
};

const neverKept: ReadonlySet<FurnitureKind> = new Set(['notice', 'comments', 'signup']);
/** How strictly furniture is left out, in the order in which it is tried. */
const passes: readonly ((mark: FurnitureMark) => boolean)[] = [
  () => true,
  mark => isFurnitureByNature(mark.element) || neverKept.has(mark.kind),
  mark => mark.kind === 'notice',
  () => false,
];
const looserPassFactor = 8;

interface Candidate { readonly blocks: Block[]; readonly mass: number; readonly pool: Block[]; readonly container: ElementNode | null }

const candidateOf = (root: ElementNode, blocks: Block[], mass: Mass): Candidate => {
  const container = findContainer(root, sumMasses(blocks, mass));
  const inside = container === null ? [] : blocks.filter(block => isWithin(block.parent, container));
  return { blocks: inside, mass: inside.reduce((sum, block) => sum + mass(block), 0), pool: blocks, container };
};

export const debug: any = {};
export const extractBody = (tree: PageTree, _articleBody: string | null = null): Block[] => {
  const all = readBlocks(tree.root, process.env.TE==='0'?new Set():findTeasers(tree.root));
  const mass = massOnce(all);
  const safe = protectedBy(all, mass);
  let best: Candidate = { blocks: [], mass: 0, pool: [], container: null };
  for (const isStrict of passes) {
    const pool = all.filter(block => marksOf(block).every(mark => safe.has(mark.element) || !isStrict(mark)));
    const candidate = candidateOf(tree.root, pool, mass);
    if (candidate.mass > best.mass * (best.mass < 300 ? 1.5 : looserPassFactor) + 50) best = candidate;
  }
  debug.best = best; debug.safe = safe;
  const inside = best.blocks;
  const first = inside.findIndex(block => mass(block) > 30);
  const last = inside.findLastIndex(block => mass(block) > 30);
  let end = last + 1;
  while (end < inside.length && isTail(inside[end]!)) end += 1;
  let start = Math.max(first, 0);
  while (start > 0 && isTail(inside[start-1]!)) start -= 1;
  const opening = inside[start];
  const lead = opening===undefined||false?[]:leadOf(best.pool, opening.index, mass);
  const middle = process.env.FL==='0'?inside.slice(start,end):withoutFurnitureLines(inside.slice(start,end), mass);
  return [...lead, ...middle]
    .filter(block => block.role !== 'caption' && (block.role === 'heading' || linkDensity(block) < 0.6 || weighLength(block.text) > 200));
};
const isLabel = (block: Block): boolean => block.text.length <= maxLabelChars && labels.some(label => label.test(block.text));
const isDateLine=(block:Block):boolean=>block.role!=='heading'&&block.text.length<=60&&/\d{4}|\d:\d\d/.test(block.text)&&parseNewsDate(block.text)!==null;
const isLine = (block: Block): boolean => (block.role!=='figure'&&!/[\p{L}\p{N}]/u.test(block.text)) || (process.env.DL!=='0'&&isDateLine(block))||(process.env.HL!=='0'&&block.role==='heading'&&linkDensity(block)>0.9) ||  block.text.length <= maxLineChars && lines.some(line => line.test(block.text));
const CUT=Number(process.env.CUT??0.75);
const withoutFurnitureLines = (blocks: Block[], mass: Mass): Block[] => {
  const total = blocks.reduce((sum, block) => sum + mass(block), 0);
  const kept: Block[] = [];
  let seen = 0;
  let inRegion = false;
  for (const block of blocks) {
    if (block.role !== 'figure' && isLabel(block)) {
      if (seen >= total * CUT && seen>0) break;
      inRegion = true;
      continue;
    }
    if (inRegion) {
      const isProse = block.role === 'paragraph' && mass(block) > 80 && linkDensity(block) < 0.3;
      if (!isProse && (linkDensity(block)>0.5 || block.role==='figure')) continue;
      inRegion = false;
    }
    seen += mass(block);
    if (!isLine(block)) kept.push(block);
  }
  return kept;
};
const leadOf = (pool: Block[], before: number, mass: Mass): Block[] => {
  const above = pool.filter(block => block.index < before);
  const heading = above.findLastIndex(block => block.level === 1);
  if (heading < 0) return [];
  return above.slice(heading + 1).filter(block => block.role==='paragraph'&& mass(block) > 60 && linkDensity(block) < 0.2).slice(0, 6);
};
const isTail = (block: Block): boolean => {
  if (block.role === 'figure' || linkDensity(block) > 0.3) return false;
  if (block.role === 'item' || block.role === 'cell') return true;
  return block.role === 'paragraph' && endsSentence(block.text);
};
export { endsSentence };
