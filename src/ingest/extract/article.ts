import { decodeHTML } from 'entities';
import type { PageExtraction } from '../../articles/extraction.ts';
import { findAuthors } from './authors.ts';
import { extractBody } from './body.ts';
import { findModifiedAt, findPublishedAt } from './dates.ts';
import { withDek } from './dek.ts';
import { findHeadline } from './headline.ts';
import { findImages } from './images.ts';
import { valueOf } from './json-ld.ts';
import { declaredDeks, findCanonicalUrl, findLanguage, findPaywall, findSiteName } from './metadata.ts';
import { tidy } from './nodes.ts';
import { readPageMeta, type PageMeta } from './page-meta.ts';
import { textOfBlocks, toSections } from './sections.ts';
import { findTopics } from './topics.ts';
import { maxPageChars, parseTree } from './tree.ts';

const maxTitleChars = 2_000;

const titleOf = (html: string): string | null => {
  const open = /<title\b[^>]{0,200}>/iu.exec(html);
  if (open === null) return null;
  const rest = html.slice(open.index + open[0].length, open.index + open[0].length + maxTitleChars);
  const end = rest.search(/<\/title/iu);
  return tidy(decodeHTML(end < 0 ? '' : rest.slice(0, end)));
};

const articleBodyOf = (meta: PageMeta): string | null => {
  const candidates = [...(meta.article === null ? [] : [meta.article]), ...meta.graph.nodes];
  const found = candidates.map(node => valueOf(node, 'articleBody')).find(value => typeof value === 'string');
  return typeof found === 'string' ? found : null;
};

/**
 * Reads a publisher's page that was fetched from `url`. Total: any string gives a result, what the page does not say is
 * null or empty, and time and memory are bounded by the caps of the tree and of the block list.
 */
export const extractArticle = (html: string, url: string): PageExtraction => {
  const page = html.slice(0, maxPageChars);
  const tree = parseTree(page);
  const meta = readPageMeta(tree, url);
  const headline = findHeadline(meta, titleOf(page));
  const body = extractBody(tree, { headline, articleBody: articleBodyOf(meta) });
  const { dek, blocks } = withDek(body, declaredDeks(meta, headline));
  return {
    canonicalUrl: findCanonicalUrl(meta),
    headline,
    dek,
    authors: findAuthors(meta),
    publishedAt: findPublishedAt(meta),
    modifiedAt: findModifiedAt(meta),
    language: findLanguage(meta),
    siteName: findSiteName(meta),
    images: findImages(meta, blocks),
    sections: toSections(blocks, url),
    text: textOfBlocks([...body.lead, ...body.blocks]),
    topics: findTopics(meta, headline),
    paywalled: findPaywall(meta),
  };
};
