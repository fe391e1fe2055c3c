/**
 * Finds the element that holds the article's body.
 * Every block has a mass: how much running text it seems to be (length, link density, sentence marks). From the top the
 * search goes down into a child for as long as that child alone holds nearly all of the mass. An element that
 * publishers mark as the body (schema.org articleBody, the usual class names) is preferred where it holds a fair part.
 */
import type { Block } from './blocks.ts';
import { attribute } from './nodes.ts';
import type { ElementNode } from './tree.ts';

/** Share of its parent's mass that lets the search go down into a child. */
const descendShare = 0.85;
/** Share of the page's mass that a marked body must hold to be believed. */
const markedShare = 0.5;

const cjk = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/gu;
const sentenceEnd = /[.!?…।॥۔؟。！？:]["'”’»)\]]*\s*$/u;

/** Length in Latin letters: an ideograph says about as much as two or three of them. */
export const weighLength = (text: string): number => text.length + (text.match(cjk)?.length ?? 0) * 1.5;

export const endsSentence = (text: string): boolean => sentenceEnd.test(text);

export const linkDensity = (block: Block): number => {
  const chars = block.text.replace(/\s+/gu, '').length;
  return chars === 0 ? 0 : block.linkChars / chars;
};

/** How much running text a block is taken for. */
export type Mass = (block: Block) => number;

/** How much running text a block seems to be. */
export const massOf = (block: Block): number => {
  if (block.role === 'heading' || block.role === 'caption' || block.role === 'figure') return 0;
  const length = weighLength(block.text);
  const density = linkDensity(block);
  if (density > 0.5) return 0;
  const isSentence = endsSentence(block.text);
  if (length < 25 || (!isSentence && length < 60)) return length * 0.05;
  const fullness = isSentence || length > 160 ? 1 : 0.5;
  const role = block.role === 'item' ? 0.6 : block.role === 'cell' ? 0.8 : 1;
  return length * (1 - density) * fullness * role;
};

/**
 * The mass of each block, counted once for each pattern: what stands on the page again and again but for its numbers
 * (weather tables, tickers, repeated notices) is not an article.
 */
export const massOnce = (blocks: readonly Block[]): Mass => {
  const seen = new Set<string>();
  const masses = new Map<Block, number>();
  for (const block of blocks) {
    const pattern = block.text.replace(/\p{Nd}+/gu, '0').slice(0, 200);
    masses.set(block, seen.has(pattern) ? 0 : massOf(block));
    seen.add(pattern);
  }
  return block => masses.get(block) ?? 0;
};

export type Masses = ReadonlyMap<ElementNode, number>;

/** Mass of every element above some block. */
export const sumMasses = (blocks: readonly Block[], mass: Mass): Masses => {
  const sums = new Map<ElementNode, number>();
  for (const block of blocks) {
    const own = mass(block);
    if (own <= 0) continue;
    for (let at: ElementNode | null = block.parent; at !== null; at = at.parent)
      sums.set(at, (sums.get(at) ?? 0) + own);
  }
  return sums;
};

const bodyNames =
  /(?:article|story|post|entry|news|content|main|blog|detail|page|text)[-_ ]?_*(?:body|content|text|copy|main|detail|details|description|inner)\b|\bentry\b|field--?name-body|\brichtext\b|\bmaincontent\b/iu;

const isMarkedBody = (element: ElementNode): boolean => {
  const property = attribute(element, 'itemprop') ?? attribute(element, 'property');
  if (property !== null && /articlebody|text$/iu.test(property)) return true;
  return bodyNames.test(
    `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.slice(0, 400),
  );
};

const descend = (start: ElementNode, masses: Masses): ElementNode => {
  let at = start;
  for (;;) {
    const whole = masses.get(at) ?? 0;
    const heavy = at.children.find(
      (child): child is ElementNode =>
        child.kind === 'element' && (masses.get(child) ?? 0) >= whole * descendShare,
    );
    if (heavy === undefined || !heavy.hasBlock) return at;
    at = heavy;
  }
};

/** The element that holds the body, or null on a page without running text. */
export const findContainer = (root: ElementNode, masses: Masses): ElementNode | null => {
  const total = masses.get(root) ?? 0;
  if (total === 0) return null;
  let marked: ElementNode | null = null;
  let markedMass = total * markedShare;
  for (const [element, mass] of masses)
    if (mass > markedMass && isMarkedBody(element)) {
      marked = element;
      markedMass = mass;
    }
  return descend(marked ?? root, masses);
};
