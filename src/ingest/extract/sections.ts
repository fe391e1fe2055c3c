/** From blocks to sections: split at sub-headings and at paragraphs that are nothing but a bold line. */
import type { ArticleSection } from '../../articles/article.ts';
import { sanitizeArticleHtml } from '../sanitize.ts';
import { readBlocks, type Block } from './blocks.ts';
import { findAll, lineage } from './nodes.ts';
import { serialise } from './serialise.ts';
import { parseTree, type ElementNode } from './tree.ts';

const maxHeadingChars = 160;
const maxBoldHeadingChars = 120;
const sentenceMark = /[.।॥:,;…]["'”’»)]*$/u;

/** A bold line that stands for a heading: short, alone, no sentence. */
export const isHeading = (block: Block): boolean => {
  if (block.role === 'heading')
    return block.level > 1 && block.text.length <= maxHeadingChars && block.text !== '';
  if (block.role !== 'paragraph' || !block.allBold) return false;
  return (
    block.text.length >= 3 &&
    block.text.length <= maxBoldHeadingChars &&
    !block.text.includes('\n') &&
    !sentenceMark.test(block.text)
  );
};

const closest = (block: Block, tags: ReadonlySet<string>): ElementNode | null =>
  lineage(block.parent).find(element => tags.has(element.tag)) ?? null;

const listTags: ReadonlySet<string> = new Set(['ul', 'ol']);
const quoteTags: ReadonlySet<string> = new Set(['blockquote']);
const tableTags: ReadonlySet<string> = new Set(['table']);

/** A table of data has header cells or rows of several short cells; one that only lays out a page has not. */
const judgeTable = (table: ElementNode): boolean => {
  if (findAll(table, element => element.tag === 'table').length > 0) return false;
  const rows = findAll(table, element => element.tag === 'tr');
  const cells = findAll(table, element => element.tag === 'td' || element.tag === 'th');
  return (
    rows.length > 1 &&
    cells.length >= rows.length * 2 &&
    findAll(table, element => element.tag === 'p').length <= cells.length
  );
};

const judged = new WeakMap<ElementNode, boolean>();

const isDataTable = (table: ElementNode): boolean => {
  const seen = judged.get(table);
  if (seen !== undefined) return seen;
  const verdict = judgeTable(table);
  judged.set(table, verdict);
  return verdict;
};

interface Chunk {
  /** What consecutive blocks must share to be written together. */
  readonly frame: ElementNode | null;
  readonly kind: 'list' | 'quote' | 'table' | 'plain';
}

const chunkOf = (block: Block): Chunk => {
  const table = block.role === 'cell' ? closest(block, tableTags) : null;
  if (table !== null && isDataTable(table)) return { frame: table, kind: 'table' };
  const list = block.role === 'item' ? closest(block, listTags) : null;
  if (list !== null) return { frame: list, kind: 'list' };
  const quote = closest(block, quoteTags);
  return quote === null ? { frame: null, kind: 'plain' } : { frame: quote, kind: 'quote' };
};

const blockHtml = (block: Block): string => {
  const inner = serialise(block.nodes);
  if (block.role === 'figure') return inner.startsWith('<figure') ? inner : `<figure>${inner}</figure>`;
  if (block.role === 'code') return `<pre>${inner}</pre>`;
  if (block.role === 'heading') return `<h${block.level}>${inner}</h${block.level}>`;
  return `<p>${inner}</p>`;
};

const frameHtml = (chunk: Chunk, blocks: readonly Block[]): string => {
  if (chunk.kind === 'table' && chunk.frame !== null) return serialise([chunk.frame]);
  if (chunk.kind === 'quote') return `<blockquote>${blocks.map(blockHtml).join('')}</blockquote>`;
  if (chunk.kind === 'plain') return blocks.map(blockHtml).join('');
  const tag = chunk.frame?.tag === 'ol' ? 'ol' : 'ul';
  return `<${tag}>${blocks.map(block => `<li>${serialise(block.nodes)}</li>`).join('')}</${tag}>`;
};

const bodyHtml = (blocks: readonly Block[]): string => {
  const parts: string[] = [];
  /** A table is written whole at its first cell, and once. */
  const written = new Set<ElementNode>();
  let at = 0;
  while (at < blocks.length) {
    const first = blocks[at];
    if (first === undefined) break;
    const chunk = chunkOf(first);
    const same: Block[] = [first];
    for (
      let next = blocks[at + 1];
      next !== undefined && chunk.frame !== null;
      next = blocks[at + same.length]
    ) {
      if (chunkOf(next).frame !== chunk.frame) break;
      same.push(next);
    }
    const isRepeat = chunk.kind === 'table' && chunk.frame !== null && written.has(chunk.frame);
    if (!isRepeat) parts.push(frameHtml(chunk, same));
    if (chunk.frame !== null) written.add(chunk.frame);
    at += same.length;
  }
  return parts.join('\n');
};

export const textOfBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map(block => block.text)
    .filter(text => text !== '')
    .join('\n\n');

/** Sections in order; a heading with nothing under it is kept as one without text only where another follows. */
export const toSections = (blocks: readonly Block[], baseUrl: string): ArticleSection[] => {
  const groups: { heading: string | null; blocks: Block[] }[] = [{ heading: null, blocks: [] }];
  for (const block of blocks) {
    if (isHeading(block)) groups.push({ heading: block.text, blocks: [] });
    else groups.at(-1)?.blocks.push(block);
  }
  return groups
    .map(group => ({
      heading: group.heading,
      html: sanitizeArticleHtml(bodyHtml(group.blocks), baseUrl),
      text: textOfBlocks(group.blocks),
    }))
    .filter(section => section.html !== '' || section.text !== '' || section.heading !== null);
};

/** Sections of a piece of HTML that is known to be an article's body, such as a feed's content. */
export const sectionsOf = (html: string, baseUrl: string): ArticleSection[] =>
  toSections(readBlocks(parseTree(html).root), baseUrl);
