/**
 * The article's body as blocks. The page is cut into blocks, the container with the running text is found, and its
 * blocks are trimmed. Where the page holds far less than the publisher's own `articleBody`, as pages do that are put
 * together in the browser, that text is taken instead.
 */
import { decodeHTML } from 'entities';
import { readBlocks, type Block } from './blocks.ts';
import { chooseCandidate } from './candidate.ts';
import { massOnce } from './container.ts';
import { foldLine } from './fold.ts';
import { findTeasers } from './teasers.ts';
import { findLead, trimBody } from './trim.ts';
import { parseTree, type PageTree } from './tree.ts';

export interface Body {
  /** Running text between the main heading and the body proper; the standfirst comes first. */
  readonly lead: readonly Block[];
  readonly blocks: readonly Block[];
  /** Index of the last main heading above the body, on the scale of `Block.index`; null when there is none. */
  readonly headingIndex: number | null;
}

/** Share of the declared body's length below which the page's own text is given up. */
const declaredShare = 0.35;
const minDeclaredChars = 400;
/** A page of more paragraphs than this is no article. */
const maxBodyBlocks = 4_000;

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + block.text.length, 0);

const fromDeclared = (articleBody: string): Block[] => {
  const decoded = decodeHTML(articleBody);
  const html = /<(?:p|br|div|h[2-6])\b/iu.test(decoded)
    ? decoded
    : decoded
        .split(/\n+/u)
        .map(line => `<p>${line.replaceAll('<', '&lt;')}</p>`)
        .join('');
  return readBlocks(parseTree(html).root).filter(block => block.role !== 'caption');
};

export interface BodyHints {
  readonly headline: string | null;
  /** The text of that name in the page's JSON-LD. */
  readonly articleBody: string | null;
}

/** What follows the headline, where the container holds that too; all of it otherwise. */
const belowHeadline = (inside: readonly Block[], headline: string | null): readonly Block[] => {
  if (headline === null) return inside;
  const folded = foldLine(headline);
  const at = inside.findIndex(block => isHeadlineLike(block) && foldLine(block.text) === folded);
  const below = inside.slice(at + 1);
  return lengthOf(below) * 4 > lengthOf(inside) ? below : inside;
};

const isHeadlineLike = (block: Block): boolean => block.role === 'heading' || block.allBold;

export const extractBody = (tree: PageTree, { headline, articleBody }: BodyHints): Body => {
  const teasers = findTeasers(tree.root);
  const all = readBlocks(tree.root, teasers);
  const mass = massOnce(all);
  const { inside, pool } = chooseCandidate(tree.root, all, mass);
  const blocks = trimBody(belowHeadline(inside, headline), mass).slice(0, maxBodyBlocks);
  const opening = blocks.find(block => block.role !== 'figure');
  const above = opening === undefined ? [] : findLead({ blocks: all, pool, teasers, mass }, opening.index);
  const lead = above.filter(block => foldLine(block.text) !== foldLine(headline ?? ''));
  const declared = articleBody?.trim() ?? '';
  const isPoor = declared.length >= minDeclaredChars && lengthOf(blocks) < declared.length * declaredShare;
  if (isPoor) return { lead: [], blocks: fromDeclared(declared), headingIndex: null };
  const heading = all.findLast(
    block => block.level === 1 && opening !== undefined && block.index < opening.index,
  );
  return { lead, blocks, headingIndex: heading?.index ?? null };
};
