/** From the blocks of the chosen container to those of the article: where it begins and ends, and furniture within. */
import { parseNewsDate } from '../../articles/news-date.ts';
import type { Block } from './blocks.ts';
import { marksOf } from './candidate.ts';
import { endsSentence, linkDensity, weighLength, type Mass } from './container.ts';
import type { FurnitureKind } from './furniture-words.ts';
import { labels, lines, maxLabelChars, maxLineChars } from './furniture-lines.ts';
import type { ElementNode } from './tree.ts';

/** Mass from which a block is surely running text. */
const proseMass = 30;
/** Share of the body after which a label of furniture ends the article. */
const endShare = 0.75;
const maxLead = 6;
/** A page without a single sentence may still be a short notice. */
const maxBlocksWithoutProse = 100;
const maxPicturesAbove = 3;
const leadMass = 60;
const minLeadHeadingChars = 60;
const minOpeningHeadingChars = 40;
const maxDateLineChars = 60;

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const isLabel = (block: Block): boolean =>
  block.role !== 'figure' &&
  block.text.length <= maxLabelChars &&
  labels.some(label => label.test(block.text));

const isDateLine = ({ role, text }: Block): boolean =>
  role !== 'heading' &&
  text.length <= maxDateLineChars &&
  /\d{4}|\d:\d\d/u.test(text) &&
  parseNewsDate(text) !== null;

/** The number of a slide, a page or a place in a list, on a line of its own. */
const isPageNumber = ({ role, text }: Block): boolean =>
  role !== 'cell' && role !== 'code' && /^#?\p{Nd}{1,3}[.)]?$/u.test(text);

const isFurnitureLine = (block: Block): boolean => {
  if (block.role === 'figure') return false;
  if (!hasWords(block.text) || isDateLine(block) || isPageNumber(block)) return true;
  if (block.role === 'heading' && linkDensity(block) > 0.9) return true;
  return block.text.length <= maxLineChars && lines.some(line => line.test(block.text));
};

const isProse = (block: Block, mass: Mass): boolean =>
  block.role === 'paragraph' && mass(block) > 80 && linkDensity(block) < 0.3;

/**
 * Leaves out lines that are furniture by their wording, and what stands under a label such as "Also read" up to the
 * next running text. A label near the end ("Tags", "Latest news") ends the article.
 */
const withoutFurnitureLines = (blocks: readonly Block[], mass: Mass): Block[] => {
  const total = blocks.reduce((sum, block) => sum + mass(block), 0);
  const kept: Block[] = [];
  let seen = 0;
  let isUnderLabel = false;
  for (const block of blocks) {
    if (isLabel(block)) {
      if (seen > 0 && seen >= total * endShare) break;
      isUnderLabel = true;
      continue;
    }
    const isListed = linkDensity(block) > 0.5 || block.role === 'figure';
    if (isUnderLabel && isListed && !isProse(block, mass)) continue;
    isUnderLabel = false;
    seen += mass(block);
    if (!isFurnitureLine(block)) kept.push(block);
  }
  return kept;
};

/** A short block at either end that belongs to the text: an item of a list, a cell, a sentence. */
const isAttached = (block: Block | undefined): boolean => {
  if (block === undefined || block.role === 'figure' || linkDensity(block) > 0.3) return false;
  if (block.role === 'item' || block.role === 'cell') return true;
  return block.role === 'paragraph' && endsSentence(block.text);
};

const isOpeningHeading = (block: Block | undefined): boolean =>
  block?.role === 'heading' && block.level > 1 && block.text.length >= minOpeningHeadingChars;

const withoutLooseEnd = (blocks: readonly Block[]): Block[] => {
  const end = blocks.findLastIndex(block => block.role !== 'heading' && block.role !== 'figure');
  const isFigureLast = blocks.at(-1)?.role === 'figure';
  return blocks.slice(0, isFigureLast ? blocks.length : end + 1);
};

/** The run of blocks from the first to the last running text, pictures above the first one included. */
export const trimBody = (inside: readonly Block[], mass: Mass): Block[] => {
  const first = inside.findIndex(block => mass(block) > proseMass);
  if (first < 0) {
    const loose = inside.filter(block => linkDensity(block) < 0.5);
    return withoutFurnitureLines(loose.slice(0, maxBlocksWithoutProse), mass);
  }
  let start = first;
  while (isAttached(inside[start - 1]) || isOpeningHeading(inside[start - 1])) start -= 1;
  let end = inside.findLastIndex(block => mass(block) > proseMass) + 1;
  while (isAttached(inside[end])) end += 1;
  const pictures = inside
    .slice(0, start)
    .filter(block => block.role === 'figure')
    .slice(-maxPicturesAbove);
  const body = withoutFurnitureLines(inside.slice(start, end), mass).filter(
    block =>
      block.role !== 'caption' &&
      block.level !== 1 &&
      (block.role === 'heading' || linkDensity(block) < 0.6 || weighLength(block.text) > 200),
  );
  return withoutLooseEnd([...pictures, ...body]);
};

/** German newsrooms call a standfirst a teaser, others put it beside the byline. */
const leadKinds: ReadonlySet<FurnitureKind> = new Set(['related', 'byline']);

const mayLead = (block: Block, mass: Mass): boolean => {
  if (linkDensity(block) > 0.2) return false;
  return block.role === 'heading'
    ? block.text.length >= minLeadHeadingChars
    : block.role === 'paragraph' && mass(block) > leadMass;
};

export interface LeadSearch {
  readonly blocks: readonly Block[];
  /** Blocks that are not furniture. */
  readonly pool: ReadonlySet<Block>;
  readonly teasers: ReadonlySet<ElementNode>;
  readonly mass: Mass;
}

/** Running text between the page's main heading and the body that starts at `before`: the standfirst, or more. */
export const findLead = ({ blocks, pool, teasers, mass }: LeadSearch, before: number): Block[] => {
  const above = blocks.filter(block => block.index < before);
  const heading = above.findLastIndex(block => block.level === 1);
  if (heading < 0) return [];
  const isOpen = (block: Block): boolean =>
    pool.has(block) ||
    (block.linkChars === 0 &&
      marksOf(block).every(
        ({ kind, element }) => leadKinds.has(kind) && !teasers.has(element) && element.tag !== 'aside',
      ));
  return above
    .slice(heading + 1)
    .filter(block => isOpen(block) && mayLead(block, mass) && !isLabel(block) && !isFurnitureLine(block))
    .slice(0, maxLead);
};
