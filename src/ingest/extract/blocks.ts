/**
 * The page as a flat list of blocks, the unit in which text is judged, kept and printed.
 * A block is a run of inline content between two block-level boundaries, or between two pairs of `br`, which many
 * newsrooms use in place of paragraphs; paragraphs are therefore never glued together.
 */
import { attribute, findFirst, nameWords, tidy } from './nodes.ts';
import { blockTags, headingTags } from './tags.ts';
import type { ElementNode, TreeNode } from './tree.ts';
import { furnitureOf, isHidden, type FurnitureKind } from './furniture.ts';

export type BlockRole = 'paragraph' | 'heading' | 'item' | 'cell' | 'code' | 'caption' | 'figure';

/** Elements above a block that look like page furniture, innermost first. */
export interface FurnitureMark {
  readonly element: ElementNode;
  readonly kind: FurnitureKind;
  readonly above: FurnitureMark | null;
}

export interface Block {
  readonly index: number;
  readonly role: BlockRole;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** Nearest block-level element. */
  readonly parent: ElementNode;
  readonly nodes: readonly TreeNode[];
  readonly text: string;
  /** Characters of `text` that are link text. */
  readonly linkChars: number;
  /** Every word is bold. */
  readonly allBold: boolean;
  readonly furniture: FurnitureMark | null;
}

export const maxBlocks = 20_000;

const inlineSkipped: ReadonlySet<string> = new Set([
  'button',
  'label',
  'input',
  'noscript',
  'iframe',
  'figcaption',
]);
const boldTags: ReadonlySet<string> = new Set(['b', 'strong']);

interface RunMeasure {
  parts: string[];
  linkChars: number;
  boldChars: number;
  chars: number;
}

const visible = (text: string): number => text.replace(/\s+/gu, '').length;

const measureInto = (node: TreeNode, measure: RunMeasure, state: { link: boolean; bold: boolean }): void => {
  if (node.kind === 'text') {
    measure.parts.push(node.text);
    const chars = visible(node.text);
    measure.chars += chars;
    if (state.link) measure.linkChars += chars;
    if (state.bold) measure.boldChars += chars;
    return;
  }
  if (isBreak(node)) measure.parts.push('\n');
  if (inlineSkipped.has(node.tag) || isHidden(node)) return;
  const below = {
    link: state.link || node.tag === 'a',
    bold:
      state.bold ||
      boldTags.has(node.tag) ||
      /font-weight:\s*(?:bold|[6-9]00)/u.test(attribute(node, 'style') ?? ''),
  };
  for (const child of node.children) measureInto(child, measure, below);
};

const isBlank = (node: TreeNode): boolean => node.kind === 'text' && node.text.trim() === '';
/** `br`, or an empty element that a stylesheet makes one. */
const isBreak = (node: TreeNode): boolean =>
  node.kind === 'element' &&
  (node.tag === 'br' || (node.children.length === 0 && nameWords(node).includes('br')));

/** Whether two `br` with nothing between them stand at `at`. */
const isParagraphBreak = (run: readonly TreeNode[], at: number): boolean => {
  const here = run[at];
  if (here === undefined || !isBreak(here)) return false;
  let next = at + 1;
  for (let node = run[next]; node !== undefined && isBlank(node); node = run[next]) next += 1;
  const after = run[next];
  return after !== undefined && isBreak(after);
};

const splitAtBreaks = (run: readonly TreeNode[]): TreeNode[][] => {
  const pieces: TreeNode[][] = [[]];
  run.forEach((node, at) => {
    if (isParagraphBreak(run, at)) pieces.push([]);
    else pieces.at(-1)?.push(node);
  });
  return pieces;
};

const hasPicture = (element: ElementNode): boolean =>
  findFirst(element, node => ['img', 'picture', 'video', 'amp-img', 'iframe'].includes(node.tag)) !== null;

const isPictureRun = (nodes: readonly TreeNode[]): boolean =>
  nodes.some(
    node => node.kind === 'element' && (node.tag === 'img' || node.tag === 'picture' || hasPicture(node)),
  );

