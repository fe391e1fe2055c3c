/**
 * What one publisher puts on page after page is furniture, whatever it says: pleas to subscribe, teasers, the author's
 * life, the label above a list of links. Each page leaves digests of its blocks; what several articles of the same
 * source share is taken out of the next ones.
 */
import { createHash } from 'node:crypto';
import type { ArticleSection } from '../../articles/article.ts';
import type { PageExtraction } from '../../articles/extraction.ts';
import { readBlocks, type Block } from './blocks.ts';
import { linkDensity } from './container.ts';
import { foldLine } from './fold.ts';
import { textOfBlocks, toSections } from './sections.ts';
import { parseTree } from './tree.ts';

/** The blocks of one article of a source. */
export interface PageRecord {
  articleId: string;
  digests: readonly number[];
}

/** Digest of a block → number of articles that have it. */
export type Repeats = ReadonlyMap<number, number>;

/** Articles of a source that are remembered: furniture changes, and what is gone is forgotten. */
export const maxRecords = 30;
const maxDigests = 300;
const minPages = 3;
/** A follow-up repeats a paragraph of background; only what comes back again and again is about the publisher. */
const minPagesOfProse = 5;
const minProseChars = 200;
/** Shorter lines repeat by chance. */
const minChars = 12;
/** Cells repeat in every table of a kind. */
const minCellChars = 60;
/** Of the text, what long paragraphs may make up that are taken out: with more of them it is the same article again. */
const maxProseShare = 0.5;
const minRestChars = 80;

const normalForm = (text: string): string => foldLine(text).replace(/\p{Nd}+/gu, '0');

/** 48 bits: with a few thousand blocks in memory no two that differ meet. */
const digestOf = (form: string): number => createHash('sha1').update(form).digest().readUIntBE(0, 6);

const digestOfText = (text: string, least = minChars): number | null => {
  const form = normalForm(text);
  return form.length < least ? null : digestOf(form);
};

const digestOfBlock = (block: Block): number | null =>
  digestOfText(block.text, block.role === 'cell' ? minCellChars : minChars);

const blocksOf = (section: ArticleSection): Block[] => readBlocks(parseTree(section.html).root);

/** Each block's digest once, headings and standfirst included. */
export const digestsOf = (page: PageExtraction): number[] => {
  const lines = [page.dek, ...page.sections.map(({ heading }) => heading)].flatMap(line => line ?? []);
  const digests = [
    ...lines.map(line => digestOfText(line)),
    ...page.sections.flatMap(blocksOf).map(digestOfBlock),
  ];
  return [...new Set(digests.filter(value => value !== null))].slice(0, maxDigests);
};

/** What at least three of the articles share. */
export const repeatsIn = (records: readonly PageRecord[]): Repeats => {
  const byArticle = new Map(records.map(({ articleId, digests }) => [articleId, digests]));
  const counts = new Map<number, number>();
  for (const digests of byArticle.values())
    for (const each of digests) counts.set(each, (counts.get(each) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= minPages));
};

const isProse = (block: Block): boolean => block.linkChars === 0 && block.text.length >= minProseChars;

/** What is left of a page, and what was taken out of it. */
class Sieve {
  /** Normal forms of what was taken out. */
  readonly dropped = new Set<string>();
  readonly #repeats: Repeats;
  #proseChars = 0;

  constructor(repeats: Repeats) {
    this.#repeats = repeats;
  }

  get droppedProseChars(): number {
    return this.#proseChars;
  }

  isRepeat(line: string): boolean {
    const digest = digestOfText(line);
    return digest !== null && this.#repeats.has(digest);
  }

  drop(text: string): void {
    this.dropped.add(normalForm(text));
  }

  section(section: ArticleSection, baseUrl: string): ArticleSection[] {
    const blocks = blocksOf(section);
    const isLabelled = section.heading !== null && this.isRepeat(section.heading);
    const kept = this.#sift(blocks, isLabelled);
    // A repeated heading stays where text stands under it: series have their own ("Why it matters").
    const isLabelOnly = isLabelled && textOfBlocks(kept) === '';
    if (isLabelOnly && section.heading !== null) this.drop(section.heading);
    if (isLabelOnly) return [];
    if (kept.length === blocks.length) return [section];
    const html = toSections(kept, baseUrl).map(part => part.html);
    return [{ heading: section.heading, html: html.join('\n'), text: textOfBlocks(kept) }];
  }

  /** Links that stand under a repeated line are its list, although they are others each time. */
  #sift(blocks: readonly Block[], isLabelled: boolean): Block[] {
    let isUnderRepeat = isLabelled;
    return blocks.filter(block => {
      if (block.role === 'figure') return true;
      const isRepeat = this.#isRepeatedBlock(block);
      isUnderRepeat = isRepeat || (isUnderRepeat && linkDensity(block) > 0.7);
      if (!isUnderRepeat) return true;
      this.drop(block.text);
      if (isProse(block)) this.#proseChars += block.text.length;
      return false;
    });
  }

  #isRepeatedBlock(block: Block): boolean {
    const digest = digestOfBlock(block);
    const pages = digest === null ? 0 : (this.#repeats.get(digest) ?? 0);
    return pages >= (isProse(block) ? minPagesOfProse : minPages);
  }
}

/** The page without what its source repeats; the page itself where that would leave next to nothing of it. */
export const withoutRepeats = (page: PageExtraction, repeats: Repeats, baseUrl: string): PageExtraction => {
  const sieve = new Sieve(repeats);
  const isDekRepeated = page.dek !== null && sieve.isRepeat(page.dek);
  if (isDekRepeated && page.dek !== null) sieve.drop(page.dek);
  const sections = page.sections.flatMap(section => sieve.section(section, baseUrl));
  if (sieve.dropped.size === 0) return page;
  const text = page.text
    .split('\n\n')
    .filter(paragraph => !sieve.dropped.has(normalForm(paragraph)))
    .join('\n\n');
  const isSameAgain = sieve.droppedProseChars > page.text.length * maxProseShare;
  if (isSameAgain || text.length < minRestChars) return page;
  return {
    ...page,
    dek: isDekRepeated ? null : page.dek,
    sections: sections.filter(section => section.html !== '' || section.heading !== null),
    text,
  };
};
