/** Tells the standfirst from the body: by where it stands, what it is called, or what the page's meta data repeats. */
import type { Block } from './blocks.ts';
import type { Body } from './body.ts';
import { findFirst, nameWords } from './nodes.ts';
import { foldLine } from './fold.ts';
import { disclosure } from './furniture-lines.ts';
import { isOpening } from './metadata.ts';

const maxDekChars = 700;
/** Blocks that may stand between the main heading and the standfirst: byline, date, share bar. */
const maxBetween = 4;
const minOpeningHeadingChars = 40;

const dekWords: ReadonlySet<string> = new Set(
  'dek deck standfirst subtitle subheadline subheading subhead summary synopsis intro introduction excerpt lede teaser description vorspann einleitung chapo bajada entradilla sapo'.split(
    ' ',
  ),
);

export interface WithDek {
  dek: string | null;
  /** The body without the standfirst. */
  blocks: readonly Block[];
}

const isNamedDek = (block: Block): boolean =>
  [block.parent, block.parent.parent].some(
    element => element !== null && nameWords(element).some(word => dekWords.has(word)),
  );

const hasCaption = (block: Block | undefined): boolean =>
  block?.role === 'figure' &&
  block.nodes.some(
    node => node.kind === 'element' && findFirst(node, child => child.tag === 'figcaption') !== null,
  );

/** The first block of the body is a standfirst when it stands apart from the paragraphs that follow. */
const isApart = (body: Body, at: number, declared: readonly string[]): boolean => {
  const block = body.blocks[at];
  const next = body.blocks[at + 1];
  if (block === undefined || block.text.length > maxDekChars || body.blocks.length - at < 3) return false;
  const distance = body.headingIndex === null ? Number.POSITIVE_INFINITY : block.index - body.headingIndex;
  if (block.role === 'heading') return distance <= maxBetween && block.text.length >= minOpeningHeadingChars;
  if (block.role !== 'paragraph') return false;
  if (isNamedDek(block) && next?.role !== 'item') return true;
  if (distance > maxBetween) return false;
  if (block.allBold || hasCaption(next)) return true;
  // Right under the main heading and parted from the text by the lead picture, which is often without a caption.
  if (next?.role === 'figure' && distance <= 2) return true;
  const folded = foldLine(block.text);
  return block.parent.tag !== 'p' && declared.some(dek => foldLine(dek) === folded);
};

export const withDek = (whole: Body, declared: readonly string[]): WithDek => {
  const found = findDek(
    withoutDisclosure(whole),
    declared.filter(dek => !disclosure.test(dek)),
  );
  // Some pages show the beginning of the text as a standfirst above it: once is enough.
  const opening = found.blocks.find(block => block.role !== 'figure')?.text ?? '';
  return found.dek !== null && isOpening(found.dek, opening) ? { ...found, dek: null } : found;
};

/** Where a disclosure stands below the headline, what follows it is the text already. */
const withoutDisclosure = (body: Body): Body => {
  const lead = body.lead.filter(block => !disclosure.test(block.text));
  return lead.length === body.lead.length ? body : { ...body, lead: [], blocks: [...lead, ...body.blocks] };
};

const findDek = (body: Body, declared: readonly string[]): WithDek => {
  const [first, ...rest] = body.lead;
  if (first !== undefined && first.text.length <= maxDekChars)
    return { dek: first.text, blocks: [...rest, ...body.blocks] };
  const at = body.blocks.findIndex(block => block.role !== 'figure');
  const opening = body.blocks[at];
  if (first === undefined && opening !== undefined && isApart(body, at, declared))
    return { dek: opening.text, blocks: body.blocks.filter(block => block !== opening) };
  const blocks = [...body.lead, ...body.blocks];
  const text = blocks
    .slice(0, 4)
    .map(block => block.text)
    .join(' ');
  return { dek: declared.find(dek => !isOpening(dek, text)) ?? null, blocks };
};