const maxBareCaptionChars = 200;
const captionParents: ReadonlySet<string> = new Set(['div', 'figure', 'section', 'center']);

/** A few words beside a picture in a box of its own are its caption, whatever the box is called. */
const isBareCaption = (text: string, parent: ElementNode): boolean =>
  captionParents.has(parent.tag) && text.length <= maxBareCaptionChars && !/[.।॥!?]["'”’»)]*$/u.test(text);

interface Surroundings {
  readonly role: BlockRole;
  readonly level: number;
  readonly furniture: FurnitureMark | null;
}

const roleByTag: Readonly<Record<string, BlockRole>> = {
  p: 'paragraph',
  li: 'item',
  dd: 'item',
  dt: 'item',
  td: 'cell',
  th: 'cell',
  pre: 'code',
  figcaption: 'caption',
  caption: 'caption',
};

class BlockReader {
  readonly blocks: Block[] = [];

  readonly teasers: ReadonlySet<ElementNode>;

  constructor(teasers: ReadonlySet<ElementNode>) {
    this.teasers = teasers;
  }

  visit(element: ElementNode, around: Surroundings): void {
    const kind = furnitureOf(element) ?? (this.teasers.has(element) ? 'related' : null);
    const furniture = kind === null ? around.furniture : { element, kind, above: around.furniture };
    const isHeading = headingTags.has(element.tag);
    const here: Surroundings = {
      role: isHeading ? 'heading' : (roleByTag[element.tag] ?? around.role),
      level: isHeading ? Number(element.tag.slice(1)) : around.level,
      furniture,
    };
    if (element.tag === 'figure' && hasPicture(element)) {
      this.#push([element], element, { ...here, role: 'figure' });
      return;
    }
    let run: TreeNode[] = [];
    for (const child of element.children) {
      if (child.kind === 'text' || !(child.hasBlock || this.#isBlock(child))) run.push(child);
      else {
        this.#flush(run, element, here);
        run = [];
        this.visit(child, here);
      }
    }
    this.#flush(run, element, here);
  }

  #isBlock(element: ElementNode): boolean {
    return blockTags.has(element.tag) || furnitureOf(element) !== null || this.teasers.has(element);
  }

  #flush(run: readonly TreeNode[], parent: ElementNode, around: Surroundings): void {
    if (run.length === 0) return;
    for (const piece of splitAtBreaks(run)) this.#push(piece, parent, around);
  }

  #push(nodes: readonly TreeNode[], parent: ElementNode, around: Surroundings): void {
    if (nodes.length === 0 || this.blocks.length >= maxBlocks) return;
    const measure: RunMeasure = { parts: [], linkChars: 0, boldChars: 0, chars: 0 };
    for (const node of nodes) measureInto(node, measure, { link: false, bold: false });
    const raw = measure.parts.join('');
    const text =
      around.role === 'code'
        ? raw.trim()
        : raw
            .split('\n')
            .map(tidy)
            .filter(line => line !== '')
            .join('\n');
    const isPicture =
      around.role === 'figure' || (isPictureRun(nodes) && (text === '' || isBareCaption(text, parent)));
    if (text === '' && !isPicture) return;
    this.blocks.push({
      index: this.blocks.length,
      role: isPicture ? 'figure' : around.role,
      level: around.role === 'heading' ? around.level : 0,
      parent,
      nodes,
      text: isPicture ? '' : text,
      linkChars: measure.linkChars,
      allBold: measure.chars > 0 && measure.boldChars >= measure.chars * 0.98,
      furniture: around.furniture,
    });
  }
}

/** All blocks of the page below `root`, in reading order; at most `maxBlocks`. */
export const readBlocks = (root: ElementNode, teasers: ReadonlySet<ElementNode> = new Set()): Block[] => {
  const reader = new BlockReader(teasers);
  reader.visit(root, { role: 'paragraph', level: 0, furniture: null });
  return reader.blocks;
};
