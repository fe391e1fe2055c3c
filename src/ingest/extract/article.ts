import { decodeHTML } from 'entities';
import type { PageExtraction } from '../../articles/extraction.ts';
import { findAuthors } from './authors.ts';
import { extractBody } from './body.ts';
import { findModifiedAt, findPublishedAt } from './dates.ts';
import { findHeadline } from './headline.ts';
import { findImages } from './images.ts';
import { declaredDeks, findCanonicalUrl, findLanguage, findPaywall, findSiteName, isOpening, titleOf } from './metadata.ts';
import { tidy } from './nodes.ts';
import { readPageMeta } from './page-meta.ts';
import { textOfBlocks, toSections } from './sections.ts';
import { findTopics } from './topics.ts';
import { parseTree } from './tree.ts';

/**
 * Reads a publisher's page that was fetched from `url`. Total: any string gives a result, what the page does not say is
 * null or empty, and time and memory are bounded by the caps of the tree and of the block list.
 */
export const extractArticle = (html: string, url: string): PageExtraction => {
  const tree = parseTree(html);
  const meta = readPageMeta(tree, url);
  const blocks = extractBody(tree);
  const title = titleOf(html);
  const headline = findHeadline(meta, title === null ? null : tidy(decodeHTML(title)));
  const text = textOfBlocks(blocks);
  return {
    canonicalUrl: findCanonicalUrl(meta),
    headline,
    dek: declaredDeks(meta).find(dek => !isOpening(dek, text)) ?? null,
    authors: findAuthors(meta),
    publishedAt: findPublishedAt(meta),
    modifiedAt: findModifiedAt(meta),
    language: findLanguage(meta),
    siteName: findSiteName(meta),
    images: findImages(meta, blocks),
    sections: toSections(blocks, url),
    text,
    topics: findTopics(meta, headline),
    paywalled: findPaywall(meta),
  };
};
